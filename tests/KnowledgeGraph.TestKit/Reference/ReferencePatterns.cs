using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// REGEX and REPLACE (SPARQL 1.1 §17.4.3.14 and §17.4.3.15) by the expressions of .NET, for the part of the syntax that both have and
/// the few rewritten here. A code point outside the basic plane is put as one unit of a private area, so that a unit is a character.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xpath-functions-31/#regex-syntax"/>
internal static class ReferencePatterns
{
    // (text, pattern), with flags (text, pattern, flags) for REGEX; REPLACE has a replacement before the flags.
    public static Term? Regex(ImmutableArray<Term> args) =>
        ReferenceStrings.Text(args[0]) is { } text && Compile(args[1], args.ElementAtOrDefault(2)) is { } regex
            ? ReferenceValues.Of(regex.IsMatch(Units(text.Lexical)))
            : null;

    // XPath F&O §5.6.4: an error if the pattern matches "" or the replacement is not valid.
    public static Term? Replace(ImmutableArray<Term> args)
    {
        if (ReferenceStrings.Text(args[0]) is not { } text || Compile(args[1], args.ElementAtOrDefault(3)) is not { } regex || regex.IsMatch("")
            || ReferenceStrings.Simple(args[2]) is not { } replacement)
        {
            return null;
        }

        var isQuoted = args.ElementAtOrDefault(3) is Literal flags && flags.Lexical.Contains('q', StringComparison.Ordinal);
        var units = Units(replacement.Lexical);
        return isQuoted || IsReplacement(units)
            ? ReferenceStrings.Like(text, CodePoints(regex.Replace(Units(text.Lexical), match => isQuoted ? units : Expand(units, match))))
            : null;
    }

    private static Regex? Compile(Term pattern, Term? flags)
    {
        if (ReferenceStrings.Simple(pattern) is not { } source || (flags is not null && ReferenceStrings.Simple(flags) is null))
        {
            return null;
        }

        var letters = (flags as Literal)?.Lexical ?? "";
        if (letters.Any(letter => !"smixq".Contains(letter, StringComparison.Ordinal)))
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant | (letters.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None);
        var text = Units(source.Lexical);
        text = letters.Contains('q', StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Escape(text) : Translate(text, letters);
        try
        {
            return new Regex(text, options);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // What means something else in .NET: the dot, the anchors, and \w (XSD 1.1 Part 2 §G.4.2.5).
    private static string Translate(string pattern, string flags)
    {
        var result = new StringBuilder();
        var isInClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var (isMultiLine, isDotAll) = (flags.Contains('m', StringComparison.Ordinal), flags.Contains('s', StringComparison.Ordinal));
            var c = pattern[i];
            isInClass = c switch { '[' => true, ']' => false, _ => isInClass };
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                result.Append(pattern[i] == 'w' && !isInClass ? @"[^\p{P}\p{Z}\p{C}]" : $"\\{pattern[i]}");
            }
            else if (!isInClass && flags.Contains('x', StringComparison.Ordinal) && c is ' ' or '\t' or '\n' or '\r')
            {
                // XPath F&O §5.6.2, flag x: white space is removed.
            }
            else
            {
                result.Append((c, isInClass) switch
                {
                    ('.', false) => isDotAll ? @"[\s\S]" : @"[^\n\r]",
                    ('^', false) => isMultiLine ? @"(?:\A|(?<=\n)(?!\z))" : @"\A",
                    ('$', false) => isMultiLine ? @"(?:(?=\n)|(?<!\n)\z)" : @"\z",
                    _ => c.ToString(),
                });
            }
        }

        return result.ToString();
    }

    private static bool IsReplacement(string text) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, @"\A([^\\$]|\\[\\$]|\$[0-9])*\z", RegexOptions.None);

    // $N takes as many digits as there are groups for; a group that there is not is "".
    private static string Expand(string replacement, Match match)
    {
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] is not ('\\' or '$'))
            {
                result.Append(replacement[i]);
            }
            else if (replacement[i++] == '\\')
            {
                result.Append(replacement[i]);
            }
            else
            {
                var group = replacement[i] - '0';
                while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1])
                    && (group * 10) + replacement[i + 1] - '0' < match.Groups.Count)
                {
                    group = (group * 10) + replacement[++i] - '0';
                }

                result.Append(match.Groups[group].Value);
            }
        }

        return result.ToString();
    }

    // U+1F600 and its neighbours go to U+E600 …: generated data has no private characters, and no two that meet there.
    private static string Units(string text) => string.Concat(text.EnumerateRunes().Select(
        rune => rune.IsBmp ? (char)rune.Value : (char)(0xE000 + (rune.Value & 0xFFF))));

    private static string CodePoints(string units) =>
        string.Concat(units.Select(unit => unit is >= '\uE000' and < '\uF000' ? char.ConvertFromUtf32(0x1F000 + (unit & 0xFFF)) : unit.ToString()));
}
