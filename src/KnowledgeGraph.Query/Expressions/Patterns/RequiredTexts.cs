using System.Buffers;
using System.Numerics;
using System.Text;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>
/// The plain texts that every match of a pattern contains, in order: what stands in it one behind the other outside of alternatives,
/// groups and optional parts. Searching them in UTF-8 is many times cheaper than matching, and rules out most texts; of a pattern that is
/// nothing else it is the whole answer. Ignoring case it works on the letters of ASCII.
/// </summary>
internal sealed class RequiredTexts
{
    private const string SingleEscapes = "nrt\\|.?*+(){}-[]^$";

    // Lead bytes of the characters beyond ASCII that are case variants of ASCII letters: U+0130, U+0131, U+017F, U+212A.
    private static readonly SearchValues<byte> s_variantLeads = SearchValues.Create([0xC4, 0xC5, 0xE2]);

    private readonly byte[][] _texts;
    private readonly bool _ignoreCase;
    private byte[] _lower = [];

    private RequiredTexts(byte[][] texts, bool ignoreCase, bool isWhole, bool atStart, bool atEnd)
    {
        _texts = texts;
        _ignoreCase = ignoreCase;
        IsWhole = isWhole;
        AtStart = atStart;
        AtEnd = atEnd;
    }

    /// <summary>True if a text matches exactly if it has what is required.</summary>
    public bool IsWhole { get; }

    private bool AtStart { get; }

    private bool AtEnd { get; }

    /// <summary>What a valid pattern requires, or null if nothing is known.</summary>
    public static RequiredTexts? Find(string pattern, PatternFlags flags)
    {
        var ignoreCase = flags.HasFlag(PatternFlags.IgnoreCase);
        if (flags.HasFlag(PatternFlags.Quote))
        {
            return ignoreCase && !Ascii.IsValid(pattern) ? null : new([Bytes(pattern, ignoreCase)], ignoreCase, true, false, false);
        }

        if (flags.HasFlag(PatternFlags.IgnoreWhiteSpace) || !TryCollect(pattern, ignoreCase, out var runs, out var isPlain))
        {
            return null;
        }

        var isMultiLine = flags.HasFlag(PatternFlags.MultiLine);
        var atStart = pattern.StartsWith('^') && !isMultiLine;
        var atEnd = pattern.EndsWith('$') && !isMultiLine && !pattern.EndsWith("\\$", StringComparison.Ordinal);
        var anchors = (atStart ? 1 : 0) + (atEnd ? 1 : 0);
        var isWhole = isPlain && runs.Count == 1 && pattern.AsSpan().Count('^') + pattern.AsSpan().Count('$') == anchors;
        byte[][] texts = [.. runs.Select(run => Bytes(run, ignoreCase))];
        return texts.Length == 0 ? null : new(texts, ignoreCase, isWhole, isWhole && atStart, isWhole && atEnd);
    }

    /// <summary>Whether a text may match; null if only the pattern itself can tell.</summary>
    /// <param name="utf8">The text.</param>
    public bool? Test(ReadOnlySpan<byte> utf8)
    {
        if (_ignoreCase)
        {
            if (utf8.ContainsAny(s_variantLeads))
            {
                return null;
            }

            if (_lower.Length < utf8.Length)
            {
                _lower = new byte[Math.Max(256, utf8.Length * 2)];
            }

            ToLowerAscii(utf8, _lower);
            utf8 = _lower.AsSpan(0, utf8.Length);
        }

        if (AtStart)
        {
            return AtEnd ? utf8.SequenceEqual(_texts[0]) : utf8.StartsWith(_texts[0]);
        }

        if (AtEnd)
        {
            return utf8.EndsWith(_texts[0]);
        }

        foreach (var text in _texts)
        {
            var index = utf8.IndexOf(text);
            if (index < 0)
            {
                return false;
            }

            utf8 = utf8[(index + text.Length)..];
        }

        return IsWhole ? true : null;
    }

    /// <summary>Writes the letters A to Z as a to z and all other bytes as they are.</summary>
    internal static void ToLowerAscii(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var units = new Vector<byte>(source[i..]);
            var isUpper = Vector.LessThanOrEqual(units - new Vector<byte>((byte)'A'), new Vector<byte>((byte)('Z' - 'A')));
            (units | (isUpper & new Vector<byte>(0x20))).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = source[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(source[i] | 0x20) : source[i];
        }
    }

    private static byte[] Bytes(string text, bool ignoreCase)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (ignoreCase)
        {
            ToLowerAscii(bytes, bytes);
        }

        return bytes;
    }

    // Runs of characters on the outermost level. False if there are alternatives there.
    private static bool TryCollect(string pattern, bool ignoreCase, out List<string> runs, out bool isPlain)
    {
        runs = [];
        isPlain = true;
        var run = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var isLiteral = TryLiteral(pattern, ref i, out var literal, out var isAnchor) && !(ignoreCase && literal > 0x7F);
            if (i < 0)
            {
                return false;
            }

            var (canBeAbsent, canRepeat) = Quantifier(pattern, ref i);
            if (isLiteral && !canBeAbsent)
            {
                run.Append(literal);
            }

            isPlain &= (isLiteral && !canBeAbsent && !canRepeat) || isAnchor;
            if (!isLiteral || canBeAbsent || canRepeat)
            {
                Flush(run, runs);
            }
        }

        Flush(run, runs);
        return true;
    }

    private static void Flush(StringBuilder run, List<string> runs)
    {
        if (run.Length > 0)
        {
            runs.Add(run.ToString());
            run.Clear();
        }
    }

    // Reads an atom. True for one character of the Basic Multilingual Plane; the position becomes -1 where the search has to give up.
    private static bool TryLiteral(string pattern, ref int i, out char literal, out bool isAnchor)
    {
        literal = pattern[i++];
        isAnchor = literal is '^' or '$';
        switch (literal)
        {
            case '|' or ')':
                i = -1;
                return false;
            case '^' or '$' or '.':
                return false;
            case '[':
                i = SkipClass(pattern, i);
                return false;
            case '(':
                i = SkipGroup(pattern, i);
                return false;
            case '\\':
                return TryEscape(pattern, ref i, out literal);
            default:
                return !char.IsSurrogate(literal);
        }
    }

    private static bool TryEscape(string pattern, ref int i, out char literal)
    {
        literal = i < pattern.Length ? pattern[i++] : '\0';
        if (SingleEscapes.Contains(literal, StringComparison.Ordinal))
        {
            literal = literal switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => literal };
            return true;
        }

        if (literal is 'p' or 'P')
        {
            var end = pattern.IndexOf('}', i);
            i = end < 0 ? -1 : end + 1;
        }

        // How many digits a back-reference takes depends on the number of groups.
        while (char.IsAsciiDigit(literal) && i < pattern.Length && char.IsAsciiDigit(pattern[i]))
        {
            i++;
        }

        return false;
    }

    private static int SkipClass(string pattern, int i)
    {
        for (var depth = 1; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    depth++;
                    break;
                case ']' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }

    private static int SkipGroup(string pattern, int i)
    {
        for (var depth = 1; i >= 0 && i < pattern.Length;)
        {
            switch (pattern[i++])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = SkipClass(pattern, i);
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
            }
        }

        return -1;
    }

    private static (bool CanBeAbsent, bool CanRepeat) Quantifier(string pattern, ref int i)
    {
        var first = i < pattern.Length ? pattern[i] : '\0';
        if (first is not ('?' or '*' or '+' or '{'))
        {
            return (false, false);
        }

        i = first == '{' ? pattern.IndexOf('}', i) + 1 : i + 1;
        if (i < pattern.Length && pattern[i] == '?')
        {
            i++;
        }

        return (first != '+', true);
    }
}
