using System.Buffers;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>SPARQL Query Results TSV: terms in Turtle syntax.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-csv-tsv/#tsv"/>
internal sealed class TsvSolutionWriter(IBufferWriter<byte> output) : SolutionWriter(output)
{
    private readonly ArrayBufferWriter<byte> _term = new();

    private protected override void WriteHead(byte[][] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            Write(i == 0 ? "?"u8 : "\t?"u8);
            Write(names[i]);
        }

        Write("\n"u8);
    }

    private protected override void WriteRowStart()
    {
    }

    private protected override void WriteCellStart(int column)
    {
        if (column > 0)
        {
            Write("\t"u8);
        }
    }

    private protected override void WriteUnbound(int column) => WriteCellStart(column);

    private protected override void WriteTerm(in TermView term)
    {
        if (TurtleText.IsPlainIri(term))
        {
            Write("<"u8, term.Value, ">"u8);
            return;
        }

        _term.ResetWrittenCount();
        TurtleText.Write(_term, term);
        Write(_term.WrittenSpan);
    }

    private protected override void WriteRowEnd() => Write("\n"u8);

    private protected override void WriteTail()
    {
    }

    // The recommendation has no booleans; one word on one line is what most engines write.
    private protected override void WriteBoolean(bool value) => Write(value ? "true\n"u8 : "false\n"u8);
}
