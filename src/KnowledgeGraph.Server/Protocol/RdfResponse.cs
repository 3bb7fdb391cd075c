using System.Buffers;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Descriptions;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>Small RDF descriptions as response bodies.</summary>
public static class RdfResponse
{
    private static readonly Dictionary<string, string> s_prefixes = new(StringComparer.Ordinal)
    {
        ["rdf"] = RdfVocabulary.Namespace,
        ["xsd"] = Xsd.Namespace,
        ["sd"] = ServiceDescription.Namespace,
        ["void"] = VoidTriples.Namespace,
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["formats"] = "http://www.w3.org/ns/formats/",
    };

    /// <summary>Writes triples as the whole body.</summary>
    /// <param name="response">The response; status and content type are set already.</param>
    /// <param name="format">The format.</param>
    /// <param name="triples">The triples.</param>
    /// <param name="cancellation">Cancels the wait for a slow reader.</param>
    public static async Task WriteRdfAsync(
        this HttpResponse response, RdfFormat format, IEnumerable<Triple> triples, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = RdfWriter.Create(buffer, format, new RdfWriterOptions { Layout = RdfLayout.Pretty, Prefixes = s_prefixes }))
        {
            foreach (var triple in triples)
            {
                writer.Write(new Quad(triple.Subject, triple.Predicate, triple.Object, null));
            }

            writer.Finish();
        }

        if (HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            response.EndHead(buffer.WrittenCount);
            return;
        }

        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, cancellation);
    }
}
