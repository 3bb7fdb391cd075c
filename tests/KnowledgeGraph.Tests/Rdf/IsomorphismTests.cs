using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Rdf;

public sealed class IsomorphismTests
{
    [Theory]
    [InlineData("<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:o> .")]
    [InlineData("_:x <a:p> _:y .", "_:y <a:p> _:x .")]
    [InlineData("_:x <a:p> _:y . _:y <a:p> _:x .", "_:u <a:p> _:v . _:v <a:p> _:u .")]
    [InlineData("_:x <a:p> <<( _:x <a:q> <<( _:y <a:q> 1 )>> )>> .", "_:z <a:p> <<( _:z <a:q> <<( _:x <a:q> 1 )>> )>> .")]
    [InlineData("_:x <a:p> 1 . _:y <a:p> 1 .", "_:a <a:p> 1 . _:b <a:p> 1 .")]
    public void IsTrue_WhenOnlyLabelsDiffer(string left, string right) => Assert.True(AreIsomorphic(left, right));

    [Theory]
    [InlineData("<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:x> .")]
    [InlineData("_:x <a:p> _:x .", "_:x <a:p> _:y .")]
    [InlineData("_:x <a:p> 1 .", "_:x <a:p> 1 . _:y <a:p> 1 .")]
    [InlineData("_:x <a:p> 1 .", "_:x <a:p> 01 .")]
    [InlineData("_:x <a:p> <<( _:x <a:q> 1 )>> .", "_:x <a:p> <<( _:y <a:q> 1 )>> .")]
    [InlineData("_:x <a:p> _:y . _:y <a:p> _:x . _:z <a:p> _:z .", "_:x <a:p> _:y . _:y <a:p> _:z . _:z <a:p> _:x .")]
    public void IsFalse_WhenStructureDiffers(string left, string right) => Assert.False(AreIsomorphic(left, right));

    [Fact]
    public void TellsTwoTrianglesFromAHexagon()
    {
        // Colours alone cannot: every node has one way in and one way out.
        var triangles = Cycle("a", 3) + Cycle("b", 3);
        Assert.False(AreIsomorphic(triangles, Cycle("c", 6)));
        Assert.True(AreIsomorphic(triangles, Cycle("x", 3) + Cycle("y", 3)));
    }

    [Fact]
    public void CountsBlankNodesThatNameGraphs()
    {
        var left = RdfReader.ReadText("_:g { _:g <a:p> 1 }", RdfFormat.TriG);
        var right = RdfReader.ReadText("_:g { _:h <a:p> 1 }", RdfFormat.TriG);
        Assert.False(Isomorphism.AreIsomorphic(left, right));
        Assert.True(Isomorphism.AreIsomorphic(left, RdfReader.ReadText("_:z { _:z <a:p> 1 }", RdfFormat.TriG)));
    }

    [Fact]
    public void DecidesManyEqualNodes()
    {
        var left = string.Concat(Enumerable.Range(0, 60).Select(i => $"_:a{i} <a:p> 1 ."));
        var right = string.Concat(Enumerable.Range(0, 60).Select(i => $"_:b{i} <a:p> 1 ."));
        Assert.True(AreIsomorphic(left, right));
    }

    private static string Cycle(string label, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => $"_:{label}{i} <a:p> _:{label}{(i + 1) % length} . "));

    private static bool AreIsomorphic(string left, string right) => Isomorphism.AreIsomorphic(
        RdfReader.ReadText(left, RdfFormat.Turtle), RdfReader.ReadText(right, RdfFormat.Turtle));
}
