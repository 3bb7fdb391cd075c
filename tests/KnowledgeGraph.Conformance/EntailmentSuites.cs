using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>Entailment between graphs (RDF semantics), and queries under entailment regimes (SPARQL 1.1).</summary>
public sealed class EntailmentSuites(ITestOutputHelper output)
{
    [Fact]
    public void Rdf11() => Semantics("RDF 1.1 semantics", "rdf/rdf11/rdf-mt/manifest.ttl").Run(output);

    // Its manifest includes that of RDF 1.1.
    [Fact]
    public void Rdf12() => Semantics("RDF 1.2 semantics", "rdf/rdf12/rdf-semantics/manifest.ttl").Run(output);

    [Fact]
    public void Sparql11() => new Suite("SPARQL 1.1 entailment regimes", "sparql/sparql11/entailment/manifest.ttl")
        .On("QueryEvaluationTest", Query)
        .Run(output);

    private static Suite Semantics(string name, string manifest) => new Suite(name, manifest)
        .On("PositiveEntailmentTest", test => Decide(test, isPositive: true))
        .On("NegativeEntailmentTest", test => Decide(test, isPositive: false));

    // A result of false stands for a contradiction: the positive test asks for it, the negative test that there is none.
    private static void Decide(W3cTest test, bool isPositive)
    {
        var options = new EntailmentOptions
        {
            Regime = RegimeOf(test.EntailmentRegimes.Single()) ?? throw new ConformanceException($"no such regime: {test.EntailmentRegimes[0]}"),
            Datatypes = new DatatypeMap(test.RecognizedDatatypes),
        };
        var conclusion = test.Result is null ? new Dataset() : RdfFile.Read(test.Result, test.BaseIriOf(test.Result));
        var verdict = GraphEntailment.Decide(RdfFile.Read(test.Action!, test.BaseIriOf(test.Action!)), conclusion, options);
        var holds = test.Result is null ? verdict == EntailmentVerdict.Inconsistent : verdict != EntailmentVerdict.NotEntailed;
        if (holds != isPositive)
        {
            throw new ConformanceException($"{verdict}, which was not expected of {(test.Result is null ? "a contradiction" : test.Result)}");
        }
    }

    // A test is run under every regime of its list that there is. OWL's RDF-Based regime is answered by the rules of OWL 2 RL; of the
    // Direct one there is nothing, but where the rules give its answer, they give it.
    private static void Query(W3cTest test)
    {
        var regimes = test.EntailmentRegimes.Select(RegimeOf).OfType<EntailmentRegime>().Distinct().ToList();
        if (regimes.Count == 0 && test.EntailmentRegimes.Contains("OWL-Direct"))
        {
            regimes.Add(EntailmentRegime.OwlRl);
        }

        if (regimes.Count == 0)
        {
            throw new ConformanceException($"none of these regimes is there: {string.Join(", ", test.EntailmentRegimes)}");
        }

        foreach (var regime in regimes)
        {
            var options = new EngineOptions { Entailment = new EntailmentOptions { Regime = regime } };
            try
            {
                EvaluationTest.Run(test, (query, data, format) => EngineUnderTest.Evaluate(query, data, format, options));
            }
            catch (ConformanceException e)
            {
                throw new ConformanceException($"under {regime}: {e.Message}");
            }
        }
    }

    private static EntailmentRegime? RegimeOf(string name) => name switch
    {
        "simple" => EntailmentRegime.None,
        "RDF" => EntailmentRegime.Rdf,
        "RDFS" => EntailmentRegime.Rdfs,
        "D" => EntailmentRegime.D,
        "OWL-RDF-Based" => EntailmentRegime.OwlRl,
        _ => null,
    };
}
