using System.Buffers;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Terms in Turtle: prefixed names and short forms where they read back as the very same term.</summary>
internal sealed class TurtleTermWriter(PrefixedNames names)
{
    public void WriteTerm(in TermView term, IBufferWriter<byte> output)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(term.Value, output);
                break;
            case TermKind.Literal:
                WriteLiteral(term, output);
                break;
            case TermKind.TripleTerm:
                output.Write("<<( "u8);
                WriteTerm(term.Subject, output);
                output.Write(" "u8);
                WritePredicate(term.Predicate.Value, output);
                output.Write(" "u8);
                WriteTerm(term.Object, output);
                output.Write(" )>>"u8);
                break;
            default:
                TermText.WriteTerm(term, output);
                break;
        }
    }

    public void WritePredicate(ReadOnlySpan<byte> predicate, IBufferWriter<byte> output)
    {
        if (predicate.SequenceEqual("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8))
        {
            output.Write("a"u8);
        }
        else
        {
            WriteIri(predicate, output);
        }
    }

    private void WriteIri(ReadOnlySpan<byte> iri, IBufferWriter<byte> output)
    {
        if (!names.TryWrite(iri, output))
        {
            TermText.WriteIri(iri, output);
        }
    }

    private void WriteLiteral(in TermView literal, IBufferWriter<byte> output)
    {
        if (ShortForms.Has(literal))
        {
            output.Write(literal.Value);
        }
        else if (!literal.Language.IsEmpty || literal.Datatype.SequenceEqual(Datatypes.String))
        {
            TermText.WriteLiteral(literal, output);
        }
        else
        {
            TermText.WriteString(literal.Value, output);
            output.Write("^^"u8);
            WriteIri(literal.Datatype, output);
        }
    }
}
