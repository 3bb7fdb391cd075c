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

    private protected RdfWriter(IBufferWriter<byte> output, RdfFormat format)
    {
        Output = output;
        _format = format;
    }

    private protected IBufferWriter<byte> Output { get; }

    /// <summary>A writer of a format.</summary>
    /// <param name="output">Where the UTF-8 text goes.</param>
    /// <param name="format">The format.</param>
    /// <param name="prefixes">Namespace IRIs by prefix, declared first and used where they fit; of no effect in N-Triples and N-Quads.</param>
    public static RdfWriter Create(
        IBufferWriter<byte> output, RdfFormat format, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(format);
        return format == RdfFormat.NTriples || format == RdfFormat.NQuads
            ? new NTriplesWriter(output, format, canonical: false)
            : format == RdfFormat.RdfXml ? new RdfXml.RdfXmlWriter(output, format, prefixes)
            : format == RdfFormat.JsonLd ? new JsonLd.JsonLdWriter(output, prefixes)
            : new Turtle.TurtleWriter(output, format, prefixes);
    }

    /// <summary>
    /// A writer of canonical N-Triples or N-Quads: language tags in lower case, too. Neither the order of the quads nor the labels of
    /// blank nodes are made canonical.
    /// </summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples"/>
    /// <param name="output">Where the UTF-8 text goes.</param>
    /// <param name="format">N-Triples or N-Quads.</param>
    public static RdfWriter CreateCanonical(IBufferWriter<byte> output, RdfFormat format)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(format);
        return format == RdfFormat.NTriples || format == RdfFormat.NQuads
            ? new NTriplesWriter(output, format, canonical: true)
            : throw new ArgumentException($"{format.Name} has no canonical form.", nameof(format));
    }

    /// <summary>Writes one quad.</summary>
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The format cannot express the quad: a graph name in Turtle, N-Triples or RDF/XML, in RDF/XML also a predicate that does not end in
    /// an XML name, or a control character; an IRI with characters no IRI holds, a blank node label or
    /// a language tag the grammar has no place for. Nothing of the quad has been written.
    /// </exception>
    public sealed override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        if (!graph.IsNone && !_format.HasGraphNames)
        {
            throw new ArgumentException($"{_format.Name} has no graph names.", nameof(graph));
        }

        WritableTerms.CheckQuad(subject, predicate, @object, graph);
        Write(subject, predicate, @object, graph);
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

    /// <summary>The same as <see cref="Finish"/>. Does not touch the buffer's owner.</summary>
    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph);

    private protected abstract void Complete();
}
