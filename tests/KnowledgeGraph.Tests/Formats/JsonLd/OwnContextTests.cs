using System.Buffers;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Formats.JsonLd;

/// <summary>The context of the shipped data: complete, and without loss.</summary>
public sealed class OwnContextTests
{
    private const string Ontology = "https://w3id.org/secoop/ontology#";
    private const string ContextIri = "https://w3id.org/secoop/ontology/context.jsonld";

    private static readonly string s_text = File.ReadAllText(Path.Combine(W3cFolder.RepositoryRoot, "ontology", "context.jsonld"));

    [Fact]
    public void CoercesTheValuesOfEveryProperty()
    {
        var ontology = Read("ontology/secoop.ttl");
        using var document = JsonDocument.Parse(s_text);
        var context = document.RootElement.GetProperty("@context");
        var wrong = new List<string>();
        foreach (var quad in ontology.Match(predicate: RdfVocabulary.Type).Where(quad => quad.Object is Iri { Value: var type } && type.EndsWith("Property", StringComparison.Ordinal)))
        {
            var name = ((Iri)quad.Subject).Value[Ontology.Length..];
            var expected = Expected(ontology, quad);
            var actual = context.TryGetProperty(name, out var term) ? term.GetProperty("@type").GetString() : null;
            if (expected != "" && expected != actual)
            {
                wrong.Add($"{name}: {expected} expected, {actual} found");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("data/graph/facts.ttl")]
    [InlineData("data/register/organisations.ttl")]
    [InlineData("data/register/persons.ttl")]
    [InlineData("ontology/secoop.ttl")]
    public void LosesNothing(string file)
    {
        var dataset = Read(file);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = RdfWriter.Create(buffer, RdfFormat.JsonLd, new RdfWriterOptions
        {
            Context = JsonLdProcessor.Parse(Encoding.UTF8.GetBytes(s_text)),
            ContextIri = ContextIri,
        }))
        {
            dataset.WriteTo(writer);
            writer.Finish();
        }

        var written = Encoding.UTF8.GetString(buffer.WrittenSpan);
        Assert.Contains($"\"@context\": \"{ContextIri}\"", written, StringComparison.Ordinal);
        var read = RdfReader.ReadText(written, RdfFormat.JsonLd, new RdfReaderOptions
        {
            LoadDocument = iri => iri == ContextIri
                ? new RemoteDocument(iri, Encoding.UTF8.GetBytes(s_text))
                : throw new InvalidOperationException(iri),
        });
        Assert.True(Isomorphism.AreIsomorphic(dataset, read), file);
    }

    // Empty: any coercion is right. Object properties hold nodes; values of a list are named by the vocabulary.
    private static string Expected(Dataset ontology, Quad quad)
    {
        var ranges = ontology.Match(quad.Subject, new Iri("http://schema.org/rangeIncludes")).Select(range => ((Iri)range.Object).Value).ToList();
        return ((Iri)quad.Object).Value switch
        {
            "http://www.w3.org/2002/07/owl#ObjectProperty" => ranges is ["http://www.w3.org/2004/02/skos/core#Concept"] ? "@vocab" : "@id",
            "http://www.w3.org/2002/07/owl#DatatypeProperty" when ranges is [var range] && range != Xsd.String.Value => range.Replace(Xsd.Namespace, "xsd:", StringComparison.Ordinal),
            _ => "",
        };
    }

    private static Dataset Read(string file)
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(Path.Combine(W3cFolder.RepositoryRoot, file));
        RdfReader.Read(stream, RdfFormat.Turtle, sink);
        return sink.Dataset;
    }
}
