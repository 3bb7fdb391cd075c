using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The syntax tests of SPARQL 1.0, 1.1 and 1.2, of queries and of updates. Evaluation tests and those of the protocols, which stand in the
/// same manifests, are run elsewhere.
/// </summary>
public sealed class SparqlSyntaxSuites(ITestOutputHelper output)
{
    private static readonly string[] s_others =
    [
        "QueryEvaluationTest", "CSVResultFormatTest", "UpdateEvaluationTest", "ProtocolTest", "ServiceDescriptionTest", "GraphStoreProtocolTest",
    ];

    private static readonly string[] s_queries =
        ["PositiveSyntaxTest", "NegativeSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"];

    private static readonly string[] s_updates =
        ["PositiveUpdateSyntaxTest", "NegativeUpdateSyntaxTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"];

    [Fact]
    public void Sparql10() => Queries("SPARQL 1.0 syntax", "sparql/sparql10/manifest.ttl");

    [Fact]
    public void Sparql11() => Queries("SPARQL 1.1 syntax", "sparql/sparql11/manifest-all.ttl");

    [Fact]
    public void Sparql12() => Queries("SPARQL 1.2 syntax", "sparql/sparql12/manifest.ttl");

    [Fact]
    public void Sparql11Update() => Updates("SPARQL 1.1 update syntax", "sparql/sparql11/manifest-all.ttl");

    [Fact]
    public void Sparql12Update() => Updates("SPARQL 1.2 update syntax", "sparql/sparql12/manifest.ttl");

    // Every query that can be read is printed and must read back as the same algebra.
    [Fact]
    public void PrintedQueries_ReadBackAsTheSameAlgebra()
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);
        string[] manifests = ["sparql/sparql10/manifest.ttl", "sparql/sparql11/manifest-all.ttl", "sparql/sparql12/manifest.ttl"];
        var count = 0;
        foreach (var test in manifests.SelectMany(manifest => W3cManifest.Read(root, manifest)))
        {
            if (test.Action?.EndsWith(".rq", StringComparison.Ordinal) != true || test.Type.StartsWith("Negative", StringComparison.Ordinal))
            {
                continue;
            }

            var query = Parse(test);
            var printed = SparqlPrinter.Print(query);
            Assert.True(
                SparqlParser.TryParseQuery(printed, out var again, out var error) && AlgebraComparer.AreEquivalent(query, again),
                $"{test}: {error?.Message}\n{printed}");
            count++;
        }

        output.WriteLine($"{count} queries");
        Assert.InRange(count, 700, int.MaxValue);
    }

    // The same for updates: those of the syntax tests and of the evaluation tests.
    [Fact]
    public void PrintedUpdates_ReadBackAsTheSameAlgebra()
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);
        var count = 0;
        foreach (var test in W3cManifest.Read(root, "sparql/sparql11/manifest-all.ttl").Concat(W3cManifest.Read(root, "sparql/sparql12/manifest.ttl")))
        {
            if (test.Action?.EndsWith(".ru", StringComparison.Ordinal) != true || test.Type.StartsWith("Negative", StringComparison.Ordinal))
            {
                continue;
            }

            var update = ParseUpdate(test);
            var printed = SparqlPrinter.Print(update);
            try
            {
                Assert.True(AlgebraComparer.AreEquivalent(update, SparqlParser.ParseUpdate(printed)), $"{test}\n{printed}");
            }
            catch (SparqlSyntaxException e)
            {
                Assert.Fail($"{test}: {e.Message}\n{printed}");
            }

            count++;
        }

        output.WriteLine($"{count} updates");
        Assert.InRange(count, 150, int.MaxValue);
    }

    private void Queries(string name, string manifest) => new Suite(name, manifest)
        .On("PositiveSyntaxTest", Accept).On("PositiveSyntaxTest11", Accept)
        .On("NegativeSyntaxTest", Reject).On("NegativeSyntaxTest11", Reject)
        .Ignore([.. s_others, .. s_updates]).Run(output);

    private void Updates(string name, string manifest) => new Suite(name, manifest)
        .On("PositiveUpdateSyntaxTest", Accept).On("PositiveUpdateSyntaxTest11", Accept)
        .On("NegativeUpdateSyntaxTest", Reject).On("NegativeUpdateSyntaxTest11", Reject)
        .Ignore([.. s_others, .. s_queries]).Run(output);

    // By the file, not by the type: some of the updates that must be refused are of type NegativeSyntaxTest11.
    private static void Accept(W3cTest test)
    {
        if (test.Action!.EndsWith(".ru", StringComparison.Ordinal))
        {
            ParseUpdate(test);
        }
        else
        {
            Parse(test);
        }
    }

    private static void Reject(W3cTest test)
    {
        try
        {
            Accept(test);
        }
        catch (SparqlSyntaxException)
        {
            return;
        }

        throw new ConformanceException("was read without an error");
    }

    private static KnowledgeGraph.Sparql.Algebra.Query Parse(W3cTest test) => SparqlParser.ParseQuery(
        File.ReadAllText(test.Action!), test.BaseIriOf(test.Action!), new SparqlParserOptions { SourceName = test.Action });

    private static Update ParseUpdate(W3cTest test) => SparqlParser.ParseUpdate(
        File.ReadAllText(test.Action!), test.BaseIriOf(test.Action!), new SparqlParserOptions { SourceName = test.Action });
}
