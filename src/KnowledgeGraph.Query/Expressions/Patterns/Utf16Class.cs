using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>Writes a set of code points as a .NET expression that takes exactly one of them, surrogate pairs included.</summary>
internal static class Utf16Class
{
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const int FirstSupplementary = 0x10000;
    private const int FirstTrail = 0xDC00;
    private const int TrailMask = 0x3FF;

    public static void Write(StringBuilder output, CodePointSet set)
    {
        if (set.Ranges is [var (character, end)] && character == end)
        {
            WriteCharacter(output, character);
            return;
        }

        var basic = new StringBuilder();
        foreach (var (first, last) in set.Ranges)
        {
            WriteUnits(basic, first, Math.Min(last, FirstSurrogate - 1));
            WriteUnits(basic, Math.Max(first, LastSurrogate + 1), Math.Min(last, FirstSupplementary - 1));
        }

        var alternatives = Pairs(set).ToList();
        if (basic.Length > 0)
        {
            alternatives.Insert(0, $"[{basic}]");
        }

        // The empty set matches nothing.
        output.Append(alternatives switch
        {
            [] => "[^\\s\\S]",
            [var only] when basic.Length > 0 => only,
            _ => $"(?:{string.Join('|', alternatives)})",
        });
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

    // Leading surrogates that take the same trailing ones are one class: the automaton has as few branches and sets as can be.
    private static IEnumerable<string> Pairs(CodePointSet set)
    {
        var leads = new Dictionary<string, StringBuilder>();
        foreach (var (first, last, trails) in Blocks(set))
        {
            var key = trails.ToString();
            if (!leads.TryGetValue(key, out var units))
            {
                leads[key] = units = new StringBuilder();
            }

            WriteUnits(units, first, last);
        }

        return leads.Select(pair => $"[{pair.Value}][{pair.Key}]");
    }

    // The leading surrogates of a set, in order, with the trailing ones that may follow them.
    private static List<(int First, int Last, StringBuilder Trails)> Blocks(CodePointSet set)
    {
        var blocks = new List<(int First, int Last, StringBuilder Trails)>();
        foreach (var range in set.Ranges)
        {
            for (var first = Math.Max(range.First, FirstSupplementary); first <= range.Last;)
            {
                // Whole blocks of one leading surrogate go together.
                var whole = (first & TrailMask) == 0 ? (range.Last - first + 1) & ~TrailMask : 0;
                var last = whole > 0 ? first + whole - 1 : Math.Min(range.Last, first | TrailMask);
                if (blocks.Count == 0 || blocks[^1].Last != Lead(first))
                {
                    blocks.Add((Lead(first), Lead(last), new StringBuilder()));
                }

                WriteUnits(blocks[^1].Trails, FirstTrail + (first & TrailMask), FirstTrail + (last & TrailMask));
                first = last + 1;
            }
        }

        return blocks;
    }

    private static int Lead(int codePoint) => FirstSurrogate + ((codePoint - FirstSupplementary) >> 10);

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
