namespace KnowledgeGraph.Conformance;

/// <summary>Update evaluation of SPARQL 1.1 and 1.2 by the engine.</summary>
public sealed class UpdateEvaluationSuites(ITestOutputHelper output)
{
    [Fact]
    public void Sparql11() => Evaluation("SPARQL 1.1 update evaluation", "sparql/sparql11/manifest-sparql11-update.ttl").Run(output);

    [Fact]
    public void Sparql12() => Evaluation("SPARQL 1.2 update evaluation", "sparql/sparql12/manifest.ttl").Run(output);

    // Syntax tests and queries stand in the same manifests: SparqlSyntaxSuites and QueryEvaluationSuites run them.
    private static Suite Evaluation(string name, string manifest) => new Suite(name, manifest)
        .On("UpdateEvaluationTest", UpdateEvaluationTest.Run)
        .Ignore(
            "PositiveSyntaxTest", "NegativeSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest",
            "NegativeUpdateSyntaxTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11", "QueryEvaluationTest", "CSVResultFormatTest");
}
