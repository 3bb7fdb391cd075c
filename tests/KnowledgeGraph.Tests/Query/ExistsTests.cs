using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>EXISTS and NOT EXISTS, by semi join and by substitution (SPARQL 1.1 §18.6).</summary>
public sealed class ExistsTests
{
    private const string Data = """
        :a :p 1, 2 ; :q 2 .
        :b :p 3 .
        :c :q 3 .
        :g { :a :in :g . }
        """;

    [Fact]
    public void ExistsKeepsRowsWithMatch()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["x=a", "x=a"], engine.Rows("SELECT ?x { ?x :p ?v FILTER EXISTS { ?x :q ?w } }"));
        Assert.Equal(["x=b"], engine.Rows("SELECT ?x { ?x :p ?v FILTER NOT EXISTS { ?x :q ?w } }"));
    }

    [Fact]
    public void ExistsIsASemiJoin_WhenPatternStandsAlone()
    {
        using var engine = TestEngine.From(Data);
        using var run = engine.Start("SELECT ?x { ?x :p ?v FILTER NOT EXISTS { ?x :q ?w } }");
        Assert.Contains("AntiJoin [?x]", run.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void FilterInsideSeesOuterVariable()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["x=a v=2"], engine.Rows("SELECT ?x ?v { ?x :p ?v FILTER EXISTS { ?x :q ?w FILTER(?w = ?v) } }"));
        Assert.Equal(["x=a v=1", "x=b v=3"], engine.Rows("SELECT ?x ?v { ?x :p ?v FILTER NOT EXISTS { ?x :q ?w FILTER(?w = ?v) } }"));
    }

    [Fact]
    public void NestedExistsSeesBothOuterLevels()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(
            ["x=a v=2"],
            engine.Rows("SELECT ?x ?v { ?x :p ?v FILTER EXISTS { ?x :q ?w FILTER EXISTS { ?y :q ?z FILTER(?z = ?v && ?w = ?v) } } }"));
    }

    [Fact]
    public void ExistsWithinDisjunction()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["v=1", "v=2", "v=3"], engine.Rows("SELECT ?v { ?x :p ?v FILTER(?v = 3 || EXISTS { ?x :q ?w }) }"));
        Assert.Equal(["v=1 e=true"], engine.Rows("SELECT ?v ?e { :a :p ?v BIND(EXISTS { :a :q ?w } AS ?e) FILTER(?v = 1) }")
            .Select(row => row.Replace("^^<http://www.w3.org/2001/XMLSchema#boolean", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void UnboundVariableStaysFree()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(
            ["x=a v=1", "x=a v=2", "x=b v=3"],
            engine.Rows("SELECT ?x ?v { ?x :p ?v OPTIONAL { ?x :nope ?o } FILTER EXISTS { ?s :q ?o } }"));
    }

    [Fact]
    public void ExistsLooksAtTheActiveGraph()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["x=a"], engine.Rows("SELECT ?x { GRAPH ?g { ?x :in ?y FILTER EXISTS { ?x :in ?g2 } } }"));
        Assert.Empty(engine.Rows("SELECT ?x { GRAPH ?g { ?x :in ?y FILTER EXISTS { ?x :p ?g2 } } }"));
    }

    [Fact]
    public void MinusInsideIsSubstituted()
    {
        using var engine = TestEngine.From(Data);
        Assert.Equal(["x=b"], engine.Rows("SELECT DISTINCT ?x { ?x :p ?v FILTER EXISTS { ?x :p ?u MINUS { ?x :q ?w } } }"));
    }
}
