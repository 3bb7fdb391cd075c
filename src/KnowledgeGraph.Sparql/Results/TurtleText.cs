using System.Buffers;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Terms in Turtle syntax without prefixes, on one line and without tabs, as TSV has them.</summary>
internal static class TurtleText
{
    private static readonly SearchValues<byte> s_specialInLiteral =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(static b => (byte)b), (byte)'"', (byte)'\\', 0x7F]);

    private static readonly SearchValues<byte> s_specialInIri =
        SearchValues.Create([.. Enumerable.Range(0, 33).Select(static b => (byte)b), .. "<>\"{}|^`\\"u8]);

    public static ReadOnlySpan<byte> XsdString => "http://www.w3.org/2001/XMLSchema#string"u8;

    /// <summary>True for an IRI that stands as it is between angle brackets.</summary>
    public static bool IsPlainIri(in TermView term) => term.Kind == TermKind.Iri && !term.Value.ContainsAny(s_specialInIri);

    public static void Write(IBufferWriter<byte> output, in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Iri(output, term.Value);
                break;
            case TermKind.BlankNode:
                output.Write("_:"u8);
                output.Write(term.Value);
                break;
            case TermKind.Literal:
                Literal(output, term);
                break;
            case TermKind.TripleTerm:
                output.Write("<<( "u8);
                Write(output, term.Subject);
                output.Write(" "u8);
                Write(output, term.Predicate);
                output.Write(" "u8);
                Write(output, term.Object);
                output.Write(" )>>"u8);
                break;
        }
    }

    private static void Iri(IBufferWriter<byte> output, ReadOnlySpan<byte> iri)
    {
        output.Write("<"u8);
        Escaped(output, iri, s_specialInIri);
        output.Write(">"u8);
    }

    private static void Literal(IBufferWriter<byte> output, in TermView term)
    {
        if (IsShort(term))
        {
            output.Write(term.Value);
            return;
        }

        output.Write("\""u8);
        Escaped(output, term.Value, s_specialInLiteral);
        output.Write("\""u8);
        if (!term.Language.IsEmpty)
        {
            output.Write("@"u8);
            output.Write(term.Language);
            output.Write(term.Direction switch
            {
                BaseDirection.LeftToRight => "--ltr"u8,
                BaseDirection.RightToLeft => "--rtl"u8,
                _ => default,
            });
        }
        else if (!term.Datatype.SequenceEqual(XsdString))
        {
            output.Write("^^"u8);
            Iri(output, term.Datatype);
        }
    }

    // Integers and decimals that read back as the same term.
    private static bool IsShort(in TermView term)
    {
        var digits = term.Value.StartsWith("-"u8) ? term.Value[1..] : term.Value;
        if (term.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#integer"u8))
        {
            return AreDigits(digits);
        }

        var dot = digits.IndexOf((byte)'.');
        return dot > 0 && term.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#decimal"u8)
            && AreDigits(digits[..dot]) && AreDigits(digits[(dot + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static void Escaped(IBufferWriter<byte> output, ReadOnlySpan<byte> text, SearchValues<byte> special)
    {
        while (true)
        {
            var at = text.IndexOfAny(special);
            if (at < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..at]);
            var escape = text[at] switch
            {
                (byte)'\t' when special == s_specialInLiteral => "\\t"u8,
                (byte)'\n' when special == s_specialInLiteral => "\\n"u8,
                (byte)'\r' when special == s_specialInLiteral => "\\r"u8,
                (byte)'"' when special == s_specialInLiteral => "\\\""u8,
                (byte)'\\' when special == s_specialInLiteral => "\\\\"u8,
                var b => Encoding.ASCII.GetBytes("\\u" + b.ToString("X4", CultureInfo.InvariantCulture)),
            };
            output.Write(escape);
            text = text[(at + 1)..];
        }
    }
}
