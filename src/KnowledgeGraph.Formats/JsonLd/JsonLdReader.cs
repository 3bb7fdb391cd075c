using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>JSON-LD as one of the formats of <see cref="RdfReader"/>: base directions become those of RDF 1.2.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11/"/>
internal static class JsonLdReader
{
    public static void Read(Stream input, QuadSink sink, RdfReaderOptions options, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        ct.ThrowIfCancellationRequested();
        var text = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        var document = JsonText.Read(text, options.SourceName, options.MaxNesting);
        var run = new JsonLdRun(new JsonLdOptions
        {
            BaseIri = options.BaseIri,
            LoadDocument = options.LoadDocument,
            MaxNesting = options.MaxNesting,
            RdfDirection = RdfDirection.DirectionalLiteral,
        });
        try
        {
            run.ToRdf(document, sink, ct);
        }
        catch (JsonLdException e)
        {
            var (line, column) = JsonPlace.Of(text, e.Offset, e.Member);
            throw new RdfSyntaxException(e.Message, options.SourceName, line, column, null, e);
        }
    }
}
