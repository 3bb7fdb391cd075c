using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Rdf;

public sealed class DatasetTests
{
    private const string Text = "<a:s> <a:p> 1 , 2 , 1 . <a:g> { <a:s> <a:p> 1 . <a:s> <a:q> 2 }";

    [Fact]
    public void HoldsEachQuadOnce() => Assert.Equal(4, RdfReader.ReadText(Text, RdfFormat.TriG).Count);

    [Fact]
    public void KeepsGraphsApart()
    {
        var dataset = RdfReader.ReadText(Text, RdfFormat.TriG);
        Assert.Equal(2, dataset.DefaultGraph.Count());
        Assert.Equal(new Iri("a:g"), Assert.Single(dataset.GraphNames));
        Assert.Equal(2, dataset.Graph(new Iri("a:g")).Count());
        Assert.Empty(dataset.Graph(new Iri("a:h")));
    }

    [Fact]
    public void MatchesByEveryTermGiven()
    {
        var dataset = RdfReader.ReadText(Text, RdfFormat.TriG);
        Assert.Equal(3, dataset.Match(predicate: new Iri("a:p")).Count());
        Assert.Single(dataset.Match(new Iri("a:s"), new Iri("a:q")));
        Assert.Empty(dataset.Match(@object: new Literal("1")));
    }

    [Fact]
    public void SinkKeepsPrefixes()
    {
        var sink = new DatasetSink();
        using var input = new MemoryStream("PREFIX x: <http://e/> @prefix : <#> ."u8.ToArray());
        RdfReader.Read(input, RdfFormat.Turtle, sink, new RdfReaderOptions { BaseIri = "http://b/" }, TestContext.Current.CancellationToken);
        Assert.Equal("http://e/", sink.Prefixes["x"]);
        Assert.Equal("http://b/#", sink.Prefixes[""]);
    }
}
