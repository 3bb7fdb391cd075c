using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

public sealed class JsonLdErrorTests
{
    [Theory]
    [InlineData("""{"@context": 5}""", "invalid local context")]
    [InlineData("""{"@context": {"@version": 1.0}}""", "invalid @version value")]
    [InlineData("""{"@context": {"a": "b", "b": "a"}}""", "cyclic IRI mapping")]
    [InlineData("""{"@context": {"@context": "http://a/"}}""", "keyword redefinition")]
    [InlineData("""{"@context": {"a": {"@id": "http://a/", "@containers": "@set"}}}""", "invalid term definition")]
    [InlineData("""{"@context": {"a": {"@id": "http://a/", "@container": "@sets"}}}""", "invalid container mapping")]
    [InlineData("""{"@context": [{"a": {"@id": "http://a/", "@protected": true}}, null]}""", "invalid context nullification")]
    [InlineData("""{"@context": [{"a": {"@id": "http://a/", "@protected": true}}, {"a": "http://b/"}]}""", "protected term redefinition")]
    [InlineData("""{"@id": 5}""", "invalid @id value")]
    [InlineData("""{"http://a/p": {"@value": "x", "@language": "en", "@type": "http://a/t"}}""", "invalid value object")]
    [InlineData("""{"http://a/p": {"@value": 5, "@language": "en"}}""", "invalid language-tagged value")]
    [InlineData("""{"http://a/p": {"@list": [], "@id": "http://a/"}}""", "invalid set or list object")]
    [InlineData("""{"@reverse": {"http://a/p": "x"}}""", "invalid reverse property value")]
    public void NamesTheCodeOfTheRecommendation(string document, string code)
    {
        var error = Assert.Throws<JsonLdException>(() => JsonLdProcessor.Expand(Parse(document)));
        Assert.Equal(code, error.Code);
        Assert.StartsWith(code + ": ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"a\": tru\n}", 2, 8, "did you mean true?")]
    [InlineData("{\n  \"ä\": 1,\n}", 3, 1, "no comma before a closing bracket")]
    [InlineData("{ // no\n}", 1, 3, "JSON has no comments")]
    [InlineData("{\"a\": 1,\n \"ä\": 2, \"a\": 3}", 2, 10, "the name \"a\" is in this object already")]
    [InlineData("{\n \"a\": \"\\ud800\"}", 2, 8, "half of a surrogate pair")]
    [InlineData("", 1, 1, "expected a value")]
    [InlineData("{} {}", 1, 4, "expected the end of the document")]
    public void PointsAtTheLineAndColumnOfBadJson(string document, int line, int column, string part)
    {
        var error = Assert.Throws<RdfSyntaxException>(() => Parse(document));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line + 1, error.Column + 1));
    }

    [Fact]
    public void ReaderPointsAtTheObjectThatBreaksARule()
    {
        const string Document = """
            {
              "@id": "http://a/s",
              "http://a/p": [
                "ä", { "@value": [] }
              ]
            }
            """;
        var error = Assert.Throws<RdfSyntaxException>(() =>
            RdfReader.ReadText(Document, RdfFormat.JsonLd, new RdfReaderOptions { SourceName = "x.jsonld" }));
        Assert.StartsWith("x.jsonld:4:12: invalid value object value: ", error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonLdException>(error.InnerException);
    }

    [Fact]
    public void RejectsBytesThatAreNoUtf8()
    {
        byte[] text = [.. "{\"a\": \""u8, 0xFF, .. "\"}"u8];
        var error = Assert.Throws<RdfSyntaxException>(() => JsonLdProcessor.Parse(text));
        Assert.Equal((0, 7), (error.Line, error.Column));
    }

    [Fact]
    public void ReadsAfterAByteOrderMark()
    {
        byte[] text = [.. Encoding.UTF8.Preamble, .. "{\"@id\": \"http://a/s\", \"http://a/p\": true}"u8];
        var sink = new DatasetSink();
        RdfReader.Read(new MemoryStream(text), RdfFormat.JsonLd, sink, ct: TestContext.Current.CancellationToken);
        Assert.Equal(RdfReader.ReadText("<http://a/s> <http://a/p> true .", RdfFormat.Turtle), sink.Dataset);
    }

    private static System.Text.Json.JsonElement Parse(string document) => JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(document));
}
