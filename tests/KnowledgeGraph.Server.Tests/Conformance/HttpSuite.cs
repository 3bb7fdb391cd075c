using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.TestKit.Suites;

namespace KnowledgeGraph.Server.Tests.Conformance;

/// <summary>A W3C suite that is run over HTTP: its tests one after the other, judged by the list of expected failures, and reported.</summary>
public static class HttpSuite
{
    /// <summary>Runs a suite. Skips with a hint if the W3C tests are not on this machine.</summary>
    /// <param name="name">The name in the table.</param>
    /// <param name="manifest">The manifest, relative to w3c/rdf-tests.</param>
    /// <param name="run">Runs a test; throws if it fails.</param>
    /// <param name="output">Where to print.</param>
    public static async Task RunAsync(string name, string manifest, Func<W3cTest, Task> run, ITestOutputHelper output)
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);

        var verdicts = new List<TestVerdict>();
        foreach (var test in W3cManifest.Read(root, manifest))
        {
            verdicts.Add(TestVerdict.Of(test.Iri, await TestFailure.OfAsync(() => run(test))));
        }

        Assert.NotEmpty(verdicts);
        ConformanceReport.Write(name, verdicts);
        output.WriteLine(ConformanceReport.Text(name, verdicts));
        var fault = ConformanceReport.Fault(name, verdicts);
        Assert.True(fault is null, fault);
    }
}
