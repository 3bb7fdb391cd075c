using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class TurtleReaderTests
{
    [Theory]
    [InlineData("<a:s> <a:p> 1, -2.50, 1e0, true .", "<a:s> <a:p> \"1\"^^xsd:integer, \"-2.50\"^^xsd:decimal, \"1e0\"^^xsd:double, \"true\"^^xsd:boolean .")]
    [InlineData("<a:s> a <a:T> .", "<a:s> rdf:type <a:T> .")]
    [InlineData("<a:s> <a:p> () .", "<a:s> <a:p> rdf:nil .")]
    [InlineData("<a:s> <a:p> ( 1 2 ) .", "<a:s> <a:p> _:a . _:a rdf:first 1 ; rdf:rest _:b . _:b rdf:first 2 ; rdf:rest rdf:nil .")]
    [InlineData("[ <a:p> 1 ; <a:q> [] ] .", "_:a <a:p> 1 ; <a:q> _:b .")]
    [InlineData("<< <a:s> <a:p> 1 >> .", "_:r rdf:reifies <<( <a:s> <a:p> 1 )>> .")]
    [InlineData("<< << <a:s> <a:p> 1 ~ <a:r> >> <a:q> 2 ~ <a:i> >> .", "<a:r> rdf:reifies <<( <a:s> <a:p> 1 )>> . <a:i> rdf:reifies <<( <a:r> <a:q> 2 )>> .")]
    [InlineData("<a:s> <a:p> 1 ~ ~ <a:r> {| <a:q> 2 |} .", "<a:s> <a:p> 1 . _:r rdf:reifies <<( <a:s> <a:p> 1 )>> . <a:r> rdf:reifies <<( <a:s> <a:p> 1 )>> ; <a:q> 2 .")]
    [InlineData("<a:s> <a:p> ( 1 ) {| <a:q> 2 |} .", "<a:s> <a:p> _:l . _:l rdf:first 1 ; rdf:rest rdf:nil . _:r rdf:reifies <<( <a:s> <a:p> _:l )>> ; <a:q> 2 .")]
    public void ShortFormsMeanTheirLongForms(string text, string expected)
    {
        const string Prefixes = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> ";
        Assert.True(Isomorphism.AreIsomorphic(
            RdfReader.ReadText(text, RdfFormat.Turtle), RdfReader.ReadText(Prefixes + expected, RdfFormat.Turtle)));
    }

    [Theory]
    [InlineData("x:a", "http://e/a")]
    [InlineData("x:", "http://e/")]
    [InlineData(":b", "http://d/#b")]
    [InlineData("x:a.b", "http://e/a.b")]
    [InlineData("x:a:b", "http://e/a:b")]
    [InlineData("x:%41", "http://e/%41")]
    [InlineData("x:\\~\\#\\%", "http://e/~#%")]
    [InlineData("x:1-ä·", "http://e/1-ä·")]
    [InlineData("x.y:a", "http://f/a")]
    [InlineData("<>", "http://b/c/d?q")]
    [InlineData("<../e>", "http://b/e")]
    [InlineData("<#f>", "http://b/c/d?q#f")]
    [InlineData("<http://e/a/../b>", "http://e/a/../b")]
    [InlineData("<\\u0061/>", "http://b/c/a/")]
    public void NamesMeanIris(string name, string expected)
    {
        var text = "BASE <http://b/c/d?q>\nPREFIX x: <http://e/> @prefix : <http://d/#> . PREFIX x.y: <http://f/>\n<a:s> <a:p> " + name + ".";
        Assert.Equal(new Iri(expected), Assert.Single(RdfReader.ReadText(text, RdfFormat.Turtle)).Object);
    }

    [Fact]
    public void LastDeclarationOfPrefixCounts()
    {
        var dataset = RdfReader.ReadText("PREFIX x: <a:1> x:s x:p x:o . PREFIX x: <a:2> x:s x:p x:o .", RdfFormat.Turtle);
        Assert.Equal([new Iri("a:1s"), new Iri("a:2s")], dataset.Select(quad => quad.Subject));
    }

    [Fact]
    public void TellsGeneratedLabelsFromWrittenOnes()
    {
        var dataset = RdfReader.ReadText("[] <a:p> _:anon0 , _:anon-anon0 , _:x .", RdfFormat.Turtle);
        Assert.Equal(4, dataset.SelectMany(quad => new[] { quad.Subject, quad.Object }).Distinct().Count());
        Assert.Contains(dataset, quad => quad.Subject == new BlankNode("anon0"));
    }

    [Theory]
    [InlineData("<a:g> { <a:s> <a:p> 1 }", "a:g")]
    [InlineData("GRAPH <a:g> { <a:s> <a:p> 1 . }", "a:g")]
    [InlineData("graph<a:g>{<a:s><a:p>1}", "a:g")]
    [InlineData("{ <a:s> <a:p> 1 }", null)]
    [InlineData("<a:g> {} <a:s> <a:p> 1 .", null)]
    [InlineData("<a:h> {} <a:g> { <a:s> <a:p> 1 ; <a:p> 1 . <a:s> <a:p> 1 }", "a:g")]
    public void TriplesBelongToTheirGraph(string text, string? graph) =>
        Assert.Equal(graph, (Assert.Single(RdfReader.ReadText(text, RdfFormat.TriG)).Graph as Iri)?.Value);

    [Fact]
    public void KeepsLongStringAsItIs() => Assert.Equal(
        "a\"b\"\"c\r\n\\d'",
        ((Literal)Assert.Single(RdfReader.ReadText("<a:s> <a:p> \"\"\"a\"b\"\"c\r\n\\\\d'\"\"\" .", RdfFormat.Turtle)).Object).Lexical);

    [Fact]
    public void HoldsNoMoreThanTheStatementAtHand()
    {
        // A list as long as this would be felt: 200,000 cells of one statement.
        var text = "<a:s> <a:p> (" + string.Concat(Enumerable.Repeat(" <a:item>", 200_000)) + " ) .";
        var sink = new CountingSink();
        using var input = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));
        var before = GC.GetAllocatedBytesForCurrentThread();
        RdfReader.Read(input, RdfFormat.Turtle, sink, ct: TestContext.Current.CancellationToken);
        Assert.Equal(400_001, sink.Count);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
    }

    private sealed class CountingSink : QuadSink
    {
        public int Count { get; private set; }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) => Count++;
    }
}
