using System.Globalization;
using System.Text;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Shapes of plans, by the text of explain.</summary>
public sealed class PlanTests
{
    [Fact]
    public void ProbesTheIndex_WhenOneSideIsSmall()
    {
        using var engine = Many();
        Assert.Contains("IndexNestedLoopJoin", Explain(engine, "SELECT * { :s7 :p ?v . ?s :p ?v . ?s :q ?w }"), StringComparison.Ordinal);
    }

    [Fact]
    public void MergesSortedScans_WhenBothSidesAreLarge()
    {
        using var engine = Many();
        Assert.Contains("MergeJoin [?s]", Explain(engine, "SELECT * { ?s :p ?v . ?s :q ?w }"), StringComparison.Ordinal);
        Assert.Equal(2000, engine.Rows("SELECT * { ?s :p ?v . ?s :q ?w }").Length);
    }

    [Fact]
    public void TakesTopK_WhenLimitFollowsOrder()
    {
        using var engine = Many();
        var text = Explain(engine, "SELECT ?s { ?s :p ?v } ORDER BY ?v LIMIT 3");
        Assert.Contains("TopK [3 by", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort [", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ListsRewritesThatChangedTheAlgebra()
    {
        using var engine = Many();
        var text = Explain(engine, "SELECT ?s { ?s :p ?v FILTER(?v > 1 && ?v < 5) }");
        Assert.Contains("rewrite SplitConjunctions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rewrite ExpandPaths", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportsActualRowsAfterTheRun()
    {
        using var engine = Many();
        using var run = engine.Start("SELECT ?s { ?s :p 5 }", new() { Measure = true });
        Assert.DoesNotContain("actual", run.Explain(), StringComparison.Ordinal);
        var rows = run.Solutions().Count();
        Assert.Contains($"actual {rows} ", run.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void LooksOptionalPartUp_WhenLeftSideIsSmall()
    {
        using var engine = Many();
        Assert.Contains(
            "IndexNestedLoopLeftJoin", Explain(engine, "SELECT * { :s7 :p ?v OPTIONAL { :s7 :x ?y } OPTIONAL { ?v2 :p ?v } }"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT *", "", "MergeJoin [?w]")]
    [InlineData("ASK", "", "IndexNestedLoopJoin [?t")]
    [InlineData("SELECT *", "LIMIT 2", "IndexNestedLoopJoin [?t")]
    [InlineData("SELECT ?t", "LIMIT 2 OFFSET 1", "IndexNestedLoopJoin [?t")]
    [InlineData("SELECT *", "ORDER BY ?s LIMIT 2", "MergeJoin [?w]")]
    [InlineData("SELECT (COUNT(*) AS ?n) ?t", "GROUP BY ?t LIMIT 1", "MergeJoin [?w]")]
    public void HoldsNoSideOfAJoin_WhoseFirstRowsAreEnough(string head, string modifiers, string join)
    {
        using var engine = Many(string.Concat(Enumerable.Range(0, 600).Select(i => $":t{i} :r {i * 3} .\n")));
        Assert.Contains(join, Explain(engine, head + " { ?s :p 5 . ?s :q ?w . ?t :r ?w } " + modifiers), StringComparison.Ordinal);
    }

    private static string Explain(KnowledgeGraph.Engine.Engine engine, string query)
    {
        using var run = engine.Start(query);
        return run.Explain();
    }

    private static KnowledgeGraph.Engine.Engine Many(string more = "")
    {
        var text = new StringBuilder(more);
        for (var i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":s{i} :p {i % 100} ; :q {i} .\n");
        }

        return TestEngine.From(text.ToString());
    }
}
