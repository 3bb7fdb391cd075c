using System.Text;
using System.Text.RegularExpressions;
using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>A regular expression of XPath, ready to match. Runs in linear time where the pattern allows it, else under a time limit.</summary>
internal sealed class Pattern
{
    private readonly string _translated;
    private readonly bool _needsBacktracking;
    private readonly int _groups;
    private readonly bool _isQuoted;
    private readonly RequiredTexts? _required;
    private Regex? _regex;
    private char[] _text = [];
    private bool? _matchesEmpty;

    private Pattern(string translated, bool needsBacktracking, int groups, bool isQuoted, RequiredTexts? required)
    {
        _translated = translated;
        _needsBacktracking = needsBacktracking;
        _required = required;
        _groups = groups;
        _isQuoted = isQuoted;
    }

    /// <summary>True if the pattern matches "", which REPLACE refuses (XPath F&amp;O §5.6.4, FORX0003).</summary>
    public bool MatchesEmpty => _matchesEmpty ??= Expression.IsMatch("");

    // Made at the first text that has what is required.
    private Regex Expression => _regex ??= BuiltExpressions.Get(_translated, _needsBacktracking);

    /// <summary>The pattern, or null if it or its flags are not valid (XPath F&amp;O §5.6.2, FORX0001 and FORX0002).</summary>
    public static Pattern? TryCreate(string pattern, string flags)
    {
        var options = PatternFlags.None;
        foreach (var flag in flags)
        {
            PatternFlags? known = flag switch
            {
                's' => PatternFlags.DotAll,
                'm' => PatternFlags.MultiLine,
                'i' => PatternFlags.IgnoreCase,
                'x' => PatternFlags.IgnoreWhiteSpace,
                'q' => PatternFlags.Quote,
                _ => null,
            };
            if (known is null)
            {
                return null;
            }

            options |= known.Value;
        }

        return PatternTranslator.Translate(pattern, options) is { } translation
            ? new Pattern(
                translation.Pattern, translation.NeedsBacktracking, translation.GroupCount, options.HasFlag(PatternFlags.Quote),
                RequiredTexts.Find(pattern, options))
            : null;
    }

    /// <summary>Whether some part of a text matches.</summary>
    /// <param name="utf8">The text.</param>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => _required?.Test(utf8) ?? IsMatchOfRegex(utf8);

    /// <summary>Replaces all matches; null if the replacement is not valid (FORX0004).</summary>
    /// <param name="text">The text.</param>
    /// <param name="replacement">The replacement, with <c>$1</c>, <c>\$</c> and <c>\\</c>.</param>
    /// <param name="beforeGrowth">Told the number of characters that the result is about to have.</param>
    public string? Replace(string text, string replacement, Action<long> beforeGrowth)
    {
        if (ParseReplacement(replacement) is not { } parts)
        {
            return null;
        }

        var result = new StringBuilder();
        var position = 0;
        try
        {
            for (var match = Expression.Match(text); match.Success; match = match.NextMatch())
            {
                beforeGrowth(result.Length + (match.Index - position) + (replacement.Length * 2L) + match.Length);
                result.Append(text, position, match.Index - position);
                foreach (var (literal, group) in parts)
                {
                    result.Append(literal ?? match.Groups[group].Value);
                }

                position = match.Index + match.Length;
            }
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw TooSlow(timeout);
        }

        return position == 0 && result.Length == 0 ? text : result.Append(text, position, text.Length - position).ToString();
    }

    private bool IsMatchOfRegex(ReadOnlySpan<byte> utf8)
    {
        if (_text.Length < utf8.Length)
        {
            _text = new char[Math.Max(256, utf8.Length)];
        }

        var length = Encoding.UTF8.GetChars(utf8, _text);
        try
        {
            return Expression.IsMatch(_text.AsSpan(0, length));
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw TooSlow(timeout);
        }
    }

    private static QueryException TooSlow(RegexMatchTimeoutException inner) =>
        new("A regular expression took more than two seconds for one string. Write it without back-references and large counts.", inner);

    // XPath F&O §5.6.4: $N takes as many digits as there are groups for.
    private List<(string? Literal, int Group)>? ParseReplacement(string replacement)
    {
        if (_isQuoted)
        {
            return [(replacement, 0)];
        }

        var parts = new List<(string? Literal, int Group)>();
        var literal = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            switch (replacement[i])
            {
                case '\\':
                    if (++i == replacement.Length || replacement[i] is not ('\\' or '$'))
                    {
                        return null;
                    }

                    literal.Append(replacement[i]);
                    break;
                case '$':
                    if (i + 1 == replacement.Length || !char.IsAsciiDigit(replacement[i + 1]))
                    {
                        return null;
                    }

                    var group = replacement[++i] - '0';
                    while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1])
                        && (group * 10) + (replacement[i + 1] - '0') <= _groups)
                    {
                        group = (group * 10) + (replacement[++i] - '0');
                    }

                    parts.Add((literal.ToString(), 0));
                    literal.Clear();
                    parts.Add(group <= _groups ? (null, group) : ("", 0));
                    break;
                default:
                    literal.Append(replacement[i]);
                    break;
            }
        }

        parts.Add((literal.ToString(), 0));
        return parts;
    }
}
