using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>
/// Translates a regular expression of XPath (F&amp;O §5.6.1, which extends XSD 1.1 Part 2 §G) into one of .NET that matches the same
/// strings of code points: every set of characters is computed here and written out over UTF-16, case included.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xpath-functions-31/#regex-syntax"/>
internal sealed class PatternTranslator
{
    private const int MaxNesting = 200;
    private const string SingleEscapes = "nrt\\|.?*+(){}-[]^$";

    private readonly string _pattern;
    private readonly PatternFlags _flags;
    private readonly StringBuilder _output = new();
    private readonly HashSet<int> _closedGroups = [];
    private int _position;
    private int _groups;
    private int _nesting;

    private PatternTranslator(string pattern, PatternFlags flags)
    {
        _pattern = pattern;
        _flags = flags;
    }

    /// <summary>Number of capturing groups.</summary>
    public int GroupCount => _groups;

    /// <summary>True if the pattern needs what only a backtracking matcher has.</summary>
    public bool NeedsBacktracking { get; private set; }

    /// <summary>Translates; null if the pattern is not valid.</summary>
    public static (string Pattern, int GroupCount, bool NeedsBacktracking)? Translate(string pattern, PatternFlags flags)
    {
        if (flags.HasFlag(PatternFlags.Quote))
        {
            var quoted = new PatternTranslator("", flags);
            foreach (var rune in pattern.EnumerateRunes())
            {
                quoted.WriteSet(quoted.OfCharacter(rune.Value));
            }

            return (quoted._output.ToString(), 0, false);
        }

        if (flags.HasFlag(PatternFlags.IgnoreWhiteSpace))
        {
            pattern = RemoveWhiteSpace(pattern);
        }

        var translator = new PatternTranslator(pattern, flags);
        return translator.TryAlternatives() && translator._position == pattern.Length
            ? (translator._output.ToString(), translator._groups, translator.NeedsBacktracking)
            : null;
    }

    // Flag x (F&O §5.6.2): white space is removed, except in character class expressions.
    private static string RemoveWhiteSpace(string pattern)
    {
        var kept = new StringBuilder(pattern.Length);
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                kept.Append(c).Append(pattern[++i]);
                continue;
            }

            depth += c == '[' ? 1 : c == ']' && depth > 0 ? -1 : 0;
            if (depth > 0 || c is not (' ' or '\t' or '\n' or '\r'))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private bool TryAlternatives()
    {
        if (++_nesting > MaxNesting || !TryBranch())
        {
            return false;
        }

        while (TryTake('|'))
        {
            _output.Append('|');
            if (!TryBranch())
            {
                return false;
            }
        }

        _nesting--;
        return true;
    }

    private bool TryBranch()
    {
        while (_position < _pattern.Length && _pattern[_position] is not ('|' or ')'))
        {
            if (!TryAtom(out var canRepeat) || (canRepeat && !TryQuantifier()))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAtom(out bool canRepeat)
    {
        canRepeat = true;
        switch (_pattern[_position])
        {
            case '^':
                _position++;
                canRepeat = false;
                WriteLineStart();
                return true;
            case '$':
                _position++;
                canRepeat = false;
                _output.Append(_flags.HasFlag(PatternFlags.MultiLine) ? "(?m:$)" : "\\z");
                return true;
            case '.':
                _position++;
                WriteSet(_flags.HasFlag(PatternFlags.DotAll)
                    ? CodePointSet.All
                    : CodePointSet.OfRanges(('\n', '\n'), ('\r', '\r')).Complement());
                return true;
            case '(':
                return TryGroup();
            case '[':
                if (!TryClass(out var set))
                {
                    return false;
                }

                WriteSet(set);
                return true;
            case '\\':
                return TryEscapeAtom();
            case '?' or '*' or '+' or '{' or '}' or ']':
                return false;
            default:
                WriteSet(OfCharacter(ReadCodePoint()));
                return true;
        }
    }

    // F&O §5.6.1: with flag m, ^ matches after each newline but one at the very end.
    private void WriteLineStart()
    {
        if (_flags.HasFlag(PatternFlags.MultiLine))
        {
            NeedsBacktracking = true;
            _output.Append("(?:\\A|(?<=\\n)(?!\\z))");
        }
        else
        {
            _output.Append("\\A");
        }
    }

    private bool TryGroup()
    {
        _position++;
        var number = 0;
        if (_position + 1 < _pattern.Length && _pattern[_position] == '?')
        {
            if (_pattern[_position + 1] != ':')
            {
                return false;
            }

            _position += 2;
            _output.Append("(?:");
        }
        else
        {
            number = ++_groups;
            _output.Append('(');
        }

        if (!TryAlternatives() || !TryTake(')'))
        {
            return false;
        }

        if (number > 0)
        {
            _closedGroups.Add(number);
        }

        _output.Append(')');
        return true;
    }

    private bool TryQuantifier()
    {
        if (_position == _pattern.Length)
        {
            return true;
        }

        var start = _position;
        switch (_pattern[_position])
        {
            case '?' or '*' or '+':
                _position++;
                break;
            case '{':
                if (!TryCount())
                {
                    return false;
                }

                break;
            default:
                return true;
        }

        _output.Append(_pattern, start, _position - start);
        if (TryTake('?'))
        {
            _output.Append('?');
        }

        return true;
    }

    // {n}, {n,} or {n,m} with n <= m.
    private bool TryCount()
    {
        _position++;
        if (!TryNumber(out var least))
        {
            return false;
        }

        if (TryTake(',') && TryNumber(out var most) && most < least)
        {
            return false;
        }

        return TryTake('}');
    }

    private bool TryNumber(out int number)
    {
        var start = _position;
        while (_position < _pattern.Length && char.IsAsciiDigit(_pattern[_position]))
        {
            _position++;
        }

        return int.TryParse(_pattern.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private bool TryEscapeAtom()
    {
        if (_position + 1 < _pattern.Length && _pattern[_position + 1] is >= '1' and <= '9')
        {
            return TryBackReference();
        }

        if (!TryEscape(out var set, out var codePoint))
        {
            return false;
        }

        WriteSet(set ?? OfCharacter(codePoint));
        return true;
    }

    // F&O §5.6.1: as many digits as give the number of a group; the group must be closed; one that took no part matches "".
    private bool TryBackReference()
    {
        _position++;
        var number = _pattern[_position++] - '0';
        while (_position < _pattern.Length && char.IsAsciiDigit(_pattern[_position])
            && (number * 10) + (_pattern[_position] - '0') <= _groups)
        {
            number = (number * 10) + (_pattern[_position++] - '0');
        }

        if (!_closedGroups.Contains(number))
        {
            return false;
        }

        NeedsBacktracking = true;
        var option = _flags.HasFlag(PatternFlags.IgnoreCase) ? "i" : "";
        _output.Append(CultureInfo.InvariantCulture, $"(?:(?({number})(?{option}:\\{number})))");
        return true;
    }

    // A set for a category or multi-character escape, else one character.
    private bool TryEscape(out CodePointSet? set, out int codePoint)
    {
        set = null;
        codePoint = 0;
        _position++;
        if (_position == _pattern.Length)
        {
            return false;
        }

        var letter = _pattern[_position++];
        if (SingleEscapes.Contains(letter, StringComparison.Ordinal))
        {
            codePoint = letter switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => letter };
            return true;
        }

        if (letter is 'p' or 'P')
        {
            var end = TryTake('{') ? _pattern.IndexOf('}', _position) : -1;
            if (end < 0)
            {
                return false;
            }

            set = CharacterClasses.OfProperty(_pattern[_position..end]);
            set = letter == 'P' ? set?.Complement() : set;
            _position = end + 1;
        }
        else
        {
            set = CharacterClasses.OfEscape(letter);
        }

        return set is not null;
    }

    // charClassExpr ::= '[' '^'? (single | range | escape)+ ('-' charClassExpr)? ']'
    private bool TryClass(out CodePointSet set)
    {
        set = CodePointSet.Empty;
        if (++_nesting > MaxNesting)
        {
            return false;
        }

        _position++;
        var negated = TryTake('^');
        var any = false;
        CodePointSet? subtracted = null;
        while (_position < _pattern.Length && _pattern[_position] != ']')
        {
            if (any && _pattern[_position] == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] == '[')
            {
                _position++;
                if (!TryClass(out subtracted))
                {
                    return false;
                }

                break;
            }

            if (!TryClassPart(out var part))
            {
                return false;
            }

            set = set.Union(part);
            any = true;
        }

        if (!any || !TryTake(']'))
        {
            return false;
        }

        set = negated ? set.Complement() : set;
        set = subtracted is null ? set : set.Except(subtracted);
        _nesting--;
        return true;
    }

    private bool TryClassPart(out CodePointSet part)
    {
        part = CodePointSet.Empty;
        if (!TryClassCharacter(out var set, out var first))
        {
            return false;
        }

        if (set is not null)
        {
            part = set;
            return true;
        }

        // A hyphen makes a range unless it ends the class or begins a subtraction.
        if (_position + 1 < _pattern.Length && _pattern[_position] == '-' && _pattern[_position + 1] is not (']' or '['))
        {
            _position++;
            if (!TryClassCharacter(out set, out var last) || set is not null || last < first)
            {
                return false;
            }

            part = _flags.HasFlag(PatternFlags.IgnoreCase)
                ? CharacterClasses.CaseVariants(first, last)
                : CodePointSet.Range(first, last);
            return true;
        }

        part = OfCharacter(first);
        return true;
    }

    private bool TryClassCharacter(out CodePointSet? set, out int codePoint)
    {
        set = null;
        codePoint = 0;
        switch (_pattern[_position])
        {
            case '\\':
                return TryEscape(out set, out codePoint);
            case '[' or ']':
                return false;
            default:
                codePoint = ReadCodePoint();
                return true;
        }
    }

    private CodePointSet OfCharacter(int codePoint) =>
        _flags.HasFlag(PatternFlags.IgnoreCase) ? CharacterClasses.CaseVariants(codePoint) : CodePointSet.Of(codePoint);

    private int ReadCodePoint()
    {
        // A lone surrogate cannot come from UTF-8.
        Rune.DecodeFromUtf16(_pattern.AsSpan(_position), out var rune, out var units);
        _position += units;
        return rune.Value;
    }

    private bool TryTake(char expected)
    {
        if (_position < _pattern.Length && _pattern[_position] == expected)
        {
            _position++;
            return true;
        }

        return false;
    }

    private void WriteSet(CodePointSet set) => Utf16Class.Write(_output, set);
}
