using System.Buffers;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>SPARQL 1.2 Query Results JSON.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-json/"/>
internal sealed class JsonSolutionWriter : SolutionWriter
{
    // RFC 8259 §7: quotation mark, reverse solidus and control characters.
    private static readonly SearchValues<byte> s_special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(static b => (byte)b), (byte)'"', (byte)'\\']);

    private readonly Action<byte> _escape;
    private byte[][] _keys = [];
    private bool _firstRow = true;
    private bool _firstCell;

    public JsonSolutionWriter(IBufferWriter<byte> output)
        : base(output) => _escape = Escape;

    private protected override void WriteHead(byte[][] names)
    {
        _keys = names;
        Write("{\"head\":{\"vars\":["u8);
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                Write(","u8);
            }

            Text(names[i]);
        }

        Write("]},\"results\":{\"bindings\":["u8);
    }

    private protected override void WriteRowStart()
    {
        Write(_firstRow ? "\n{"u8 : ",\n{"u8);
        _firstRow = false;
        _firstCell = true;
    }

    private protected override void WriteCell(int column, in TermView term)
    {
        if (term.IsNone)
        {
            return;
        }

        if (!_firstCell)
        {
            Write(","u8);
        }

        _firstCell = false;
        Text(_keys[column]);
        Write(":"u8);
        Term(term);
    }

    private protected override void WriteRowEnd() => Write("}"u8);

    private protected override void WriteTail() => Write("\n]}}\n"u8);

    private protected override void WriteBoolean(bool value) =>
        Write(value ? "{\"head\":{},\"boolean\":true}\n"u8 : "{\"head\":{},\"boolean\":false}\n"u8);

    private void Term(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Write("{\"type\":\"uri\",\"value\":"u8);
                Text(term.Value);
                break;
            case TermKind.BlankNode:
                Write("{\"type\":\"bnode\",\"value\":"u8);
                Text(term.Value);
                break;
            case TermKind.Literal:
                Literal(term);
                break;
            default:
                Write("{\"type\":\"triple\",\"value\":{\"subject\":"u8);
                Term(term.Subject);
                Write(",\"predicate\":"u8);
                Term(term.Predicate);
                Write(",\"object\":"u8);
                Term(term.Object);
                Write("}"u8);
                break;
        }

        Write("}"u8);
    }

    private void Literal(in TermView term)
    {
        Write("{\"type\":\"literal\",\"value\":"u8);
        Text(term.Value);
        if (!term.Language.IsEmpty)
        {
            Write(",\"xml:lang\":"u8);
            Text(term.Language);
            if (term.Direction != BaseDirection.None)
            {
                Write(term.Direction == BaseDirection.LeftToRight ? ",\"its:dir\":\"ltr\""u8 : ",\"its:dir\":\"rtl\""u8);
            }
        }
        else if (!term.Datatype.SequenceEqual(TurtleText.XsdString))
        {
            Write(",\"datatype\":"u8);
            Text(term.Datatype);
        }
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        Write("\""u8);
        WriteEscaped(text, s_special, _escape);
        Write("\""u8);
    }

    private void Escape(byte b)
    {
        switch (b)
        {
            case (byte)'"':
                Write("\\\""u8);
                break;
            case (byte)'\\':
                Write("\\\\"u8);
                break;
            case (byte)'\n':
                Write("\\n"u8);
                break;
            case (byte)'\r':
                Write("\\r"u8);
                break;
            case (byte)'\t':
                Write("\\t"u8);
                break;
            default:
                Write(Encoding.ASCII.GetBytes(b.ToString("x4", CultureInfo.InvariantCulture).Insert(0, "\\u")));
                break;
        }
    }
}
