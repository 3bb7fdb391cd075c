using System.Buffers;
using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

/// <summary>Documents about one node: it stands at the top, and nothing is lost.</summary>
public sealed class JsonLdRootTests
{
    private const string Prefixes = "PREFIX : <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ";

    private static readonly Dictionary<string, string> s_prefixes = new() { ["e"] = "http://e/" };

    [Theory]
    [InlineData(":n :p 1 , \"x\"@en ; a :C .")]
    [InlineData(":n :p :a . :b :q :n . :c :q :n ; :r :n .")]
    [InlineData(":b :q :n .")]
    [InlineData(":n :p :n , :a . :a :q :n .")]
    [InlineData(":i a :n . :j a :n . :k :p :n .")]
    [InlineData(":n :p :a . :a :p :b . :z :p :y .")]
    [InlineData(":n :p ( 1 :n ) . :b :q :n .")]
    [InlineData("[] :q :n ; :r [ :s :n ] .")]
    [InlineData(":s rdf:subject :n ; rdf:predicate :p ; rdf:object :a . :n :p :a .")]
    public void LosesNothing(string turtle)
    {
        var data = RdfReader.ReadText(Prefixes + turtle, RdfFormat.Turtle);

        var document = Write(data);

        using var json = JsonDocument.Parse(document);
        Assert.Equal("e:n", json.RootElement.GetProperty("@id").GetString());
        Assert.False(json.RootElement.TryGetProperty("@graph", out _));
        Assert.True(Isomorphism.AreIsomorphic(data, RdfReader.ReadText(document, RdfFormat.JsonLd)), document);
    }

    [Fact]
    public void PutsWhatPointsToTheNodeInReverse()
    {
        using var json = JsonDocument.Parse(Write(RdfReader.ReadText(Prefixes + ":n :p \"x\" . :b :q :n . :c :q :n .", RdfFormat.Turtle)));

        Assert.Equal(2, json.RootElement.GetProperty("@reverse").GetProperty("e:q").GetArrayLength());
        Assert.Equal("x", json.RootElement.GetProperty("e:p").GetString());
    }

    private static string Write(Dataset data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new RdfWriterOptions { Prefixes = s_prefixes, Root = new Iri("http://e/n") };
        using (var writer = RdfWriter.Create(buffer, RdfFormat.JsonLd, options))
        {
            foreach (var quad in data)
            {
                writer.Write(quad);
            }

            writer.Finish();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
