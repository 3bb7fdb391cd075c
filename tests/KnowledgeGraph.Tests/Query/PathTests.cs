using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Property paths (SPARQL 1.1 §9 and §18.4).</summary>
public sealed class PathTests
{
    private const string Chain = ":a :n :b . :b :n :c . :c :n :a . :c :n :d . :d :m :e .";

    [Fact]
    public void OneOrMoreFollowsCycles()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=a", "x=b", "x=c", "x=d"], engine.Rows("SELECT ?x { :a :n+ ?x }"));
        Assert.Equal(["x=a", "x=b", "x=c"], engine.Rows("SELECT ?x { ?x :n+ :d }"));
        Assert.Equal(["x=a", "x=b", "x=c"], engine.Rows("SELECT ?x { ?x :n+ ?x }"));
    }

    [Fact]
    public void ZeroOrMoreIncludesTheStart()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=d"], engine.Rows("SELECT ?x { :d :n* ?x }"));
        Assert.Equal(["x=a", "x=b", "x=c", "x=d"], engine.Rows("SELECT ?x { ?x :n* :d }"));
    }

    // SPARQL 1.1 §18.4: a term leads to itself even outside the graph; variables range over the graph's nodes.
    [Fact]
    public void ZeroLengthPathOfATerm_WhenItIsNotInTheGraph()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=zz"], engine.Rows("SELECT ?x { :zz :n* ?x }"));
        Assert.True(engine.Ask("ASK { :zz :n? :zz }"));
        Assert.Empty(engine.Rows("SELECT ?x { VALUES ?x { :zz } ?x :n* ?y }"));
        Assert.Equal(5, engine.Rows("SELECT ?x { ?x :nope* ?x }").Length);
    }

    [Fact]
    public void BothEndsFree()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(12, engine.Rows("SELECT ?x ?y { ?x :n+ ?y }").Length);
        Assert.Equal(14, engine.Rows("SELECT ?x ?y { ?x :n* ?y }").Length);
        Assert.Equal(9, engine.Rows("SELECT ?x ?y { ?x :n? ?y }").Length);
    }

    [Fact]
    public void SequenceAlternativeAndInverse()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=e"], engine.Rows("SELECT ?x { :a :n/:n/:n/:m ?x }"));
        Assert.Equal(["x=b", "x=c"], engine.Rows("SELECT ?x { :a (:n|^:n) ?x }"));
        Assert.Equal(["x=a", "x=b", "x=c", "x=d", "x=e"], engine.Rows("SELECT ?x { :e (^:m|^:n)* ?x }"));
        Assert.Equal(["x=a", "x=c", "x=d"], engine.Rows("SELECT DISTINCT ?x { :a (:n/:n)+ ?x FILTER(?x != :b) }"));
    }

    [Fact]
    public void AlternativeKeepsDuplicates()
    {
        using var engine = TestEngine.From(":a :n :b ; :m :b .");
        Assert.Equal(["x=b", "x=b"], engine.Rows("SELECT ?x { :a (:n|:m) ?x }"));
        Assert.Equal(["x=b"], engine.Rows("SELECT ?x { :a (:n|:m)+ ?x }"));
    }

    [Fact]
    public void NegatedSetInBothDirections()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=e"], engine.Rows("SELECT ?x { :d !:n ?x }"));
        Assert.Equal(["x=c"], engine.Rows("SELECT ?x { :d !(:m|^:m) ?x }"));
        Assert.Equal(["x=d"], engine.Rows("SELECT ?x { :e !(^:n) ?x }"));
    }

    [Fact]
    public void ClosureJoinsWithPatterns()
    {
        using var engine = TestEngine.From(Chain);
        Assert.Equal(["x=a y=e", "x=b y=e", "x=c y=e", "x=d y=e"], engine.Rows("SELECT ?x ?y { ?x :n*/:m ?y }"));
    }

    [Fact]
    public void PathStaysInItsGraph()
    {
        using var engine = TestEngine.From(":g { :a :n :b . } :h { :b :n :c . }");
        Assert.Equal(["g=g x=b"], engine.Rows("SELECT ?g ?x { GRAPH ?g { :a :n+ ?x } }"));
        Assert.Equal(["x=b", "x=c"], engine.Rows("SELECT ?x { :a :n+ ?x }", new() { UnionDefaultGraph = true }));
    }

    // So many nodes that the predicate's triples are read at once; ids near together, far apart, and of updates.
    [Fact]
    public void ReachesEveryNodeOnce_WhenThereAreMany()
    {
        using var engine = TestEngine.From(string.Concat(Enumerable.Range(0, 600).Select(
            i => $":s{i:000} :n :s{(i + 1) % 600:000} , :s{i * 7 % 600:000} , {i * 100_000} , {i % 3} . :t{i:000} :m :s{i:000} .\n")));
        Assert.Equal(["n=1202"], engine.Rows("SELECT (COUNT(?x) AS ?n) { :s000 :n+ ?x }"));
        Assert.Equal(["n=600"], engine.Rows("SELECT (COUNT(?x) AS ?n) { ?x :n+ 2 }"));
        Assert.Equal(["n=1203"], engine.Rows("SELECT (COUNT(DISTINCT ?x) AS ?n) { :t007 (:m|:n)* ?x }"));
        engine.Do("DELETE DATA { :s003 :n :s004 , :s021 , 300000 , 0 } ; INSERT DATA { :s003 :n :z . :z :n :y }");
        Assert.Equal(["x=y", "x=z"], engine.Rows("SELECT ?x { :s003 :n+ ?x }"));
        Assert.True(engine.Ask("ASK { :s000 :n+ :y FILTER NOT EXISTS { :s003 :n+ :s000 } }"));
    }

    [Fact]
    public void LooksUpPathsOfManyNodes()
    {
        using var engine = TestEngine.From(string.Concat(Enumerable.Range(0, 90).Select(i => $":s{i} :n :s{i + 1} ; :in {i % 2} .\n")));
        Assert.Equal(["n=2025"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?x :in 1 ; :n* ?y . ?y :n ?z . }"));
        Assert.Equal(["n=45"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?x :in 0 FILTER EXISTS { ?x :n+ :s90 } }"));
    }
}
