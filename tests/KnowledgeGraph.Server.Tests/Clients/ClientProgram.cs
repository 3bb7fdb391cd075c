using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>A program that others made, run as their users run it.</summary>
internal static class ClientProgram
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(100);

    /// <summary>The folder of the programs that speak through clients of others.</summary>
    public static string Folder { get; } = Path.Combine(ProjectFolder.Root, "tests", "KnowledgeGraph.Server.Tests", "Clients");

    /// <summary>Runs a program; null if it is not there.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ClientRun?> RunAsync(string program, params string[] arguments) => RunInAsync(null, program, arguments);

    /// <summary>Runs a program in a folder; null if it is not there.</summary>
    /// <param name="folder">The folder, or null for the present one.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ClientRun?> RunInAsync(string? folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? "",
            Environment = { ["PYTHONIOENCODING"] = "utf-8", ["JAVA_TOOL_OPTIONS"] = "-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8" },
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_timeout);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            process.StandardInput.Close();
            try
            {
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return new ClientRun(process.ExitCode, output.ReplaceLineEndings("\n").TrimEnd('\n'), await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}
