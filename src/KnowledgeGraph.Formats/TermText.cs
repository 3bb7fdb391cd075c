using System.Buffers;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>Terms in canonical N-Triples form, on UTF-8.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples"/>
internal static class TermText
{
    // Control characters, DEL, quotation mark, backslash; EF begins U+FFFE and U+FFFF, among many others.
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c), 0x7F, (byte)'"', (byte)'\\', 0xEF]);

    public static void WriteTerm(in TermView term, IBufferWriter<byte> output, bool lowerCaseLanguage = false)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                WriteIri(term.Value, output);
                break;
            case TermKind.BlankNode:
                WriteBlankNode(term.Value, output);
                break;
            case TermKind.Literal:
                WriteLiteral(term, output, lowerCaseLanguage);
                break;
            case TermKind.TripleTerm:
                output.Write("<<( "u8);
                WriteTerm(term.Subject, output);
                output.Write(" "u8);
                WriteTerm(term.Predicate, output);
                output.Write(" "u8);
                WriteTerm(term.Object, output, lowerCaseLanguage);
                output.Write(" )>>"u8);
                break;
        }
    }

    public static void WriteIri(ReadOnlySpan<byte> iri, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(iri.Length + 2);
        span[0] = (byte)'<';
        iri.CopyTo(span[1..]);
        span[iri.Length + 1] = (byte)'>';
        output.Advance(iri.Length + 2);
    }

    public static void WriteBlankNode(ReadOnlySpan<byte> label, IBufferWriter<byte> output)
    {
        output.Write("_:"u8);
        output.Write(label);
    }

    public static void WriteLiteral(in TermView literal, IBufferWriter<byte> output, bool lowerCaseLanguage = false)
    {
        WriteString(literal.Value, output);
        if (!literal.Language.IsEmpty)
        {
            WriteLanguage(literal, output, lowerCaseLanguage);
        }
        else if (!literal.Datatype.SequenceEqual(Datatypes.String))
        {
            output.Write("^^"u8);
            WriteIri(literal.Datatype, output);
        }
    }

    /// <summary>The string in quotation marks, with the escapes of the canonical form and no others.</summary>
    public static void WriteString(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (true)
        {
            var next = text.IndexOfAny(s_special);
            if (next < 0)
            {
                output.Write(text);
                output.Write("\""u8);
                return;
            }

            output.Write(text[..next]);
            text = text[(next + WriteSpecial(text[next..], output))..];
        }
    }

    private static void WriteLanguage(in TermView literal, IBufferWriter<byte> output, bool lowerCase)
    {
        output.Write("@"u8);
        var tag = output.GetSpan(literal.Language.Length);
        literal.Language.CopyTo(tag);
        if (lowerCase)
        {
            Ascii.ToLowerInPlace(tag[..literal.Language.Length], out _);
        }

        output.Advance(literal.Language.Length);
        output.Write(literal.Direction switch
        {
            BaseDirection.LeftToRight => "--ltr"u8,
            BaseDirection.RightToLeft => "--rtl"u8,
            _ => default,
        });
    }

    private static int WriteSpecial(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (text[0] == 0xEF)
        {
            var unassigned = text.StartsWith("\uFFFE"u8) ? @"\uFFFE"u8 : text.StartsWith("\uFFFF"u8) ? @"\uFFFF"u8 : text[..1];
            output.Write(unassigned);
            return unassigned.Length == 1 ? 1 : 3;
        }

        switch (text[0])
        {
            case (byte)'\t':
                output.Write(@"\t"u8);
                break;
            case (byte)'\b':
                output.Write(@"\b"u8);
                break;
            case (byte)'\n':
                output.Write(@"\n"u8);
                break;
            case (byte)'\r':
                output.Write(@"\r"u8);
                break;
            case (byte)'\f':
                output.Write(@"\f"u8);
                break;
            case (byte)'"':
                output.Write("\\\""u8);
                break;
            case (byte)'\\':
                output.Write(@"\\"u8);
                break;
            case var control:
                output.Write(@"\u"u8);
                control.TryFormat(output.GetSpan(4), out var written, "X4", CultureInfo.InvariantCulture);
                output.Advance(written);
                break;
        }

        return 1;
    }
}
