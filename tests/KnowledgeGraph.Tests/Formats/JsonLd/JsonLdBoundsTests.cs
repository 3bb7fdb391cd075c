using System.Globalization;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

/// <summary>No document, context, frame or dataset takes the process down.</summary>
public sealed class JsonLdBoundsTests
{
    [Theory]
    [InlineData("[")]
    [InlineData("{\"http://a/p\": ")]
    [InlineData("{\"@graph\": [")]
    [InlineData("{\"@context\": {\"a\": {\"@context\": ")]
    public void RejectsOneHundredThousandLevels(string level)
    {
        var text = new StringBuilder().Insert(0, level, 100_000).ToString();
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.JsonLd));
        Assert.Contains("nest deeper than 200 levels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"http://a/p\": ", "1", "}", 199)]
    [InlineData("{\"@reverse\": {\"http://a/p\": ", "{}", "}}", 99)]
    [InlineData("{\"@graph\": [", "{\"http://a/p\": 1}", "]}", 99)]
    [InlineData("{\"http://a/p\": {\"@list\": ", "[1]", "}}", 99)]
    [InlineData("{\"@context\": {\"n\": \"@nest\"}, \"n\": ", "{\"http://a/p\": 1}", "}", 198)]
    [InlineData("{\"@included\": [", "{\"http://a/p\": 1}", "]}", 99)]
    public void ReadsAsDeepAsAllowed_OnASmallStack(string open, string middle, string close, int levels)
    {
        var text = new StringBuilder().Insert(0, open, levels) + middle + new StringBuilder().Insert(0, close, levels);
        OnASmallStack(() =>
        {
            var document = JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(text));
            JsonLdProcessor.ToRdf(document, new DatasetSink());
            JsonLdProcessor.Compact(document, JsonLdProcessor.Parse("{}"u8));
        });
    }

    [Fact]
    public void RejectsTermsThatDependOnEachOtherWithoutEnd()
    {
        var terms = Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"t{i}\": \"t{i + 1}:x\""));
        var text = $$"""{"@context": { {{string.Join(',', terms)}} } }""";
        OnASmallStack(() =>
        {
            var error = Assert.Throws<JsonLdException>(() => JsonLdProcessor.Expand(JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(text))));
            Assert.Equal("context overflow", error.Code);
        });
    }

    [Fact]
    public void RejectsContextsThatLeadToEachOtherWithoutEnd()
    {
        var loads = 0;
        var options = new JsonLdOptions
        {
            LoadDocument = iri =>
            {
                loads++;
                return new RemoteDocument(iri, Encoding.UTF8.GetBytes($$"""{"@context": "{{iri}}0"}"""));
            },
        };
        var error = Assert.Throws<JsonLdException>(() => JsonLdProcessor.Expand(JsonLdProcessor.Parse("""{"@context": "http://a/"}"""u8), options));
        Assert.Equal("context overflow", error.Code);
        Assert.Equal(options.MaxRemoteContexts, loads);
    }

    [Fact]
    public void RejectsAFrameThatWouldEmbedAChainOfTenThousandNodes()
    {
        var nodes = Enumerable.Range(0, 10_000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $$"""{"@id": "http://a/{{i:D5}}", "http://a/next": {"@id": "http://a/{{i + 1:D5}}"} }"""));
        var document = JsonLdProcessor.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', nodes)}]"));
        OnASmallStack(() =>
        {
            var error = Assert.Throws<JsonLdException>(() => JsonLdProcessor.Frame(document, JsonLdProcessor.Parse("""{"@id": "http://a/00000"}"""u8)));
            Assert.Contains("embedded more than", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void RejectsListsInListsInADataset_BeforeTheFirstByte()
    {
        // Each list is the only item of the one before.
        var dataset = new Dataset();
        for (var i = 0; i < 20_000; i++)
        {
            var node = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"l{i}"));
            dataset.Add(new Quad(node, RdfVocabulary.First, new BlankNode(string.Create(CultureInfo.InvariantCulture, $"l{i + 1}")), null));
            dataset.Add(new Quad(node, RdfVocabulary.Rest, RdfVocabulary.Nil, null));
        }

        dataset.Add(new Quad(new Iri("http://a/s"), new Iri("http://a/p"), new BlankNode("l0"), null));
        OnASmallStack(() =>
        {
            Assert.Throws<JsonLdException>(() => JsonLdProcessor.FromRdf(dataset));
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            var writer = RdfWriter.Create(buffer, RdfFormat.JsonLd, new Dictionary<string, string> { ["a"] = "http://a/" });
            dataset.WriteTo(writer);
            Assert.Throws<JsonLdException>(writer.Finish);
            Assert.Equal(0, buffer.WrittenCount);
        });
    }

    [Fact]
    public void ReadsOneHundredThousandValuesOfOneProperty()
    {
        var text = $$"""{"@id": "http://a/s", "http://a/p": [{{string.Join(',', Enumerable.Range(0, 100_000))}}]}""";
        Assert.Equal(100_000, RdfReader.ReadText(text, RdfFormat.JsonLd).Count);
    }

    private static void OnASmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action), 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
