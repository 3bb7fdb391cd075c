using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>rdflib in a Python process: an RDF 1.1 client that shares nothing with us.</summary>
internal static class Rdflib
{
    // Debian's own first: another Python on the path does not see Debian's packages.
    private static readonly string[] s_pythons = ["/usr/bin/python3", "python3"];

    private static readonly string s_script = Path.Combine(
        W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Tests", "Knowledge", "rdflib", "ask.py");

    /// <summary>The rows that rdflib finds in a file, sorted; skips the test, loudly, where it is not at hand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format as rdflib calls it.</param>
    /// <param name="query">The query.</param>
    public static string[] Ask(string path, string format, string query)
    {
        string? python = s_pythons.FirstOrDefault(each => Run(each, "-c", "import rdflib") is { ExitCode: 0 });
        Assert.SkipWhen(python is null, "rdflib is not at hand (Debian: python3-rdflib): WHAT AN RDF 1.1 CLIENT READS WAS NOT TESTED");

        var (exitCode, output, error) = Run(python!, s_script, path, format, query)!.Value;

        Assert.True(exitCode == 0, error);
        return output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (int ExitCode, string Output, string Error)? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
