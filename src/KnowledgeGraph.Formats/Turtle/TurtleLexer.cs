using System.Buffers;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// Cuts Turtle and TriG into tokens, one at a time. The input window begins at the token at hand, so a token is a span of the window and
/// nothing is copied here.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#sec-grammar-grammar"/>
internal sealed class TurtleLexer(Utf8Input input)
{
    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> s_doubleQuoted = SearchValues.Create("\"\\\r\n"u8);
    private static readonly SearchValues<byte> s_singleQuoted = SearchValues.Create("'\\\r\n"u8);
    private static readonly SearchValues<byte> s_doubleQuotedLong = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> s_singleQuotedLong = SearchValues.Create("'\\"u8);

    private readonly TurtleNameScanner _names = new(input);
    private int _length;
    private int _quotes;
    private bool _begun;

    /// <summary>The token at hand.</summary>
    public TurtleToken Kind { get; private set; }

    /// <summary>Whether the token holds escapes (IRI, string) or escaped characters (local name).</summary>
    public bool Escaped { get; private set; }

    /// <summary>Length of the prefix of a prefixed name, without the colon.</summary>
    public int PrefixLength { get; private set; }

    /// <summary>Whether only white space stands before the token on its line.</summary>
    public bool IsFirstOnLine { get; private set; }

    /// <summary>Whether white space or a comment stands before the token.</summary>
    public bool IsApart { get; private set; }

    /// <summary>The token as written.</summary>
    public ReadOnlySpan<byte> Text => input.Window[.._length];

    /// <summary>The token without its brackets, marks or quotation marks, escapes as written.</summary>
    public ReadOnlySpan<byte> Content => Kind switch
    {
        TurtleToken.Iri => Text[1..^1],
        TurtleToken.String => Text[_quotes..^_quotes],
        TurtleToken.BlankNodeLabel => Text[2..],
        TurtleToken.At => Text[1..],
        _ => Text,
    };

    /// <summary>Where <see cref="Content"/> begins in the token.</summary>
    public int ContentOffset => Kind == TurtleToken.String ? _quotes : 1;

    /// <summary>Forgets the token without passing it; the window now begins a line.</summary>
    public void Restart()
    {
        _length = 0;
        _begun = false;
    }

    /// <summary>Goes on to the next token.</summary>
    public void Next()
    {
        input.Advance(_length);
        _length = 0;
        Escaped = false;
        SkipSpace();
        Kind = Scan(input.Peek(0));
    }

    private TurtleToken Scan(int first) => first switch
    {
        -1 => TurtleToken.End,
        '<' => ScanLess(),
        '"' or '\'' => ScanString((byte)first),
        '_' => ScanBlankNode(),
        '@' => ScanAt(),
        ':' => ScanLocal(0),
        (>= '0' and <= '9') or '+' or '-' => ScanNumber(),
        '.' => input.Peek(1) is >= '0' and <= '9' ? ScanNumber() : Mark(TurtleToken.Dot, 1),
        ';' => Mark(TurtleToken.Semicolon, 1),
        ',' => Mark(TurtleToken.Comma, 1),
        '[' => Mark(TurtleToken.OpenBracket, 1),
        ']' => Mark(TurtleToken.CloseBracket, 1),
        '(' => Mark(TurtleToken.OpenParenthesis, 1),
        ')' => Follows(1, '>', '>') ? Mark(TurtleToken.CloseTripleTerm, 3) : Mark(TurtleToken.CloseParenthesis, 1),
        '{' => Follows(1, '|') ? Mark(TurtleToken.OpenAnnotation, 2) : Mark(TurtleToken.OpenBrace, 1),
        '}' => Mark(TurtleToken.CloseBrace, 1),
        '|' when Follows(1, '}') => Mark(TurtleToken.CloseAnnotation, 2),
        '>' when Follows(1, '>') => Mark(TurtleToken.CloseReifiedTriple, 2),
        '^' when Follows(1, '^') => Mark(TurtleToken.DoubleCaret, 2),
        '~' => Mark(TurtleToken.Tilde, 1),
        _ => ScanName(),
    };

    private TurtleToken Mark(TurtleToken kind, int length)
    {
        _length = length;
        return kind;
    }

    private bool Follows(int offset, char a) => input.Peek(offset) == a;

    private bool Follows(int offset, char a, char b) => input.Peek(offset) == a && input.Peek(offset + 1) == b;

    private void SkipSpace()
    {
        IsApart = false;
        IsFirstOnLine = !_begun;
        _begun = true;
        while (true)
        {
            var window = input.Window;
            var end = window.IndexOfAnyExcept(s_space);
            var space = end < 0 ? window : window[..end];
            if (!space.IsEmpty)
            {
                IsApart = true;
                IsFirstOnLine |= space.ContainsAny((byte)'\n', (byte)'\r');
                input.Advance(space.Length);
            }

            if (end >= 0 && input.Window[0] == (byte)'#')
            {
                IsApart = true;
                SkipComment();
            }
            else if (end >= 0 || !input.Fill())
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        while (true)
        {
            var window = input.Window;
            var end = window.IndexOfAny((byte)'\n', (byte)'\r');
            input.Advance(end < 0 ? window.Length : end);
            if (end >= 0 || !input.Fill())
            {
                return;
            }
        }
    }

    private TurtleToken ScanLess()
    {
        if (Follows(1, '<'))
        {
            return Follows(2, '(') ? Mark(TurtleToken.OpenTripleTerm, 3) : Mark(TurtleToken.OpenReifiedTriple, 2);
        }

        var at = 1;
        while (true)
        {
            at += FindAny(at, Escapes.NotInIri);
            switch (input.Peek(at))
            {
                case '>':
                    return Mark(TurtleToken.Iri, at + 1);
                case '\\':
                    Escaped = true;
                    at++;
                    break;
                case -1:
                    throw input.Error(0, "the IRI that begins here is not closed", "add '>'");
                default:
                    throw IriMessages.Forbidden(input.Window, at, input);
            }
        }
    }

    // How far the first byte of the set is from an offset; at the end of the document, how much is left.
    private int FindAny(int offset, SearchValues<byte> values)
    {
        var searched = 0;
        while (true)
        {
            var rest = input.Window[(offset + searched)..];
            var found = rest.IndexOfAny(values);
            if (found >= 0)
            {
                return searched + found;
            }

            searched += rest.Length;
            if (!input.Fill())
            {
                return searched;
            }
        }
    }

    private TurtleToken ScanString(byte quote)
    {
        if (!Follows(1, (char)quote))
        {
            return ScanShortString(quote);
        }

        if (!Follows(2, (char)quote))
        {
            _quotes = 1;
            return Mark(TurtleToken.String, 2);
        }

        return ScanLongString(quote);
    }

    private TurtleToken ScanShortString(byte quote)
    {
        _quotes = 1;
        var at = 1;
        while (true)
        {
            at += FindAny(at, quote == (byte)'"' ? s_doubleQuoted : s_singleQuoted);
            switch (input.Peek(at))
            {
                case '\\':
                    // What follows a backslash never closes the string.
                    Escaped = true;
                    at += input.Peek(at + 1) < 0 ? 1 : 2;
                    break;
                case var b when b == quote:
                    return Mark(TurtleToken.String, at + 1);
                default:
                    throw input.Error(
                        0, "the string that begins here is not closed on its line", @"a string with line breaks needs """""" around it");
            }
        }
    }

    private TurtleToken ScanLongString(byte quote)
    {
        _quotes = 3;
        var at = 3;
        while (true)
        {
            at += FindAny(at, quote == (byte)'"' ? s_doubleQuotedLong : s_singleQuotedLong);
            var b = input.Peek(at);
            if (b < 0)
            {
                var marks = new string((char)quote, 3);
                throw input.Error(0, "the string that begins here is not closed", $"add {marks}");
            }

            if (b == '\\')
            {
                Escaped = true;
                at += input.Peek(at + 1) < 0 ? 1 : 2;
            }
            else if (Follows(at + 1, (char)quote, (char)quote))
            {
                return Mark(TurtleToken.String, at + 3);
            }
            else
            {
                at++;
            }
        }
    }

    private TurtleToken ScanBlankNode()
    {
        if (!Follows(1, ':'))
        {
            throw input.Error(0, "found '_', expected '_:' and the label of a blank node");
        }

        var first = _names.PeekCharacter(2, out var length);
        if (!NameCharacters.IsStart(first) && first is not (>= '0' and <= '9'))
        {
            throw input.Error(2, $"found {Found(2)}, expected the label of a blank node");
        }

        return Mark(TurtleToken.BlankNodeLabel, _names.NameEnd(2 + length));
    }

    private TurtleToken ScanAt()
    {
        // LANG_DIR has no '_': that begins a blank node.
        var length = _names.PlainLength(1);
        if (input.Window.Slice(1, length).IndexOf((byte)'_') is var underscore and >= 0)
        {
            length = Follows(underscore + 2, ':')
                ? underscore
                : throw input.Error(1 + underscore, "found '_' in a language tag, expected a hyphen", "such as @en-GB");
        }

        return length > 0 ? Mark(TurtleToken.At, 1 + length) : throw input.Error(0, "found '@', expected a directive or a language tag");
    }

    private TurtleToken ScanNumber()
    {
        var at = input.Peek(0) is '+' or '-' ? 1 : 0;
        var whole = SkipDigits(at);
        at += whole;
        if (Follows(at, '.'))
        {
            var fraction = SkipDigits(at + 1);
            var exponent = whole + fraction > 0 ? ExponentLength(at + 1 + fraction) : 0;
            if (exponent > 0)
            {
                return Mark(TurtleToken.Double, at + 1 + fraction + exponent);
            }

            if (fraction > 0)
            {
                return Mark(TurtleToken.Decimal, at + 1 + fraction);
            }
        }

        if (whole == 0)
        {
            throw input.Error(0, $"found {Found(0)}, expected a number with digits");
        }

        var length = ExponentLength(at);
        return length > 0 ? Mark(TurtleToken.Double, at + length) : Mark(TurtleToken.Integer, at);
    }

    private int SkipDigits(int offset)
    {
        var digits = 0;
        while (input.Peek(offset + digits) is >= '0' and <= '9')
        {
            digits++;
        }

        return digits;
    }

    private int ExponentLength(int offset)
    {
        if (input.Peek(offset) is not ('e' or 'E'))
        {
            return 0;
        }

        var sign = input.Peek(offset + 1) is '+' or '-' ? 1 : 0;
        var digits = SkipDigits(offset + 1 + sign);
        return digits == 0 ? 0 : 1 + sign + digits;
    }

    private TurtleToken ScanName()
    {
        var first = _names.PeekCharacter(0, out var length);
        if (!NameCharacters.IsBase(first))
        {
            throw input.Error(
                0, $"found {Found(0)}, which begins no term and no punctuation",
                first is 0x201C or 0x201D or 0x201E or 0x2018 or 0x2019 or 0xAB or 0xBB ? "strings stand between straight quotation marks" : null);
        }

        var end = _names.NameEnd(length);
        return Follows(end, ':') ? ScanLocal(end) : Mark(TurtleToken.Word, end);
    }

    // PN_LOCAL after the colon; may be empty.
    private TurtleToken ScanLocal(int prefixLength)
    {
        PrefixLength = prefixLength;
        var end = _names.LocalEnd(prefixLength + 1, out var escaped);
        Escaped = escaped;
        return Mark(TurtleToken.PrefixedName, end);
    }

    // One character: how much more the window shows depends on how the input was cut.
    private string Found(int offset) => _names.PeekCharacter(offset, out var length) < 0
        ? "the end of the document"
        : SourceText.Quote(input.Window.Slice(offset, length));
}
