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
    // "name": and ,"name": of each column.
    private byte[][] _firstKeys = [];
    private byte[][] _keys = [];
    private bool _firstRow = true;
    private bool _firstCell;

    public JsonSolutionWriter(IBufferWriter<byte> output)
        : base(output) => _escape = Escape;

    private protected override void WriteHead(byte[][] names)
    {
        _firstKeys = [.. names.Select(static name => Key(name, isFirst: true))];
        _keys = [.. names.Select(static name => Key(name, isFirst: false))];
        Write("{\"head\":{\"vars\":["u8);
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                Write(","u8);
            }

            Text("\""u8, names[i], "\""u8);
        }

        Write("]},\"results\":{\"bindings\":["u8);
    }

    private protected override void WriteRowStart()
    {
        Write(_firstRow ? "\n{"u8 : ",\n{"u8);
        _firstRow = false;
        _firstCell = true;
    }

    private protected override void WriteCellStart(int column)
    {
        Write(_firstCell ? _firstKeys[column] : _keys[column]);
        _firstCell = false;
    }

    private protected override void WriteUnbound(int column)
    {
    }

    private protected override void WriteRowEnd() => Write("}"u8);

    private protected override void WriteTail() => Write("\n]}}\n"u8);

    private protected override void WriteBoolean(bool value) =>
        Write(value ? "{\"head\":{},\"boolean\":true}\n"u8 : "{\"head\":{},\"boolean\":false}\n"u8);

    private protected override void WriteTerm(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Text("{\"type\":\"uri\",\"value\":\""u8, term.Value, "\"}"u8);
                break;
            case TermKind.BlankNode:
                Text("{\"type\":\"bnode\",\"value\":\""u8, term.Value, "\"}"u8);
                break;
            case TermKind.Literal:
                Literal(term);
                break;
            default:
                Write("{\"type\":\"triple\",\"value\":{\"subject\":"u8);
                WriteTerm(term.Subject);
                Write(",\"predicate\":"u8);
                WriteTerm(term.Predicate);
                Write(",\"object\":"u8);
                WriteTerm(term.Object);
                Write("}}"u8);
                break;
        }
    }

    private void Literal(in TermView term)
    {
        Text("{\"type\":\"literal\",\"value\":\""u8, term.Value, "\""u8);
        if (!term.Language.IsEmpty)
        {
            Text(",\"xml:lang\":\""u8, term.Language, "\""u8);
            if (term.Direction != BaseDirection.None)
            {
                Write(term.Direction == BaseDirection.LeftToRight ? ",\"its:dir\":\"ltr\""u8 : ",\"its:dir\":\"rtl\""u8);
            }
        }
        else if (!term.Datatype.SequenceEqual(TurtleText.XsdString))
        {
            Text(",\"datatype\":\""u8, term.Datatype, "\""u8);
        }

        Write("}"u8);
    }

    private void Text(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ReadOnlySpan<byte> after)
    {
        if (!text.ContainsAny(s_special))
        {
            Write(before, text, after);
            return;
        }

        Write(before);
        WriteEscaped(text, s_special, _escape);
        Write(after);
    }

    // A variable's name has no character that needs an escape (SPARQL 1.1 §19.8, VARNAME).
    private static byte[] Key(byte[] name, bool isFirst) => [.. isFirst ? "\""u8 : ",\""u8, .. name, .. "\":"u8];

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
