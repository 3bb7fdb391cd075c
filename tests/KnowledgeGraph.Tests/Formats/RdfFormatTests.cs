using KnowledgeGraph.Formats;

namespace KnowledgeGraph.Tests.Formats;

public sealed class RdfFormatTests
{
    [Theory]
    [InlineData("a.nt", "N-Triples")]
    [InlineData("a.nq", "N-Quads")]
    [InlineData("dir.nt/a.TTL", "Turtle")]
    [InlineData("a.b.trig", "TriG")]
    [InlineData("a.ttl.gz", "Turtle")]
    [InlineData("a.nt.GZ", "N-Triples")]
    [InlineData("a.rdf", "RDF/XML")]
    [InlineData("a.owl.gz", "RDF/XML")]
    public void IsFoundByFileName(string fileName, string name) => Assert.Equal(name, RdfFormat.FromFileName(fileName)?.Name);

    [Theory]
    [InlineData("a.txt")]
    [InlineData("ttl")]
    [InlineData("a.gz")]
    public void IsUnknown_WhenExtensionIsAnotherOne(string fileName) => Assert.Null(RdfFormat.FromFileName(fileName));

    [Theory]
    [InlineData("text/turtle", "Turtle")]
    [InlineData("Text/Turtle; charset=utf-8", "Turtle")]
    [InlineData("application/n-quads", "N-Quads")]
    [InlineData("application/trig", "TriG")]
    [InlineData("application/rdf+xml", "RDF/XML")]
    public void IsFoundByMediaType(string mediaType, string name) => Assert.Equal(name, RdfFormat.FromMediaType(mediaType)?.Name);

    [Fact]
    public void IsUnknown_WhenMediaTypeIsAnotherOne() => Assert.Null(RdfFormat.FromMediaType("text/html"));
}
