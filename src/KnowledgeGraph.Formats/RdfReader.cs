using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>Reads RDF documents as a stream of quads, without holding the document (JSON-LD excepted, which has no order to stream by).</summary>
public static class RdfReader
{
    /// <summary>
    /// Reads a document to its end. A blank node comes with the label written; one without a label is called <c>anon0</c>, <c>anon1</c> …,
    /// and a written label that begins with <c>anon</c> gets the prefix <c>anon-</c>, so that the two never meet.
    /// </summary>
    /// <param name="input">UTF-8 text, with or without a byte order mark; for RDF/XML any encoding that XML declares. Not closed.</param>
    /// <param name="format">The format.</param>
    /// <param name="sink">Takes the quads. Those before an error have been handed over when the error is thrown.</param>
    /// <param name="options">How to read.</param>
    /// <param name="ct">Stops the reading between two statements.</param>
    /// <exception cref="RdfSyntaxException">The document is not in the format.</exception>
    public static void Read(
        Stream input, RdfFormat format, QuadSink sink, RdfReaderOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(sink);
        options ??= new RdfReaderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxNesting, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BufferSize, 1, nameof(options));
        if (format == RdfFormat.RdfXml)
        {
            using var reader = new RdfXml.RdfXmlReader(input, sink, options, ct);
            reader.Read();
            return;
        }

        if (format == RdfFormat.JsonLd)
        {
            JsonLd.JsonLdReader.Read(input, sink, options, ct);
            return;
        }

        using var text = new Utf8Input(input, options);
        if (format == RdfFormat.NTriples || format == RdfFormat.NQuads)
        {
            new NTriples.NTriplesReader(text, format == RdfFormat.NQuads, sink, options).Read(ct);
        }
        else
        {
            new Turtle.TurtleReader(text, format == RdfFormat.TriG, sink, options).Read(ct);
        }
    }

    /// <summary>
    /// Reads a document of whole lines, N-Triples or N-Quads, on several threads. What is wrong with it is thrown or, when lenient, told as
    /// by <see cref="Read"/>; quads behind an error may have been handed over.
    /// </summary>
    /// <param name="input">UTF-8 text, with or without a byte order mark. Not closed. One thread at a time reads from it.</param>
    /// <param name="format">N-Triples or N-Quads.</param>
    /// <param name="newSink">Makes the sink of a thread.</param>
    /// <param name="options">How to read.</param>
    /// <param name="blockBytes">How much a thread reads at a time.</param>
    /// <param name="ct">Stops the reading between two statements.</param>
    /// <exception cref="RdfSyntaxException">The document is not in the format.</exception>
    public static void ReadBlocks(
        Stream input, RdfFormat format, Func<BlockSink> newSink, RdfReaderOptions? options = null, int blockBytes = 1 << 20,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(newSink);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockBytes, 1);
        if (format != RdfFormat.NTriples && format != RdfFormat.NQuads)
        {
            throw new ArgumentException("Only N-Triples and N-Quads consist of lines.", nameof(format));
        }

        new NTriples.ParallelLines(input, format == RdfFormat.NQuads, options ?? new(), blockBytes, ct)
            .Read(newSink, Environment.ProcessorCount);
    }

    /// <summary>Reads a document given as text; for tests and small data.</summary>
    /// <param name="text">The document.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="RdfSyntaxException">The document is not in the format.</exception>
    public static Dataset ReadText(string text, RdfFormat format, RdfReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new DatasetSink();
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Read(input, format, sink, options);
        return sink.Dataset;
    }
}
