using System.Buffers;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>SPARQL Query Results CSV. Lines end with CR LF; an empty string is quoted, an unbound variable is not.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-csv-tsv/#csv"/>
internal sealed class CsvSolutionWriter : SolutionWriter
{
    private static readonly SearchValues<byte> s_quoted = SearchValues.Create("\",\r\n"u8);
    private static readonly SearchValues<byte> s_special = SearchValues.Create("\""u8);

    private readonly Action<byte> _escape;
    private readonly ArrayBufferWriter<byte> _tripleTerm = new();

    public CsvSolutionWriter(IBufferWriter<byte> output)
        : base(output) => _escape = _ => Write("\"\""u8);

    private protected override void WriteHead(byte[][] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0)
            {
                Write(","u8);
            }

            Write(names[i]);
        }

        Write("\r\n"u8);
    }

    private protected override void WriteRowStart()
    {
    }

    private protected override void WriteCellStart(int column)
    {
        if (column > 0)
        {
            Write(","u8);
        }
    }

    private protected override void WriteUnbound(int column) => WriteCellStart(column);

    private protected override void WriteTerm(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri or TermKind.Literal:
                Field(term.Value, isLiteral: term.Kind == TermKind.Literal);
                break;
            case TermKind.BlankNode:
                Write("_:"u8);
                Write(term.Value);
                break;
            case TermKind.TripleTerm:
                _tripleTerm.ResetWrittenCount();
                TurtleText.Write(_tripleTerm, term);
                Field(_tripleTerm.WrittenSpan, isLiteral: false);
                break;
        }
    }

    private protected override void WriteRowEnd() => Write("\r\n"u8);

    private protected override void WriteTail()
    {
    }

    // The recommendation has no booleans; one word on one line is what most engines write.
    private protected override void WriteBoolean(bool value) => Write(value ? "true\r\n"u8 : "false\r\n"u8);

    private void Field(ReadOnlySpan<byte> text, bool isLiteral)
    {
        if (text.IsEmpty ? isLiteral : text.ContainsAny(s_quoted))
        {
            Write("\""u8);
            WriteEscaped(text, s_special, _escape);
            Write("\""u8);
        }
        else
        {
            Write(text);
        }
    }
}
