using System.ComponentModel;
using System.Diagnostics;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// The faults of <c>tests/faults</c>, which the differential test must catch (<c>tests/faults/run</c> proves it, in half an hour): here only
/// that each can still be made, so that the list does not rot.
/// </summary>
public sealed class SeededFaultTests
{
    private const int LeastFaults = 20;

    [Fact]
    public void EveryFault_CanBeMadeInThePresentSource()
    {
        var patches = Directory.GetFiles(Path.Combine(W3cFolder.RepositoryRoot, "tests", "faults"), "*.patch");
        Assert.True(patches.Length >= LeastFaults, $"only {patches.Length} faults");
        Assert.All(patches.Order(StringComparer.Ordinal), patch => Assert.Equal("", Check(patch)));
    }

    // What git says against the patch; nothing if it applies.
    private static string Check(string patch)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["apply", "--check", patch])
            {
                WorkingDirectory = W3cFolder.RepositoryRoot,
                RedirectStandardError = true,
            })!;
            var message = git.StandardError.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? "" : message;
        }
        catch (Win32Exception e)
        {
            Assert.Skip("git is not on the path, so the patches of tests/faults cannot be checked: " + e.Message);
            throw;
        }
    }
}
