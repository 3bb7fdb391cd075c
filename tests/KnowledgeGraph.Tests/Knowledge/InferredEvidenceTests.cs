using System.Text.Json;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>What stands behind triples that nobody asserts: the rule, its premises, and the claims behind those.</summary>
public sealed class InferredEvidenceTests : IDisposable
{
    private const string Data = """
        PREFIX : <http://example/>
        PREFIX o: <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        :Pact rdfs:subClassOf :Treaty . :Treaty rdfs:subClassOf :Document .
        :x a :Pact .
        GRAPH :s { :c a o:Claim ; rdf:reifies <<( :x a :Pact )>> ; o:polarity o:asserted ; o:certainty o:plain ; o:phase o:done }
        """;

    private static readonly Iri s_type = new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");

    private readonly KnowledgeGraph.Engine.Engine _engine;

    public InferredEvidenceTests()
    {
        var entailment = new EntailmentOptions { Regime = EntailmentRegime.Rdfs };
        _engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Entailment = entailment });
        _engine.LoadText(Data);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void NamesRuleAndPremises_EachWithItsClaims()
    {
        var support = Assert.Single(Explain().Items);
        var statement = Assert.IsType<SupportPart.Statement>(Assert.Single(support.Parts));

        var behind = EvidenceFinder.Of(_engine).Behind(statement, Stop);

        Assert.Empty(behind.Claims);
        Assert.False(behind.Inferred!.IsCut);
        Assert.Equal("rdfs9", behind.Inferred.Rule.Name);
        var leaves = Leaves(behind).ToList();
        Assert.All(leaves, leaf => Assert.Null(leaf.Inferred));
        var claimed = leaves.Single(leaf => leaf.Statement.Triple == new Triple(Node("x"), s_type, Node("Pact")));
        Assert.Equal(Node("c"), Assert.Single(claimed.Claims).Claim);
        Assert.Contains(leaves, leaf => leaf.Statement.Triple is { } triple && triple.Subject == Node("Treaty") && triple.Object == Node("Document"));
    }

    [Fact]
    public void WhatIsAsserted_FollowsFromNothing()
    {
        var asserted = new SupportPart.Statement(new Triple(Node("x"), s_type, Node("Pact")), null);

        Assert.Null(EvidenceFinder.Of(_engine).Behind(asserted, Stop).Inferred);
    }

    [Fact]
    public void TheDocumentHasRuleAndPremises()
    {
        using var json = Document(_engine);

        var part = json.RootElement.GetProperty("supports")[0].GetProperty("parts")[0];
        Assert.Equal("rdfs9", part.GetProperty("rule").GetProperty("name").GetString());
        Assert.NotEmpty(part.GetProperty("rule").GetProperty("if").GetString()!);
        var premises = part.GetProperty("premises").EnumerateArray().ToList();
        Assert.Equal(2, premises.Count);
        Assert.All(premises, premise => Assert.Equal("rdf:Statement", premise.GetProperty("type").GetString()));
        Assert.Contains("http://example/c", part.GetProperty("premises").GetRawText(), StringComparison.Ordinal);
        var data = RdfReader(json);
        Assert.Contains(data, quad => quad.Predicate.Value == "http://www.w3.org/ns/prov#wasGeneratedBy");
        Assert.Contains(data, quad => quad.Object == new Literal("rdfs9"));
    }

    [Fact]
    public void WithoutARegime_TheRowIsNoAnswer()
    {
        using var plain = KnowledgeGraph.Engine.Engine.Open();
        plain.LoadText(Data);

        Assert.False(Explain(plain).IsAnswer);
    }

    // The state that the options name is the one explained, whatever was written since.
    [Fact]
    public void ExplainsTheStateOfTheOptions()
    {
        var options = new QueryOptions { State = _engine.QueryState };
        _engine.Update("PREFIX : <http://example/> DELETE DATA { :x a :Pact }", ct: Stop);

        Assert.True(Explain(_engine, options).IsAnswer);
        Assert.False(Explain(_engine).IsAnswer);
        Assert.NotNull(EvidenceFinder.Of(_engine, options.State)
            .Behind(new SupportPart.Statement(new Triple(Node("x"), s_type, Node("Document")), null), Stop).Inferred);
    }

    private Supports Explain() => Explain(_engine);

    private static Supports Explain(KnowledgeGraph.Engine.Engine engine, QueryOptions? options = null) =>
        new AnswerEvidence(engine, options).Of(
            SparqlParser.ParseQuery("SELECT ?x { ?x a <http://example/Document> }"),
            new Dictionary<Variable, Term> { [new Variable("x")] = Node("x") }, cancellationToken: Stop);

    private static JsonDocument Document(KnowledgeGraph.Engine.Engine engine)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            new EvidenceDocument(writer, EvidenceFinder.Of(engine), new Dictionary<string, string>()).Write(Explain(engine), Stop);
        }

        return JsonDocument.Parse(output.ToArray());
    }

    private static Dataset RdfReader(JsonDocument json) =>
        KnowledgeGraph.Formats.RdfReader.ReadText(json.RootElement.GetRawText(), KnowledgeGraph.Formats.RdfFormat.JsonLd);

    private static IEnumerable<StatementEvidence> Leaves(StatementEvidence evidence) =>
        evidence.Inferred is { } conclusion ? conclusion.Premises.SelectMany(Leaves) : [evidence];

    private static Iri Node(string name) => new("http://example/" + name);
}
