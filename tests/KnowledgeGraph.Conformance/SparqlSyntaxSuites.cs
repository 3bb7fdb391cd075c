using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The query syntax tests of SPARQL 1.0, 1.1 and 1.2. Syntax tests of updates belong to the parser of updates and are not in this scope:
/// they have types of their own, which are ignored here, as are evaluation tests.
/// </summary>
public sealed class SparqlSyntaxSuites(ITestOutputHelper output)
{
    private static readonly string[] s_others =
    [
        "QueryEvaluationTest", "CSVResultFormatTest", "UpdateEvaluationTest", "ProtocolTest", "ServiceDescriptionTest",
        "GraphStoreProtocolTest", "PositiveUpdateSyntaxTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest",
        "NegativeUpdateSyntaxTest11",
    ];

    [Fact]
    public void Sparql10() => new Suite("SPARQL 1.0 syntax", "sparql/sparql10/manifest.ttl")
        .On("PositiveSyntaxTest", Accept).On("NegativeSyntaxTest", Reject).Ignore(s_others).Run(output);

    [Fact]
    public void Sparql11() => new Suite("SPARQL 1.1 syntax", "sparql/sparql11/manifest-all.ttl")
        .On("PositiveSyntaxTest", Accept).On("PositiveSyntaxTest11", Accept)
        .On("NegativeSyntaxTest", Reject).On("NegativeSyntaxTest11", Reject)
        .Ignore(s_others).Run(output);

    [Fact]
    public void Sparql12() => new Suite("SPARQL 1.2 syntax", "sparql/sparql12/manifest.ttl")
        .On("PositiveSyntaxTest", Accept).On("PositiveSyntaxTest11", Accept)
        .On("NegativeSyntaxTest", Reject).On("NegativeSyntaxTest11", Reject)
        .Ignore(s_others).Run(output);

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

    private static void Accept(W3cTest test) => Parse(test);

    private static void Reject(W3cTest test)
    {
        try
        {
            Parse(test);
        }
        catch (SparqlSyntaxException)
        {
            return;
        }

        throw new ConformanceException("was read without an error");
    }

    private static KnowledgeGraph.Sparql.Algebra.Query Parse(W3cTest test) => SparqlParser.ParseQuery(
        File.ReadAllText(test.Action!), test.BaseIriOf(test.Action!), new SparqlParserOptions { SourceName = test.Action });
}
