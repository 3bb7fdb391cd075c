using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>Writes a set of code points as a .NET expression that takes exactly one of them, surrogate pairs included.</summary>
internal static class Utf16Class
{
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const int FirstSupplementary = 0x10000;

    public static void Write(StringBuilder output, CodePointSet set)
    {
        if (set.Ranges is [var (only, last)] && only == last)
        {
            WriteCharacter(output, only);
            return;
        }

        var basic = new StringBuilder();
        var pairs = new StringBuilder();
        foreach (var (first, end) in set.Ranges)
        {
            WriteUnits(basic, first, Math.Min(end, FirstSurrogate - 1));
            WriteUnits(basic, Math.Max(first, LastSurrogate + 1), Math.Min(end, FirstSupplementary - 1));
            WritePairs(pairs, Math.Max(first, FirstSupplementary), end);
        }

        if (basic.Length == 0 && pairs.Length == 0)
        {
            // The empty set matches nothing.
            output.Append("[^\\s\\S]");
        }
        else if (pairs.Length == 0)
        {
            output.Append('[').Append(basic).Append(']');
        }
        else
        {
            output.Append("(?:");
            if (basic.Length > 0)
            {
                output.Append('[').Append(basic).Append(']').Append('|');
            }

            output.Append(pairs, 0, pairs.Length - 1).Append(')');
        }
    }

    private static void WriteCharacter(StringBuilder output, int codePoint)
    {
        if (codePoint < FirstSupplementary)
        {
            WriteUnit(output, codePoint);
            return;
        }

        var pair = char.ConvertFromUtf32(codePoint);
        output.Append("(?:");
        WriteUnit(output, pair[0]);
        WriteUnit(output, pair[1]);
        output.Append(')');
    }

    private static void WriteUnits(StringBuilder basic, int first, int last)
    {
        if (first > last)
        {
            return;
        }

        WriteUnit(basic, first);
        if (last > first)
        {
            basic.Append('-');
            WriteUnit(basic, last);
        }
    }

    // Splits a range at the borders of leading surrogates, so that each piece is a class and a class.
    private static void WritePairs(StringBuilder pairs, int first, int last)
    {
        while (first <= last)
        {
            var lead = FirstSurrogate + ((first - FirstSupplementary) >> 10);
            var trail = 0xDC00 + ((first - FirstSupplementary) & 0x3FF);
            var end = Math.Min(last, first | 0x3FF);
            if (trail == 0xDC00 && ((last - FirstSupplementary + 1) >> 10) > ((first - FirstSupplementary) >> 10))
            {
                // Whole blocks of one leading surrogate go together.
                var blocks = (last - first + 1) >> 10;
                end = first + (blocks << 10) - 1;
            }

            var endLead = FirstSurrogate + ((end - FirstSupplementary) >> 10);
            var endTrail = 0xDC00 + ((end - FirstSupplementary) & 0x3FF);
            pairs.Append('[');
            WriteUnits(pairs, lead, endLead);
            pairs.Append("][");
            WriteUnits(pairs, trail, endTrail);
            pairs.Append("]|");
            first = end + 1;
        }
    }

    private static void WriteUnit(StringBuilder output, int unit)
    {
        if (char.IsAsciiLetterOrDigit((char)unit))
        {
            output.Append((char)unit);
        }
        else
        {
            output.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
        }
    }
}
