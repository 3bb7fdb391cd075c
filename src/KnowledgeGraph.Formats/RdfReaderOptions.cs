using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>How a document is read.</summary>
public sealed record RdfReaderOptions
{
    /// <summary>The base that relative IRI references of Turtle and TriG are resolved against; null: they are errors until a base is declared.</summary>
    public string? BaseIri { get; init; }

    /// <summary>Name of the document for messages.</summary>
    public string? SourceName { get; init; }

    /// <summary>Skip a statement that is wrong and go on, instead of throwing.</summary>
    public bool Lenient { get; init; }

    /// <summary>Told of every statement skipped when <see cref="Lenient"/>.</summary>
    public Action<RdfSyntaxException>? OnSkipped { get; init; }

    /// <summary>How deep brackets, collections, triple terms, reified triples and annotations may nest in each other.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>Size of the first read buffer in bytes; it grows only for a longer term or, in N-Triples and N-Quads, a longer line.</summary>
    public int BufferSize { get; init; } = 64 * 1024;
}
