using System.Text;
using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

public sealed class JsonLdProcessorTests
{
    [Fact]
    public void FetchesNothing_WithoutALoader()
    {
        var error = Assert.Throws<JsonLdException>(() =>
            JsonLdProcessor.Expand(Parse("""{"@context": "https://schema.org/"}"""), new JsonLdOptions()));
        Assert.Equal("loading remote context failed", error.Code);
        Assert.Contains("<https://schema.org/>", error.Message, StringComparison.Ordinal);

        var read = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText("""{"@context": "https://schema.org/"}""", RdfFormat.JsonLd));
        Assert.Contains("Federation:Allow", read.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadsARemoteContextOnce_RelativeToTheBase()
    {
        var loaded = new List<string>();
        var options = new RdfReaderOptions
        {
            BaseIri = "http://a/dir/doc",
            LoadDocument = iri =>
            {
                loaded.Add(iri);
                return new RemoteDocument(iri, """{"@context": {"p": "http://a/p"}}"""u8.ToArray());
            },
        };
        var dataset = RdfReader.ReadText(
            """[{"@context": "../c", "@id": "x", "p": 1}, {"@context": "../c", "@id": "y", "p": 2}]""", RdfFormat.JsonLd, options);
        Assert.Equal(["http://a/c"], loaded);
        Assert.Equal(RdfReader.ReadText("<http://a/dir/x> <http://a/p> 1 . <http://a/dir/y> <http://a/p> 2 .", RdfFormat.Turtle), dataset);
    }

    [Fact]
    public void WhateverTheLoaderThrows_IsALoadingFailure()
    {
        var options = new JsonLdOptions { LoadDocument = _ => throw new TimeoutException("too slow") };
        var error = Assert.Throws<JsonLdException>(() => JsonLdProcessor.Expand("http://a/", options));
        Assert.Equal("loading document failed", error.Code);
        Assert.Contains("too slow", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567890", "integer")]
    [InlineData("1e3", "1000", "integer")]
    [InlineData("5.0", "5", "integer")]
    [InlineData("-0", "0", "integer")]
    [InlineData("-0.0", "0", "integer")]
    [InlineData("1e21", "1.0E21", "double")]
    [InlineData("5.30", "5.3E0", "double")]
    [InlineData("0.1", "1.0E-1", "double")]
    [InlineData("1e-7", "1.0E-7", "double")]
    [InlineData("123456.5", "1.234565E5", "double")]
    [InlineData("9007199254740993.5", "9007199254740994", "integer")]
    [InlineData("-1234.5e-7", "-1.2345E-4", "double")]
    public void GivesNumbersTheirCanonicalForm(string number, string lexical, string datatype)
    {
        var dataset = RdfReader.ReadText($$"""{"http://a/p": {{number}}}""", RdfFormat.JsonLd);
        Assert.Equal(new Literal(lexical, new Iri("http://www.w3.org/2001/XMLSchema#" + datatype)), Assert.Single(dataset).Object);
    }

    [Fact]
    public void KeepsTheLexicalFormOfNumbers_ThroughExpansionAndCompaction()
    {
        const string Document = """{"http://a/p":[1.50,12345678901234567890,1E+2]}""";
        var compacted = JsonLdProcessor.Compact(JsonLdProcessor.Expand(Parse(Document)), Parse("{}"));
        Assert.Equal(Document, string.Concat(compacted.GetRawText().Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void WritesJsonLiteralsCanonically()
    {
        var dataset = RdfReader.ReadText(
            """{"http://a/p": {"@type": "@json", "@value": {"b": 1.0, "a": [1e21, 1e-7, 0.000001, "\u20ac\u0007/"]}}}""", RdfFormat.JsonLd);
        Assert.Equal("""{"a":[1e+21,1e-7,0.000001,"€\u0007/"],"b":1}""", ((Literal)Assert.Single(dataset).Object).Lexical);
    }

    [Fact]
    public void KeepsLabelsOfBlankNodesApartFromGeneratedOnes()
    {
        var dataset = RdfReader.ReadText("""[{"@id": "_:x", "http://a/p": {}}, {"@id": "_:anon0", "http://a/p": 1}]""", RdfFormat.JsonLd);
        Assert.Equal(["x", "anon-anon0"], dataset.Select(quad => ((BlankNode)quad.Subject).Label).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("anon0", Assert.IsType<BlankNode>(dataset.Single(quad => quad.Object is BlankNode).Object).Label);
    }

    [Theory]
    [InlineData("http://a/b/c", "http://a/b/d", "d")]
    [InlineData("http://a/b/c", "http://a/b/c", "c")]
    [InlineData("http://a/b/c", "http://a/b/c#f", "#f")]
    [InlineData("http://a/b/c", "http://a/b/", "./")]
    [InlineData("http://a/b/c", "http://a/x/y", "../x/y")]
    [InlineData("http://a/b/c", "http://a/b/x:y", "./x:y")]
    [InlineData("http://a/b/c", "http://a/b//y", ".//y")]
    [InlineData("http://a/b/c", "http://a/b/../y", "http://a/b/../y")]
    [InlineData("http://a/b/c", "https://a/b/d", "https://a/b/d")]
    [InlineData("http://a/b/c", "http://a", "http://a")]
    [InlineData("http://a", "http://a/b", "/b")]
    [InlineData("urn:x", "urn:y", "urn:y")]
    public void CompactsToReferencesThatExpandToTheSameIri(string baseIri, string iri, string reference)
    {
        var options = new JsonLdOptions { BaseIri = baseIri };
        var compacted = JsonLdProcessor.Compact(Parse($$"""{"@id": "{{iri}}", "http://a/p": 1}"""), Parse("{}"), options);
        Assert.Equal(iri, JsonLdProcessor.Expand(compacted, options)[0].GetProperty("@id").GetString());
        Assert.Equal(reference, compacted.GetProperty("@id").GetString());
    }

    [Fact]
    public void ReadsOurOwnContext()
    {
        var file = Path.Combine(W3cFolder.RepositoryRoot, "ontology", "context.jsonld");
        Assert.Empty(RdfReader.ReadText(File.ReadAllText(file), RdfFormat.JsonLd, new RdfReaderOptions { SourceName = file }));
    }

    [Fact]
    public void LooksAtLongLinesOnce()
    {
        // The place of every object is known; finding it must not cost the length of the line each time.
        var text = $"[{string.Join(',', Enumerable.Repeat("{\"http://a/p\": {}}", 100_000))}]";
        Assert.Equal(100_000, RdfReader.ReadText(text, RdfFormat.JsonLd).Count);
    }

    [Fact]
    public void FramesNodesIntoEachOther()
    {
        var framed = JsonLdProcessor.Frame(
            Parse("""[{"@id": "http://a/1", "@type": "http://a/T", "http://a/to": {"@id": "http://a/2"}}, {"@id": "http://a/2", "http://a/n": "x"}]"""),
            Parse("""{"@context": {"@vocab": "http://a/"}, "@type": "T"}"""));
        Assert.Equal("x", framed.GetProperty("to").GetProperty("n").GetString());
    }

    private static JsonElement Parse(string document) => JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(document));
}
