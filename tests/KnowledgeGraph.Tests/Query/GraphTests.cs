using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>GRAPH and datasets (SPARQL 1.1 §13).</summary>
public sealed class GraphTests
{
    private const string Data = """
        :a :p 0 .
        :g { :a :p 1 . :b :p 1 . }
        :h { :a :p 1 , 2 . :g :p 3 . }
        """;

    [Fact]
    public void GraphVariableRangesOverNamedGraphs()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(
            ["g=g x=a v=1", "g=g x=b v=1", "g=h x=a v=1", "g=h x=a v=2", "g=h x=g v=3"],
            engine.Rows("SELECT ?g ?x ?v { GRAPH ?g { ?x :p ?v } }"));
        Assert.Equal(["g=g", "g=h"], engine.Rows("SELECT ?g { GRAPH ?g { } }"));
    }

    [Fact]
    public void GraphVariableJoinsWithinOneGraph()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["g=g", "g=h"], engine.Rows("SELECT DISTINCT ?g { GRAPH ?g { ?x :p 1 . ?y :p ?v FILTER(?x = :a) } }"));
        Assert.Empty(engine.Rows("SELECT ?g { GRAPH ?g { :b :p 1 . :a :p 2 } }"));
        Assert.Equal(["g=g"], engine.Rows("SELECT ?g { GRAPH ?g { :a :p 1 OPTIONAL { :a :p ?w FILTER(?w = 2) } FILTER(!BOUND(?w)) } }"));
    }

    // The filter was applied before the union had bound the graph's name.
    [Fact]
    public void FilterOnGraphNameWaitsForTheGraph_WhenTheGraphHoldsAUnion()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(
            ["g=h v=2"], engine.Rows("SELECT ?g ?v { ?a ?b 0 . GRAPH ?g { { :a :p ?v } UNION { :b :q ?v } } FILTER(?g != :g && ?v = 2) }"));
    }

    [Fact]
    public void GraphVariableInsideItsOwnPattern()
    {
        using var engine = TestEngine.From(":g { :g :p 1 . :x :p 2 . } :h { :g :p 3 . }");
        Assert.Equal(["g=g v=1"], engine.Rows("SELECT ?g ?v { GRAPH ?g { ?g :p ?v } }"));
    }

    [Fact]
    public void AggregateRunsPerGraph()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["g=g n=2", "g=h n=3"], engine.Rows("SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?x :p ?v } } }"));
    }

    [Fact]
    public void NamedGraphOfUnknownNameHasNoSolution()
    {
        using var engine = TestEngine.From(Data);
        Assert.Empty(engine.Rows("SELECT ?x { GRAPH :nope { } }"));
        Assert.Equal(["x=a", "x=b"], engine.Rows("SELECT ?x { GRAPH :g { ?x :p 1 } }"));
    }

    [Fact]
    public void FromMergesGraphsAndDropsDuplicates()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["v=1", "v=2"], engine.Rows("SELECT ?v FROM :g FROM :h { :a :p ?v }"));
        Assert.Equal(["v=1"], engine.Rows("SELECT ?v FROM :g { :a :p ?v }"));
        Assert.Empty(engine.Rows("SELECT ?v FROM :nope { :a :p ?v }"));
        Assert.Empty(engine.Rows("SELECT ?v FROM NAMED :g { :a :p ?v }"));
    }

    [Fact]
    public void FromNamedConfinesGraphVariable()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["g=h"], engine.Rows("SELECT DISTINCT ?g FROM NAMED :h FROM NAMED :nope { GRAPH ?g { ?x :p ?v } }"));
        Assert.Empty(engine.Rows("SELECT ?x FROM NAMED :h { GRAPH :g { ?x :p ?v } }"));
    }

    // SPARQL 1.1 §13.2: each IRI provides one named graph. One that the store does not have is empty.
    [Theory]
    [InlineData("SELECT ?g FROM NAMED :h FROM NAMED :nope { GRAPH ?g { } }", "g=h|g=nope")]
    [InlineData("SELECT ?g FROM NAMED :nope { GRAPH ?g { } }", "g=nope")]
    [InlineData("SELECT ?g ?n FROM NAMED :h FROM NAMED :nope { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?x :p ?v } } }", "g=h n=3|g=nope n=0")]
    [InlineData("SELECT ?g ?v FROM NAMED :h FROM NAMED :nope { GRAPH ?g { OPTIONAL { :a :p ?v } } }", "g=h v=1|g=h v=2|g=nope")]
    [InlineData("SELECT ?g FROM NAMED :h FROM NAMED :nope { GRAPH ?g { FILTER NOT EXISTS { ?x ?y ?z } } }", "g=nope")]
    [InlineData("SELECT ?g ?v FROM NAMED :h FROM NAMED :nope { GRAPH ?g { :b :p* ?v } }", "g=h v=b|g=nope v=b")]
    [InlineData("SELECT ?g FROM NAMED :h FROM NAMED :nope { VALUES ?g { :g :h :nope } GRAPH ?g { } }", "g=h|g=nope")]
    [InlineData("SELECT ?g ?x FROM NAMED :nope { GRAPH ?g { ?x :p ?v } }", "")]
    [InlineData("SELECT ?x FROM NAMED :nope { GRAPH :nope { BIND(1 AS ?x) } }", "x=1")]
    [InlineData("SELECT ?x ?v FROM NAMED :nope { GRAPH :nope { BIND(1 AS ?x) OPTIONAL { ?y :p ?v } } }", "x=1")]
    [InlineData("SELECT ?x ?v FROM NAMED :nope { GRAPH :nope { ?x :p ?v } }", "")]
    [InlineData("SELECT ?v FROM NAMED :nope { GRAPH :nope { :a :p* ?v } }", "v=a")]
    [InlineData("SELECT ?x FROM NAMED :nope { GRAPH :g { BIND(1 AS ?x) } }", "")]
    [InlineData("SELECT ?x FROM :nope { GRAPH :nope { BIND(1 AS ?x) } }", "")]
    public void FromNamedProvidesAGraph_ThatTheStoreDoesNotHave(string query, string rows)
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(rows, string.Join('|', engine.Rows(query)));
    }

    // The name of a graph that is not there can be given to the store.
    [Fact]
    public void UsingNamedProvidesAGraph_ThatTheStoreDoesNotHave()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        engine.Do("INSERT { GRAPH ?g { ?g :p 2 } } USING NAMED :nope WHERE { GRAPH ?g { } }");
        Assert.Equal(["a p 1", "nope: nope p 2"], engine.Quads());
    }

    [Fact]
    public void ProtocolDatasetReplacesTheQuerys()
    {
        using var engine = TestEngine.From(Data);
        var dataset = new DatasetClause([new Iri("http://example/h")], []);
        Assert.Equal(["v=1", "v=2"], engine.Rows("SELECT ?v FROM :g { :a :p ?v }", new() { Dataset = dataset }));
    }

    [Fact]
    public void UnionDefaultGraphHoldsAllGraphsOnce()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["v=0", "v=1", "v=2"], engine.Rows("SELECT ?v { :a :p ?v }", new() { UnionDefaultGraph = true }));
    }

    [Fact]
    public void TripleTermPatternIsAnIndexScan()
    {
        using var engine = TestEngine.From("""
            :r1 rdf:reifies <<( :a :p 1 )>> ; :by :ann .
            :r2 rdf:reifies <<( :a :p 2 )>> ; :by :bob .
            :r3 rdf:reifies <<( :b :p <<( :a :p 1 )>> )>> .
            """);
        Assert.Equal(["who=ann v=1", "who=bob v=2"], engine.Rows("SELECT ?who ?v { ?r rdf:reifies <<( :a :p ?v )>> ; :by ?who }"));
        Assert.Equal(["x=b v=1"], engine.Rows("SELECT ?x ?v { ?r rdf:reifies <<( ?x :p <<( :a :p ?v )>> )>> }"));
        Assert.Equal(["r=r1"], engine.Rows("SELECT ?r { ?r rdf:reifies <<( :a :p 1 )>> }"));
        using var run = engine.Start("SELECT ?who ?v { ?r rdf:reifies <<( :a :p ?v )>> ; :by ?who }");
        Assert.Contains("TripleTermScan", run.Explain(), StringComparison.Ordinal);
    }
}
