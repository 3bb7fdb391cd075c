using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Joins, optional parts, MINUS, UNION and VALUES, in particular where variables are unbound.</summary>
public sealed class JoinTests
{
    private const string People = """
        :ann :knows :bob, :cid ; :age 30 .
        :bob :knows :cid ; :age 20 ; :mail "b" .
        :cid :age 20 .
        """;

    [Fact]
    public void JoinsTriplePatterns()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(["x=ann y=bob z=cid"], engine.Rows("SELECT * { ?x :knows ?y . ?y :knows ?z }"));
    }

    // More variables than one word of bits has numbers, in the order of the chain and against it.
    [Fact]
    public void JoinsAChainOfNinetyPatterns()
    {
        const int Length = 90;
        using var engine = TestEngine.From(string.Concat(Enumerable.Range(0, Length).Select(i => $":n{i} :p{i} :n{i + 1} .\n")));
        string[] patterns = [.. Enumerable.Range(0, Length).Select(i => $"?v{i} :p{i} ?v{i + 1} .")];

        Assert.Equal(["v0=n0 v90=n90"], engine.Rows($"SELECT ?v0 ?v90 {{ {string.Join(' ', patterns)} }}"));
        Assert.Equal(["v0=n0 v90=n90"], engine.Rows($"SELECT ?v0 ?v90 {{ {string.Join(' ', patterns.Reverse())} }}"));
    }

    [Fact]
    public void MatchesRepeatedVariable()
    {
        using var engine = TestEngine.From(":a :p :a . :a :p :b . :b :b :b .");
        Assert.Equal(["x=a"], engine.Rows("SELECT * { ?x :p ?x }"));
        Assert.Equal(["x=b"], engine.Rows("SELECT * { ?x ?x ?x }"));
    }

    [Fact]
    public void OptionalKeepsLeftRow_WhenNothingMatches()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=ann", "m=b x=bob", "x=cid"],
            engine.Rows("SELECT ?m ?x { ?x :age ?a OPTIONAL { ?x :mail ?m } }").OrderBy(row => row[^3..], StringComparer.Ordinal));
    }

    [Fact]
    public void OptionalConditionSeesBothSides()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=ann a=30 y=bob b=20", "x=ann a=30 y=cid b=20", "x=bob a=20", "x=cid a=20"],
            engine.Rows("SELECT ?x ?a ?y ?b { ?x :age ?a OPTIONAL { ?x :knows ?y . ?y :age ?b FILTER(?b < ?a) } }"));
    }

    [Fact]
    public void JoinIsCompatibility_WhenVariableIsUnboundOnLeft()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=ann m=b", "x=bob m=b", "x=cid m=b"],
            engine.Rows("SELECT ?x ?m { { ?x :age ?a OPTIONAL { ?x :mail ?m } } { ?q :mail ?m } }"));
    }

    [Fact]
    public void JoinIsCompatibility_WhenValuesHasUndef()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=bob a=20", "x=ann a=30", "x=ann a=30"],
            engine.Rows("SELECT ?x ?a { ?x :age ?a VALUES (?x ?a) { (:bob UNDEF) (UNDEF 30) (:ann 30) (:cid 30) } }")
                .OrderDescending(StringComparer.Ordinal));
    }

    // SPARQL 1.1 §12, the optional part is evaluated on its own: ?v of the outer pattern does not reach into it.
    [Fact]
    public void NestedOptionalIsEvaluatedBottomUp()
    {
        using var engine = TestEngine.From(":x1 :p :x2 . :x2 :q 1 . :x3 :q 2 .");
        Assert.Equal(["x=x1 y=x2"], engine.Rows("SELECT ?x ?y ?w { ?x :p ?y OPTIONAL { :x3 :q ?w OPTIONAL { ?x :q ?v } } }"));
        Assert.Equal(
            ["x=x1 y=x2 w=2"],
            engine.Rows("SELECT ?x ?y ?w { ?x :p ?y OPTIONAL { :x3 :q ?w FILTER(?y = :x2) } }"));
        Assert.Equal(
            ["x=x1 y=x2"],
            engine.Rows("SELECT ?x ?y ?z { ?x :p ?y OPTIONAL { ?z :q 2 OPTIONAL { ?y :q ?z } FILTER(?z = 1) } }"));
    }

    [Fact]
    public void FilterInGroupDoesNotSeeOuterVariable()
    {
        using var engine = TestEngine.From(People);
        Assert.Empty(engine.Rows("SELECT * { ?x :age 30 { ?y :age 20 FILTER(BOUND(?x)) } }"));
    }

    [Fact]
    public void MinusKeepsRow_WhenDomainsAreDisjoint()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(["x=ann", "x=bob", "x=cid"], engine.Rows("SELECT ?x { ?x :age ?a MINUS { ?y :mail ?m } }"));
        Assert.Equal(["x=ann", "x=cid"], engine.Rows("SELECT ?x { ?x :age ?a MINUS { ?x :mail ?m } }"));
    }

    // SPARQL 1.1 §18.5, Minus: the domains are those of the solutions, not of the patterns.
    [Fact]
    public void MinusIgnoresVariable_WhenUnboundInThatRow()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=ann", "x=bob", "x=cid"],
            engine.Rows("SELECT ?x { ?x :age ?a MINUS { VALUES (?x ?z) { (UNDEF 1) } } }"));
        Assert.Equal(
            ["x=ann"],
            engine.Rows("SELECT ?x { ?x :age ?a MINUS { VALUES (?x ?a) { (UNDEF 20) (:ann 20) } } }"));
    }

    [Fact]
    public void UnionLeavesOtherVariablesUnbound()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(["a=30", "m=b"], engine.Rows("SELECT ?a ?m { { :ann :age ?a } UNION { :bob :mail ?m } }"));
    }

    [Fact]
    public void ValuesAndEmptyGroup()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal([""], engine.Rows("SELECT ?x { }"));
        Assert.Empty(engine.Rows("SELECT ?x { VALUES ?x { } }"));
        Assert.Equal(["x=1", "x=1"], engine.Rows("SELECT ?x { VALUES ?x { 1 1 } }"));
    }

    [Fact]
    public void CrossProductKeepsDuplicates()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(9, engine.Rows("SELECT ?x ?y { ?x :age ?a . ?y :age ?b }").Length);
    }

    [Fact]
    public void SubSelectHidesItsVariables()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=bob n=1", "x=cid n=1"],
            engine.Rows("SELECT ?x ?n { ?x :age 20 { SELECT (COUNT(?x) AS ?n) { ?x :age 30 } } }"));
    }

    [Fact]
    public void SubSelectIsEvaluatedBeforeTheJoin()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(
            ["x=bob n=20", "x=cid n=20"],
            engine.Rows("SELECT ?x ?n { ?x :age ?n { SELECT (MIN(?b) AS ?n) { ?y :age ?b } } }"));
    }

    [Fact]
    public void ExtendLeavesVariableUnbound_WhenExpressionFails()
    {
        using var engine = TestEngine.From(People);
        Assert.Equal(["m=b", "m=b z=21"], engine.Rows("SELECT ?m ?z { ?x :mail ?m { BIND(1 + \"x\" AS ?z) } UNION { BIND(21 AS ?z) } }"));
    }
}
