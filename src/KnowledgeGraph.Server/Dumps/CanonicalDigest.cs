using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Canonicalization;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// SHA-256 over the canonical N-Quads (RDFC-1.0) of the quads that are passed to it, triple terms excepted, in bounded memory. Labels
/// depend on the quads with blank nodes alone (RDFC-1.0 §4.4.3, step 2), so only these are held and labelled; the lines of all others are
/// what they are and need sorting alone.
/// </summary>
/// <param name="mostWithBlankNodes">Quads with blank nodes that are held.</param>
/// <param name="runBytes">Bytes of lines sorted in memory.</param>
/// <seealso href="https://www.w3.org/TR/rdf-canon/"/>
public sealed class CanonicalDigest(long mostWithBlankNodes, int runBytes) : QuadSink, IDisposable
{
    // RDFC-1.0 §5, canonical N-Quads. Not what RdfWriter calls canonical, the form of RDF 1.2: that escapes U+FFFE and U+FFFF, too, and
    // has language tags in lower case.
    private static readonly SearchValues<byte> s_escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), 0x7F, (byte)'"', (byte)'\\']);

    private readonly LineSort _lines = new(runBytes);
    private readonly DatasetSink _withBlankNodes = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private long _held;

    /// <summary>How many temporary files there are.</summary>
    public int Files => _lines.Files;

    /// <inheritdoc/>
    /// <exception cref="CanonicalizationException">Too many quads with blank nodes.</exception>
    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (subject.Kind == TermKind.BlankNode || @object.Kind == TermKind.BlankNode || graph.Kind == TermKind.BlankNode)
        {
            if (++_held > mostWithBlankNodes)
            {
                throw new CanonicalizationException($"There are more than {mostWithBlankNodes} quads with blank nodes.");
            }

            _withBlankNodes.Quad(subject, predicate, @object, graph);
            return;
        }

        _line.ResetWrittenCount();
        Write(subject);
        Write(predicate);
        Write(@object);
        if (!graph.IsNone)
        {
            Write(graph);
        }

        _line.Write(".\n"u8);
        _lines.Add(_line.WrittenSpan);
    }

    /// <summary>The digest in hexadecimal digits; nothing can be added afterwards.</summary>
    /// <param name="pause">Called now and then.</param>
    /// <exception cref="CanonicalizationException">Blank nodes are too much alike.</exception>
    public string Finish(Action pause)
    {
        var labelled = Encoding.UTF8.GetBytes(DatasetCanonicalization.Canonicalize(_withBlankNodes.Dataset).NQuads);
        for (var rest = labelled.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            _lines.Add(rest[..length]);
            rest = rest[length..];
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _lines.Drain(line => hash.AppendData(line.Span), pause);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void Write(in TermView term)
    {
        if (term.Kind == TermKind.Literal)
        {
            WriteLiteral(term);
        }
        else
        {
            WriteIri(term.Value);
        }

        _line.Write(" "u8);
    }

    private void WriteIri(ReadOnlySpan<byte> iri)
    {
        _line.Write("<"u8);
        _line.Write(iri);
        _line.Write(">"u8);
    }

    private void WriteLiteral(in TermView literal)
    {
        _line.Write("\""u8);
        var text = literal.Value;
        for (var next = text.IndexOfAny(s_escaped); next >= 0; next = text.IndexOfAny(s_escaped))
        {
            _line.Write(text[..next]);
            WriteEscape(text[next]);
            text = text[(next + 1)..];
        }

        _line.Write(text);
        _line.Write("\""u8);
        if (!literal.Language.IsEmpty)
        {
            _line.Write("@"u8);
            _line.Write(literal.Language);
            _line.Write(literal.Direction switch
            {
                BaseDirection.LeftToRight => "--ltr"u8,
                BaseDirection.RightToLeft => "--rtl"u8,
                _ => default,
            });
        }
        else if (!literal.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#string"u8))
        {
            _line.Write("^^"u8);
            WriteIri(literal.Datatype);
        }
    }

    private void WriteEscape(byte character) => _line.Write(character switch
    {
        (byte)'"' => "\\\""u8,
        (byte)'\\' => @"\\"u8,
        (byte)'\n' => @"\n"u8,
        (byte)'\r' => @"\r"u8,
        (byte)'\t' => @"\t"u8,
        (byte)'\b' => @"\b"u8,
        (byte)'\f' => @"\f"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)character:X4}"),
    });
}
