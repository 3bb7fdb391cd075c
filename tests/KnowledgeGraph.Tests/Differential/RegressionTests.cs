using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>Cases that the differential test found, as small as it made them, with the answer of the recommendation.</summary>
public sealed class RegressionTests
{
    private const string Prologue = "PREFIX : <http://e/>\n";

    // COUNT(DISTINCT *) counted the column that a negated property set adds.
    [Fact]
    public void CountDistinctStar_LeavesOutInternalVariables() =>
        Assert.Equal("1", Single(":b :p :e ; :r :e .", "SELECT (COUNT(DISTINCT *) AS ?n) { :b !(:s|^:r) ?v }"));

    [Fact]
    public void CountDistinctStar_LeavesOutBlankNodesOfTheQuery() =>
        Assert.Equal("1", Single(":a :p :x, :y .", "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p [] }"));

    // The filter saw ?v unbound, because OPTIONAL had left its column so.
    [Fact]
    public void Exists_SeesTheOuterValue_WhereOptionalLeftItUnbound() =>
        Assert.Equal(
            "1",
            Single(
                ":a :q 0 . :b :r 1.0E3 .",
                "SELECT (COUNT(*) AS ?n) { ?v :q ?w FILTER EXISTS { OPTIONAL { ?x :r ?v } ?x :r ?y FILTER(?v != ?x) } }"));

    // The condition of OPTIONAL saw ?v unbound, because an OPTIONAL inside its right side had left it so.
    [Fact]
    public void Exists_SeesTheOuterValue_InTheConditionOfOptional() =>
        Assert.Equal(
            "1",
            Single(
                ":d :s 1 . :a :r :f .",
                "SELECT (COUNT(*) AS ?n) { ?u :r ?v FILTER EXISTS { OPTIONAL { ?x :s 1 OPTIONAL { ?v :r ?v } FILTER(BOUND(?v)) } FILTER(isIRI(?x)) } }"));

    // The filter on the graph's name was applied to the other union as well, which does not bind it.
    [Fact]
    public void FilterOnTheGraphName_StaysWithTheUnionInsideGraph() =>
        Assert.Equal(
            "2",
            Single(
                ":a :p 1 . GRAPH :h { :a :p 1 }",
                "SELECT (COUNT(*) AS ?n) { ?s !(:q|^:s) ?o GRAPH ?g { ?x (:p|:s) 1 } FILTER(sameTerm(?g, ?g)) }"));

    private static string Single(string data, string query)
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.LoadText(Prologue + data);
        using var run = engine.Run(Prologue + query);
        return ((Literal)run.Solutions().Single().Terms[0]!).Lexical;
    }
}
