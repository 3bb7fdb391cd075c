using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Comparison;

namespace KnowledgeGraph.Tests.TestKit;

public sealed class SolutionTablesTests
{
    private static readonly Term s_a = new Iri("http://e/a");
    private static readonly Term s_b = new Iri("http://e/b");
    private static readonly Term s_x = new BlankNode("x");
    private static readonly Term s_y = new BlankNode("y");

    [Fact]
    public void RowsAreCounted() => Assert.False(SolutionTables.AreEqual([[s_a], [s_a], [s_b]], [[s_a], [s_b], [s_b]]));

    [Fact]
    public void OrderMatters_OnlyWhenAsked()
    {
        Assert.True(SolutionTables.AreEqual([[s_a], [s_b]], [[s_b], [s_a]]));
        Assert.False(SolutionTables.AreEqual([[s_a], [s_b]], [[s_b], [s_a]], isOrdered: true));
    }

    [Fact]
    public void BlankNodes_AreRenamedInTheWholeTable()
    {
        Assert.True(SolutionTables.AreEqual([[s_x, s_a], [s_x, s_b]], [[s_y, s_a], [s_y, s_b]]));
        Assert.False(SolutionTables.AreEqual([[s_x, s_a], [s_x, s_b]], [[s_x, s_a], [s_y, s_b]]));
    }

    [Fact]
    public void Parts_AreComparedWithoutLabels_InsideTripleTermsToo()
    {
        var predicate = new Iri("http://e/p");

        Assert.True(SolutionTables.IsPart([[new TripleTerm(s_x, predicate, s_a)]], [[s_b], [new TripleTerm(s_y, predicate, s_a)]]));
        Assert.False(SolutionTables.IsPart([[s_a], [s_a]], [[s_a], [s_b]]));
    }

    [Fact]
    public void Unbound_IsNotATerm() => Assert.False(SolutionTables.AreEqual([[null, s_a]], [[s_a, null]]));

    [Fact]
    public void LanguageTags_AreComparedWithoutCase() =>
        Assert.True(SolutionTables.AreEqual([[new Literal("a", "en")]], [[new Literal("a", "EN")]]));

    [Fact]
    public void LanguageTags_AreComparedWithoutCase_WhenRowsAreMadeDistinct() =>
        Assert.Single(SolutionTables.Distinct([[new Literal("a", "en")], [new Literal("a", "EN")]]));

    [Fact]
    public void Difference_NamesTheRows() =>
        Assert.Equal(
            "1 rows expected, 1 came\n    missing: <http://e/a>\n    too many: <http://e/b>",
            SolutionTables.Difference([[s_a]], [[s_b]]));
}
