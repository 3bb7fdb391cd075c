using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class LenientReadingTests
{
    [Fact]
    public void SkipsBadLines()
    {
        var (objects, skipped) = Read("N-Triples", "<a:s> <a:p> \"1\" .\n<a:s> <a p> \"2\" .\nnonsense\n<a:s> <a:p> \"3\" .");
        Assert.Equal(["1", "3"], objects);
        Assert.Equal([(1, 8), (2, 0)], skipped);
    }

    [Fact]
    public void SkipsLineWithInvalidUtf8()
    {
        byte[] bytes = [.. "<a:s> <a:p> \"1\" .\n<a:s> <a:p> \""u8, 0xFF, 0xC3, .. "\" .\n<a:s> <a:p> \"3\" .\n"u8];
        foreach (var format in new[] { RdfFormat.NTriples, RdfFormat.Turtle })
        {
            var skipped = new List<RdfSyntaxException>();
            var sink = new DatasetSink();
            using var input = new MemoryStream(bytes);
            RdfReader.Read(input, format, sink, new RdfReaderOptions { Lenient = true, OnSkipped = skipped.Add }, TestContext.Current.CancellationToken);
            Assert.Equal(["1", "3"], sink.Dataset.Select(quad => ((Literal)quad.Object).Lexical));
            Assert.Equal((1, 13), (Assert.Single(skipped).Line, skipped[0].Column));
        }
    }

    [Fact]
    public void SkipsBadStatement()
    {
        var (objects, skipped) = Read("Turtle", "<a:s> <a:p> 1 .\n<a:s> ex:p 2 ;\n  <a:q> 3 .\n<a:s> <a:p> 4 .");
        Assert.Equal(["1", "4"], objects);
        Assert.Equal([(1, 6)], skipped);
    }

    [Fact]
    public void LosesNothingElse_WhenDotIsMissing()
    {
        var (objects, skipped) = Read("Turtle", "<a:s> <a:p> 1\n<a:s> <a:p> 2 .\n<a:s> <a:p> 3 .");
        Assert.Equal(["1", "2", "3"], objects);
        Assert.Equal([(1, 0)], skipped);
    }

    [Fact]
    public void StaysInGraph_WhenStatementInItIsBad()
    {
        var sink = new DatasetSink();
        using var input = new MemoryStream("<a:g> {\n<a:s> <a:p> 1 .\n<a:s> ex:p 2 .\n<a:s> <a:p> 3 .\n}\n<a:s> <a:p> 4 ."u8.ToArray());
        RdfReader.Read(input, RdfFormat.TriG, sink, new RdfReaderOptions { Lenient = true }, TestContext.Current.CancellationToken);
        Assert.Equal(2, sink.Dataset.Graph(new Iri("a:g")).Count());
        Assert.Single(sink.Dataset.DefaultGraph);
    }

    [Fact]
    public void ClosesGraph_WhenLastStatementInItIsBad()
    {
        var sink = new DatasetSink();
        using var input = new MemoryStream("<a:g> {\n<a:s> <a:p> 1 .\n<a:s> <a:p>\n}\n<a:s> <a:p> 4 ."u8.ToArray());
        RdfReader.Read(input, RdfFormat.TriG, sink, new RdfReaderOptions { Lenient = true }, TestContext.Current.CancellationToken);
        Assert.Single(sink.Dataset.Graph(new Iri("a:g")));
        Assert.Single(sink.Dataset.DefaultGraph);
    }

    private static (string[] Objects, (int, int)[] Skipped) Read(string format, string text)
    {
        var skipped = new List<(int, int)>();
        var dataset = RdfReader.ReadText(text, RdfFormat.All.Single(f => f.Name == format), new RdfReaderOptions
        {
            Lenient = true,
            OnSkipped = e => skipped.Add(((int)e.Line, (int)e.Column)),
        });
        return ([.. dataset.Select(quad => ((Literal)quad.Object).Lexical)], [.. skipped]);
    }
}
