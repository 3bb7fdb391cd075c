using System.Buffers;
using KnowledgeGraph.Formats.NTriples;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>
/// Writes quads as a document, statement by statement. The caller flushes the buffer when it likes; <see cref="Finish"/> completes the
/// document. Not thread-safe.
/// </summary>
public abstract class RdfWriter : QuadSink, IDisposable
{
    private readonly RdfFormat _format;
    private bool _finished;
    private bool _failed;

    private protected RdfWriter(IBufferWriter<byte> output, RdfFormat format)
    {
        Output = output;
        _format = format;
    }

    private protected IBufferWriter<byte> Output { get; }

    /// <summary>A writer of a format that streams.</summary>
    /// <param name="output">Where the UTF-8 text goes.</param>
    /// <param name="format">The format.</param>
    /// <param name="prefixes">Namespace IRIs by prefix, declared first and used where they fit; of no effect in N-Triples and N-Quads.</param>
    public static RdfWriter Create(
        IBufferWriter<byte> output, RdfFormat format, IReadOnlyDictionary<string, string>? prefixes = null) =>
        Create(output, format, new RdfWriterOptions { Prefixes = prefixes });

    /// <summary>A writer of a format.</summary>
    /// <param name="output">Where the UTF-8 text goes.</param>
    /// <param name="format">The format.</param>
    /// <param name="options">How to write.</param>
    /// <exception cref="ArgumentException">The format has no canonical form, and one is asked for.</exception>
    /// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples"/>
    public static RdfWriter Create(IBufferWriter<byte> output, RdfFormat format, RdfWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(options);
        var isCanonical = options.Layout == RdfLayout.Canonical;
        if (format == RdfFormat.NTriples || format == RdfFormat.NQuads)
        {
            return new NTriplesWriter(output, format, isCanonical);
        }

        if (isCanonical)
        {
            throw new ArgumentException($"{format.Name} has no canonical form.", nameof(options));
        }

        return format == RdfFormat.RdfXml ? new RdfXml.RdfXmlWriter(output, format, options.Prefixes)
            : format == RdfFormat.JsonLd ? new JsonLd.JsonLdWriter(output, options)
            : options.Layout == RdfLayout.Pretty ? new Turtle.PrettyTurtleWriter(output, format, options)
            : new Turtle.TurtleWriter(output, format, options.Prefixes);
    }

    /// <summary>Writes one quad.</summary>
    /// <inheritdoc/>
    /// <exception cref="UnwritableQuadException">
    /// The format cannot express the quad: a graph name in Turtle, N-Triples or RDF/XML, in RDF/XML also a predicate that does not end in
    /// an XML name, or a control character; a triple term in JSON-LD. Nothing of the quad has been written, and by writers that hold the
    /// document (RDF/XML, JSON-LD, pretty Turtle and TriG) nothing at all.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// No format can express the quad: an IRI with characters no IRI holds, a blank node label or a language tag the grammar has no place
    /// for. Nothing of the quad has been written.
    /// </exception>
    public sealed override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _failed = true;
        if (!graph.IsNone && !_format.HasGraphNames)
        {
            throw new UnwritableQuadException(_format, $"{_format.Name} has no graph names.");
        }

        WritableTerms.CheckQuad(subject, predicate, @object, graph);
        Write(subject, predicate, @object, graph);
        _failed = false;
    }

    /// <summary>Writes one quad of term objects.</summary>
    /// <param name="quad">The quad.</param>
    public void Write(Quad quad)
    {
        ArgumentNullException.ThrowIfNull(quad);
        new Dataset([quad]).WriteTo(this);
    }

    /// <summary>Completes the document. Nothing can be written afterwards.</summary>
    public void Finish()
    {
        if (!_finished)
        {
            _finished = true;
            Complete();
        }
    }

    /// <summary>
    /// The same as <see cref="Finish"/>, unless the last quad was refused: then the document stays as it is. Does not touch the buffer's owner.
    /// </summary>
    public void Dispose()
    {
        if (!_failed)
        {
            Finish();
        }

        GC.SuppressFinalize(this);
    }

    private protected abstract void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph);

    private protected abstract void Complete();
}
