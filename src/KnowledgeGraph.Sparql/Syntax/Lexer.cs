using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Cuts a query text into tokens, one at a time, so that errors come in the order of the text.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#grammar"/>
internal sealed partial class Lexer
{
    // The longest first: a terminal is as long as possible (SPARQL 1.1 §19.8).
    private static readonly string[] s_punctuation =
    [
        "<<(", ")>>", "<<", ">>", "{|", "|}", "^^", "&&", "||", "!=", "<=", ">=", "{", "}", "(", ")", "[", "]", ";", ",", ".", "~",
        "^", "/", "|", "!", "=", "<", ">", "*", "+", "-", "?",
    ];

    // Those that begin with each character below 128, in the same order.
    private static readonly string[][] s_punctuationBy =
        [.. Enumerable.Range(0, 128).Select(first => s_punctuation.Where(each => each[0] == first).ToArray())];

    private readonly string _text;
    private readonly string? _sourceName;
    private int _at;

    public Lexer(string text, string? sourceName)
    {
        _text = text;
        _sourceName = sourceName;
        if (text.StartsWith('\uFEFF'))
        {
            _at = 1;
        }
    }

    public Token Next()
    {
        SkipBlank();
        if (_at >= _text.Length)
        {
            return new Token(TokenKind.End, _text.Length, _text.Length, "");
        }

        var c = _text[_at];
        switch (c)
        {
            case '<':
                return TryIri() ?? Punctuation();
            case '?' or '$':
                return Variable();
            case '"' or '\'':
                return String(c);
            case '@':
                return LanguageTag();
            case '_' when _at + 1 < _text.Length && _text[_at + 1] == ':':
                return BlankNodeLabel();
            case ':':
                return PrefixedName(_at, "");
        }

        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
        {
            return Number();
        }

        return NameCharacters.IsBase(NameCharacters.CodePointAt(_text, _at)) ? Name() : Punctuation();
    }

    /// <summary>An error at an index of the text.</summary>
    public SparqlSyntaxException Error(int index, string problem, string? expected = null, string? hint = null)
    {
        var (line, column) = Position(index);
        return new SparqlSyntaxException(problem, line, column, expected, hint, _sourceName);
    }

    /// <summary>Line and column of an index, 0-based, the column in code points.</summary>
    public (long Line, long Column) Position(int index)
    {
        var line = 0L;
        var start = 0;
        for (var i = 0; i < index && i < _text.Length; i++)
        {
            if (_text[i] == '\n' || (_text[i] == '\r' && !(i + 1 < _text.Length && _text[i + 1] == '\n')))
            {
                line++;
                start = i + 1;
            }
        }

        var column = 0L;
        for (var i = start; i < index && i < _text.Length; i++)
        {
            if (!char.IsLowSurrogate(_text[i]))
            {
                column++;
            }
        }

        return (line, column);
    }

    private void SkipBlank()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '#')
            {
                var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private Token Punctuation()
    {
        foreach (var candidate in _text[_at] < s_punctuationBy.Length ? s_punctuationBy[_text[_at]] : [])
        {
            if (_text.AsSpan(_at).StartsWith(candidate, StringComparison.Ordinal))
            {
                _at += candidate.Length;
                return new Token(TokenKind.Punctuation, _at - candidate.Length, _at, candidate);
            }
        }

        var c = NameCharacters.CodePointAt(_text, _at);
        if (c == '&')
        {
            throw Error(_at, "A single & is no operator", hint: "Did you mean `&&`?");
        }

        if (c == '\\')
        {
            throw Error(
                _at, "A backslash cannot stand here", hint: "Codepoint escapes (\\uXXXX) are only read inside IRIs and strings.");
        }

        throw Error(_at, $"The character {Describe(c)} cannot stand here", hint: c == '_' ? "A blank node is written _:name; in a language tag subtags follow hyphens." : Lookalike(c));
    }

    private static string? Lookalike(int c) => c switch
    {
        0x201C or 0x201D or 0x201E or 0xAB or 0xBB => "Typographic quotation marks are not string delimiters; write \".",
        0x2018 or 0x2019 => "Typographic quotation marks are not string delimiters; write '.",
        0xA0 or 0x2003 or 0x2009 or 0x200B => "Only space, tab and line ends separate words; this is another kind of space.",
        0x2260 => "Write != for \"not equal\".",
        0x2264 => "Write <=.",
        0x2265 => "Write >=.",
        0x2212 or 0x2013 => "Write - for minus.",
        _ => null,
    };

    private static string Describe(int c) =>
        c is > ' ' and < 0x7F || (c > 0xA0 && Rune.IsValid(c) && Rune.IsLetterOrDigit(new Rune(c)))
            ? $"`{char.ConvertFromUtf32(c)}`"
            : string.Create(CultureInfo.InvariantCulture, $"U+{c:X4}");

    // IRIREF, or null if what starts with < is an operator.
    private Token? TryIri()
    {
        var i = _at + 1;
        var escaped = false;
        for (; i < _text.Length && _text[i] != '>'; i++)
        {
            if (_text[i] == '\\' && i + 1 < _text.Length && _text[i + 1] is 'u' or 'U')
            {
                escaped = true;
            }
            else if (NameCharacters.IsForbiddenInIri(_text[i]))
            {
                return null;
            }
        }

        if (i >= _text.Length)
        {
            return null;
        }

        var start = _at;
        var value = _text[(start + 1)..i];
        if (escaped)
        {
            value = UnescapeIri(start + 1, i);
        }
        else
        {
            RejectSurrogates(start + 1, i);
        }

        _at = i + 1;
        return new Token(TokenKind.Iri, start, _at, value);
    }

    private string UnescapeIri(int start, int end)
    {
        var value = new StringBuilder();
        for (var i = start; i < end;)
        {
            if (_text[i] != '\\')
            {
                value.Append(_text[i++]);
                continue;
            }

            var rune = CodePointEscape(ref i, end);
            if (NameCharacters.IsForbiddenInIri(rune.Value))
            {
                throw Error(start, $"The escape of {Describe(rune.Value)} is not allowed in an IRI");
            }

            value.Append(rune.ToString());
        }

        return value.ToString();
    }

    private void RejectSurrogates(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsSurrogate(_text[i]))
            {
                if (!char.IsHighSurrogate(_text[i]) || i + 1 >= end || !char.IsLowSurrogate(_text[i + 1]))
                {
                    throw Error(i, "A lone surrogate is no character");
                }

                i++;
            }
        }
    }

    private Token Variable()
    {
        var start = _at;
        if (!NameCharacters.IsVariableStart(NameCharacters.CodePointAt(_text, _at + 1)))
        {
            if (_text[_at] == '?')
            {
                return Punctuation();
            }

            throw Error(_at, "A `$` without a name", "a variable name");
        }

        _at = Run(_at + 1, NameCharacters.IsVariablePart);
        return new Token(TokenKind.Variable, start, _at, _text[(start + 1).._at]);
    }

    private int Run(int index, Func<int, bool> accepts)
    {
        while (index < _text.Length)
        {
            var c = NameCharacters.CodePointAt(_text, index);
            if (!accepts(c))
            {
                break;
            }

            index += c > 0xFFFF ? 2 : 1;
        }

        return index;
    }

    // A run of name characters and full stops that does not end with a full stop (PN_PREFIX, BLANK_NODE_LABEL).
    private int DottedRun(int index)
    {
        var end = Run(index, static c => c == '.' || NameCharacters.IsName(c));
        while (end > index && _text[end - 1] == '.')
        {
            end--;
        }

        return end;
    }

    private Token BlankNodeLabel()
    {
        var start = _at;
        if (!NameCharacters.IsVariableStart(NameCharacters.CodePointAt(_text, _at + 2)))
        {
            throw Error(_at, "A blank node without a label", "a label after `_:`");
        }

        _at = DottedRun(_at + 2);
        return new Token(TokenKind.BlankNodeLabel, start, _at, _text[(start + 2).._at]);
    }

    // A keyword, or a prefixed name if the run is followed by a colon.
    private Token Name()
    {
        var start = _at;
        var end = DottedRun(_at);
        if (end < _text.Length && _text[end] == ':')
        {
            return PrefixedName(end, _text[start..end]);
        }

        _at = Run(start, static c => c is '_' || (c < 0x80 && char.IsAsciiLetterOrDigit((char)c)));
        if (_at == start)
        {
            throw Error(start, $"The word `{_text[start..end]}` is neither a keyword nor a prefixed name", hint: "Variables begin with ?.");
        }

        return new Token(TokenKind.Word, start, _at, _text[start.._at]);
    }

    // PNAME_NS and PNAME_LN; `colon` is the index of the colon.
    private Token PrefixedName(int colon, string prefix)
    {
        var start = _at;
        var local = new StringBuilder();
        var kept = 0;
        var end = colon + 1;
        for (var i = colon + 1; i < _text.Length;)
        {
            var c = NameCharacters.CodePointAt(_text, i);
            if (c == '\\' && i + 1 < _text.Length && NameCharacters.IsLocalEscape(_text[i + 1]))
            {
                local.Append(_text[i + 1]);
                i += 2;
            }
            else if (c == '%' && i + 2 < _text.Length && char.IsAsciiHexDigit(_text[i + 1]) && char.IsAsciiHexDigit(_text[i + 2]))
            {
                local.Append(_text, i, 3);
                i += 3;
            }
            else if (c == ':' || (i == colon + 1 ? NameCharacters.IsVariableStart(c) : NameCharacters.IsName(c)))
            {
                var length = c > 0xFFFF ? 2 : 1;
                local.Append(_text, i, length);
                i += length;
            }
            else if (c == '.' && i > colon + 1)
            {
                local.Append('.');
                i++;
                continue; // A full stop belongs to the name only if more of the name follows.
            }
            else
            {
                break;
            }

            kept = local.Length;
            end = i;
        }

        _at = end;
        return new Token(TokenKind.PrefixedName, start, end, local.ToString(0, kept), prefix);
    }
}
