using System.Buffers;
using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>SPARQL 1.2 Query Results XML.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-xml/"/>
internal sealed class XmlSolutionWriter : SolutionWriter
{
    // Line ends and tabs are written as references: a parser would change them in attributes, and carriage returns everywhere.
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static b => (byte)b), (byte)'<', (byte)'>', (byte)'&', (byte)'"']);

    private readonly Action<byte> _escape;
    // <binding name="…"> of each column.
    private byte[][] _bindings = [];

    public XmlSolutionWriter(IBufferWriter<byte> output)
        : base(output) => _escape = Escape;

    private protected override void WriteHead(byte[][] names)
    {
        // A variable's name has no character that needs an escape (SPARQL 1.1 §19.8, VARNAME).
        _bindings = [.. names.Select(static name => (byte[])[.. "<binding name=\""u8, .. name, .. "\">"u8])];
        Root();
        Write("<head>"u8);
        foreach (var name in names)
        {
            Write("<variable name=\""u8);
            Text(name);
            Write("\"/>"u8);
        }

        Write("</head>\n<results>\n"u8);
    }

    private protected override void WriteRowStart() => Write("<result>"u8);

    private protected override void WriteCellStart(int column) => Write(_bindings[column]);

    private protected override void WriteUnbound(int column)
    {
    }

    private protected override void WriteTerm(in TermView term)
    {
        Term(term);
        Write("</binding>"u8);
    }

    private protected override void WriteRowEnd() => Write("</result>\n"u8);

    private protected override void WriteTail() => Write("</results>\n</sparql>\n"u8);

    private protected override void WriteBoolean(bool value)
    {
        Root();
        Write("<head/>\n"u8);
        Write(value ? "<boolean>true</boolean>\n</sparql>\n"u8 : "<boolean>false</boolean>\n</sparql>\n"u8);
    }

    // The ITS version must be stated where its:dir is used (ITS 2.0 §5.1); it is known only at the end, so it is always stated.
    private void Root() => Write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\" xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\">\n"u8);

    private void Term(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Write("<uri>"u8);
                Text(term.Value);
                Write("</uri>"u8);
                break;
            case TermKind.BlankNode:
                Write("<bnode>"u8);
                Text(term.Value);
                Write("</bnode>"u8);
                break;
            case TermKind.Literal:
                Literal(term);
                break;
            default:
                Write("<triple><subject>"u8);
                Term(term.Subject);
                Write("</subject><predicate>"u8);
                Term(term.Predicate);
                Write("</predicate><object>"u8);
                Term(term.Object);
                Write("</object></triple>"u8);
                break;
        }
    }

    private void Literal(in TermView term)
    {
        Write("<literal"u8);
        if (!term.Language.IsEmpty)
        {
            Write(" xml:lang=\""u8);
            Text(term.Language);
            Write("\""u8);
            if (term.Direction != BaseDirection.None)
            {
                Write(term.Direction == BaseDirection.LeftToRight ? " its:dir=\"ltr\""u8 : " its:dir=\"rtl\""u8);
            }
        }
        else if (!term.Datatype.SequenceEqual(TurtleText.XsdString))
        {
            Write(" datatype=\""u8);
            Text(term.Datatype);
            Write("\""u8);
        }

        Write(">"u8);
        Text(term.Value);
        Write("</literal>"u8);
    }

    private void Text(ReadOnlySpan<byte> text)
    {
        // XML 1.0 §2.2 excludes U+FFFE and U+FFFF, EF BF BE and EF BF BF in UTF-8.
        if (text.IndexOf("\uFFFE"u8) >= 0 || text.IndexOf("\uFFFF"u8) >= 0)
        {
            throw NotXml(0xFFFE);
        }

        WriteEscaped(text, s_special, _escape);
    }

    private void Escape(byte b)
    {
        switch (b)
        {
            case (byte)'<':
                Write("&lt;"u8);
                break;
            case (byte)'>':
                Write("&gt;"u8);
                break;
            case (byte)'&':
                Write("&amp;"u8);
                break;
            case (byte)'"':
                Write("&quot;"u8);
                break;
            case (byte)'\t':
                Write("&#9;"u8);
                break;
            case (byte)'\n':
                Write("&#10;"u8);
                break;
            case (byte)'\r':
                Write("&#13;"u8);
                break;
            default:
                throw NotXml(b);
        }
    }

    // XML 1.0 cannot hold these characters, not even as references; to drop them would be to lie.
    private static UnwritableTermException NotXml(int c) => new(string.Create(
        CultureInfo.InvariantCulture, $"The character U+{c:X4} cannot be written in XML 1.0."));
}
