using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>How a document is read.</summary>
public sealed record RdfReaderOptions
{
    /// <summary>The base that relative IRI references of Turtle, TriG, RDF/XML and JSON-LD are resolved against; null: they are errors until a base is declared.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Name of the document for messages.</summary>
    public string? SourceName { get; init; }

    /// <summary>
    /// Skip a statement that is wrong and go on, instead of throwing. In RDF/XML, the rest of the element; a document that is not
    /// well-formed XML is an error all the same. Of no effect in JSON-LD, which has no statements.
    /// </summary>
    public bool Lenient { get; init; }

    /// <summary>Told of every statement skipped when <see cref="Lenient"/>.</summary>
    public Action<RdfSyntaxException>? OnSkipped { get; init; }

    /// <summary>
    /// Gets the remote contexts of JSON-LD. Null: there is no way out, and a document that needs one is an error that names the IRI.
    /// </summary>
    public Func<string, JsonLd.RemoteDocument>? LoadDocument { get; init; }

    /// <summary>How deep brackets, collections, triple terms, reified triples and annotations may nest in each other; in RDF/XML property elements.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Size of the first read buffer in bytes; it grows only for a longer term or, in N-Triples and N-Quads, a longer line.</summary>
    public int BufferSize { get; init; } = 64 * 1024;
}
