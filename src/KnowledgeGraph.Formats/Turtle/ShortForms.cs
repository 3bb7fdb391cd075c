using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Which literals Turtle can write without quotation marks and read back as the very same term.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#abbrev"/>
internal static class ShortForms
{
    public static bool Has(in TermView literal)
    {
        var datatype = literal.Datatype;
        var text = literal.Value;
        if (!literal.Language.IsEmpty || text.IsEmpty)
        {
            return false;
        }

        if (datatype.SequenceEqual(Datatypes.Integer))
        {
            return IsDigits(WithoutSign(text));
        }

        if (datatype.SequenceEqual(Datatypes.Decimal))
        {
            return IsDecimal(WithoutSign(text));
        }

        if (datatype.SequenceEqual(Datatypes.Double))
        {
            return IsDouble(WithoutSign(text));
        }

        return datatype.SequenceEqual(Datatypes.Boolean) && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8));
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.IsEmpty && IsDigitsOrEmpty(text);

    private static bool IsDigitsOrEmpty(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // DECIMAL: [0-9]* '.' [0-9]+
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var dot = text.IndexOf((byte)'.');
        return dot >= 0 && IsDigitsOrEmpty(text[..dot]) && IsDigits(text[(dot + 1)..]);
    }

    // DOUBLE: ([0-9]+ '.' [0-9]* | '.' [0-9]+ | [0-9]+) [eE] [+-]? [0-9]+
    private static bool IsDouble(ReadOnlySpan<byte> text)
    {
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0 || !IsDigits(WithoutSign(text[(exponent + 1)..])))
        {
            return false;
        }

        var mantissa = text[..exponent];
        var dot = mantissa.IndexOf((byte)'.');
        return dot < 0
            ? IsDigits(mantissa)
            : mantissa.Length > 1 && IsDigitsOrEmpty(mantissa[..dot]) && IsDigitsOrEmpty(mantissa[(dot + 1)..]);
    }
}
