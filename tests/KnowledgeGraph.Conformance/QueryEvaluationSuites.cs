namespace KnowledgeGraph.Conformance;

/// <summary>Query evaluation of SPARQL 1.0, 1.1 and 1.2 by the engine.</summary>
public sealed class QueryEvaluationSuites(ITestOutputHelper output)
{
    [Fact]
    public void Sparql10() => Evaluation("SPARQL 1.0 query evaluation", "sparql/sparql10/manifest-evaluation.ttl").Run(output);

    [Fact]
    public void Sparql11() => Evaluation("SPARQL 1.1 query evaluation", "sparql/sparql11/manifest-sparql11-query.ttl").Run(output);

    [Fact]
    public void Sparql11ResultFormats() => Evaluation("SPARQL 1.1 result formats", "sparql/sparql11/manifest-sparql11-results.ttl").Run(output);

    [Fact]
    public void Sparql12() => Evaluation("SPARQL 1.2 query evaluation", "sparql/sparql12/manifest.ttl").Run(output);

    // Syntax tests stand in the same manifests: SparqlSyntaxSuites runs them. Updates are not part of a query engine.
    private static Suite Evaluation(string name, string manifest) => new Suite(name, manifest)
        .On("QueryEvaluationTest", test => EvaluationTest.Run(test, EngineUnderTest.Evaluate))
        .On("CSVResultFormatTest", test => EvaluationTest.Run(test, EngineUnderTest.Evaluate))
        .Ignore(
            "PositiveSyntaxTest", "NegativeSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11", "PositiveUpdateSyntaxTest",
            "NegativeUpdateSyntaxTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11", "UpdateEvaluationTest");
}
