using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Playwright;

namespace KnowledgeGraph.Browser.Tests;

/// <summary>The rules of axe-core, applied to a page in the browser. Without npm to fetch them the tests are skipped.</summary>
internal static class Axe
{
    private const string Version = "4.14.1";

    private static readonly TimeSpan s_installTimeout = TimeSpan.FromMinutes(2);

    private static readonly Lazy<(string? Script, string Reason)> s_script = new(Load);

    /// <summary>The violations that it finds: rule, what it demands, and where.</summary>
    /// <param name="page">The page, with JavaScript on.</param>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        var (script, reason) = s_script.Value;
        Assert.SkipWhen(script is null, reason);
        // Evaluated by the debugger, since the host's policy lets no page run a script.
        await page.EvaluateAsync(script + "; undefined");
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run()).violations.map(found =>
              `${found.id}: ${found.help} (${found.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')})`)
            """);
    }

    private static (string? Script, string Reason) Load()
    {
        // Outside the repository, where the next run finds it.
        var folder = Path.Combine(Path.GetTempPath(), "knowledge-graph-axe-" + Version);
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["package.json", "package-lock.json"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "axe", file), Path.Combine(folder, file), overwrite: true);
        }

        try
        {
            return File.Exists(script) || Install(folder) is not { } failure
                ? (File.ReadAllText(script), "")
                : (null, $"npm cannot install axe-core {Version} (no network?): {failure}");
        }
        catch (Win32Exception e)
        {
            return (null, "Node.js with npm is not on the path: " + e.Message);
        }
    }

    private static string? Install(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --no-audit --no-fund --loglevel=error")
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var message = npm.StandardError.ReadToEndAsync();
        _ = npm.StandardOutput.ReadToEndAsync();
        if (!npm.WaitForExit(s_installTimeout))
        {
            npm.Kill(entireProcessTree: true);
            return "no answer";
        }

        return npm.ExitCode == 0 ? null : message.GetAwaiter().GetResult();
    }
}
