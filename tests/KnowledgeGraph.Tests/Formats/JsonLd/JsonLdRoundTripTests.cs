using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

public sealed class JsonLdRoundTripTests
{
    private const string Prefixes = "PREFIX a: <http://a/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ";

    public static TheoryData<string> Datasets =>
    [
        "a:s a:p a:o, \"text\", \"text\"@en-GB, 5, 5.0, 1e0, true, \"x\"^^a:datatype, \"NaN\"^^<http://www.w3.org/2001/XMLSchema#double> .",
        "a:s a:p \"right\"@ar--rtl, \"left\"@en--ltr, \"😀 \\\" \\\\ \\n \\u0000\" .",
        "a:s a:p (), (1 2), ((1) () (a:x [ a:q 1 ])) .",
        "a:s a:p _:l . a:t a:p _:l . _:l rdf:first 1 ; rdf:rest () .",
        "a:s a:p _:l . _:l rdf:first 1 , 2 ; rdf:rest () .",
        "_:l rdf:first 1 ; rdf:rest _:l .",
        "rdf:nil a:p 1 . a:s rdf:rest () .",
        "_:b a a:T, _:b ; a:knows _:b, [ a:knows _:b ] .",
        "a:s a:p 1 . a:g { a:s a:p 2, (3) . _:b a:p a:g } _:b { _:b a:p _:b } a:empty { }",
        "a:g { a:s a:p _:l } _:l rdf:first 1 ; rdf:rest () .",
        "a:s a:p _:l . _:l rdf:first 1 ; rdf:rest () . a:g { _:l a:q 1 }",
        "a:s a:p _:l . _:l rdf:first 1 ; rdf:rest () . _:l { a:s a:p 1 }",
        "a:s a:p \"{\\\"b\\\":[1,null]}\"^^rdf:JSON, \"null\"^^rdf:JSON .",
        "<a:x> <a:p> <a:y> . a:s a:p \"ambiguous with the prefix\" .",
        "a:s rdf:type \"a literal\", a:T .",
        "a:s a:@id a:o ; a:%40 a:p .".Replace("a:@id", "<http://a/@id>", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Datasets))]
    public void GivesTheSameDataset_FromRdfAndToRdf(string trig)
    {
        var dataset = RdfReader.ReadText(Prefixes + trig, RdfFormat.TriG);
        var options = new JsonLdOptions { RdfDirection = RdfDirection.DirectionalLiteral };
        var sink = new DatasetSink();
        JsonLdProcessor.ToRdf(JsonLdProcessor.FromRdf(dataset, options), sink, options, TestContext.Current.CancellationToken);
        AssertSame(dataset, sink.Dataset);
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public void GivesTheSameDataset_WrittenAndRead(string trig)
    {
        var dataset = RdfReader.ReadText(Prefixes + trig, RdfFormat.TriG);
        AssertSame(dataset, RdfReader.ReadText(Write(dataset, null), RdfFormat.JsonLd));
        AssertSame(dataset, RdfReader.ReadText(Write(dataset, new Dictionary<string, string> { ["a"] = "http://a/", [""] = "http://b/" }), RdfFormat.JsonLd));
    }

    [Theory]
    [InlineData(RdfDirection.I18nDatatype)]
    [InlineData(RdfDirection.CompoundLiteral)]
    public void KeepsDirectionsOfJson_ThroughRdf(RdfDirection direction)
    {
        const string Document = """[{"@id":"http://a/s","http://a/p":[{"@value":"x","@language":"ar","@direction":"rtl"}]}]""";
        var options = new JsonLdOptions { RdfDirection = direction };
        var sink = new DatasetSink();
        JsonLdProcessor.ToRdf(JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(Document)), sink, options, TestContext.Current.CancellationToken);
        var back = JsonLdProcessor.FromRdf(sink.Dataset, options).GetRawText();
        Assert.Equal(Document, string.Concat(back.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void UsesThePrefixes()
    {
        var text = Write(RdfReader.ReadText("<http://a/s> a <http://a/T> .", RdfFormat.Turtle), new Dictionary<string, string> { ["a"] = "http://a/" });
        Assert.Contains("\"@type\": \"a:T\"", text, StringComparison.Ordinal);
        Assert.Contains("\"@id\": \"a:s\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesTripleTerms_BeforeTheFirstByte()
    {
        var dataset = RdfReader.ReadText("<a:s> <a:p> 1 ; <a:q> <<( <a:s> <a:p> 1 )>> .", RdfFormat.Turtle);
        var buffer = new ArrayBufferWriter<byte>();
        var writer = RdfWriter.Create(buffer, RdfFormat.JsonLd);
        var error = Assert.Throws<UnwritableQuadException>(() => dataset.WriteTo(writer));
        Assert.Contains("triple terms", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, buffer.WrittenCount);
        Assert.Throws<ArgumentException>(() => JsonLdProcessor.FromRdf(dataset));
    }

    [Fact]
    public void IsKnownByNameAndMediaType()
    {
        Assert.Same(RdfFormat.JsonLd, RdfFormat.FromFileName("data.jsonld.gz"));
        Assert.Same(RdfFormat.JsonLd, RdfFormat.FromMediaType("application/ld+json; profile=\"http://www.w3.org/ns/json-ld#expanded\""));
    }

    private static string Write(Dataset dataset, Dictionary<string, string>? prefixes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = RdfWriter.Create(buffer, RdfFormat.JsonLd, prefixes))
        {
            dataset.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void AssertSame(Dataset expected, Dataset actual) =>
        Assert.True(Isomorphism.AreIsomorphic(expected, actual), $"{string.Join('\n', actual)}\nis not\n{string.Join('\n', expected)}");
}
