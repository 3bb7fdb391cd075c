using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class NestingTests
{
    [Theory]
    [InlineData("N-Triples", "<a:s> <a:p> ", "<<( <a:s> <a:p> ")]
    [InlineData("N-Quads", "<a:s> <a:p> ", "<<( <a:s> <a:p> ")]
    [InlineData("N-Triples", "<a:s> <a:p> ", "<<(")]
    [InlineData("Turtle", "<a:s> <a:p> ", "[ <a:p> ")]
    [InlineData("Turtle", "", "[ <a:p> ")]
    [InlineData("Turtle", "<a:s> <a:p> ", "(")]
    [InlineData("Turtle", "", "(")]
    [InlineData("Turtle", "<a:s> <a:p> ", "<<( <a:s> <a:p> ")]
    [InlineData("Turtle", "<a:s> <a:p> ", "<< <a:s> <a:p> ")]
    [InlineData("Turtle", "", "<<")]
    [InlineData("Turtle", "<a:s> <a:p> ", "1 {| <a:q> ")]
    [InlineData("Turtle", "<a:s> <a:p> ", "[ <a:p> ( ")]
    [InlineData("TriG", "<a:g> { ", "[ <a:p> ")]
    [InlineData("TriG", "{ <a:s> <a:p> ", "( ")]
    [InlineData("TriG", "{ <a:s> <a:p> ", "<<( <a:s> <a:p> ")]
    public void RejectsOneHundredThousandLevels(string format, string start, string level)
    {
        var text = new StringBuilder(start).Insert(start.Length, level, 100_000).ToString();
        var error = Assert.Throws<RdfSyntaxException>(() => Read(text, format, new RdfReaderOptions()));
        Assert.True(error.Column < 10_000, error.Message);
    }

    [Theory]
    [InlineData("N-Triples", "<a:s> <a:p> ", "<<( <a:s> <a:p> ", "<a:o>", " )>>", " .")]
    [InlineData("Turtle", "<a:s> <a:p> ", "<<( <a:s> <a:p> ", "<a:o>", " )>>", " .")]
    [InlineData("Turtle", "<a:s> <a:p> ", "<< <a:s> <a:p> ", "<a:o>", " >>", " .")]
    [InlineData("Turtle", "<a:s> <a:p> ", "[ <a:p> ", "1", " ]", " .")]
    [InlineData("Turtle", "<a:s> <a:p> ", "( ", "1", " )", " .")]
    [InlineData("Turtle", "<a:s> <a:p> ", "1 {| <a:q> ", "2", " |}", " .")]
    public void ReadsAndWritesAsDeepAsAllowed_OnASmallStack(
        string format, string start, string open, string middle, string close, string end)
    {
        var options = new RdfReaderOptions();
        var text = start + new StringBuilder().Insert(0, open, options.MaxNesting) + middle
            + new StringBuilder().Insert(0, close, options.MaxNesting) + end;
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() =>
            {
                var buffer = new System.Buffers.ArrayBufferWriter<byte>();
                using var writer = RdfWriter.Create(buffer, RdfFormat.Turtle);
                Read(text, format, options).WriteTo(writer);
            }),
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void GoesOnAfterDeepNesting_WhenLenient()
    {
        var text = "<a:s> <a:p> " + new string('(', 1000) + " .\n<a:s> <a:p> ( 1 ) .";
        var skipped = new List<RdfSyntaxException>();
        var dataset = Read(text, "Turtle", new RdfReaderOptions { Lenient = true, OnSkipped = skipped.Add });
        Assert.Single(skipped);
        Assert.Contains(dataset, quad => quad.Predicate == new Iri("a:p"));
    }

    private static Dataset Read(string text, string format, RdfReaderOptions options) =>
        RdfReader.ReadText(text, RdfFormat.All.Single(f => f.Name == format), options);
}
