using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Sparql.Syntax;

// Language tags, numbers, strings and their escapes.
internal sealed partial class Lexer
{
    private Token LanguageTag()
    {
        var start = _at;
        var i = _at + 1;
        var end = Run(i, static c => c < 0x80 && char.IsAsciiLetter((char)c));
        if (end == i)
        {
            throw Error(start, "A language tag without letters", "a language such as @en");
        }

        // LANG_DIR: '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)* ('--' [a-zA-Z]+)?
        while (end + 1 < _text.Length && _text[end] == '-')
        {
            var direction = _text[end + 1] == '-';
            var from = end + (direction ? 2 : 1);
            var to = Run(from, direction
                ? static c => c < 0x80 && char.IsAsciiLetter((char)c)
                : static c => c < 0x80 && char.IsAsciiLetterOrDigit((char)c));
            if (to == from)
            {
                break;
            }

            end = to;
            if (direction)
            {
                break;
            }
        }

        _at = end;
        return new Token(TokenKind.LanguageTag, start, end, _text[(start + 1)..end]);
    }

    private Token Number()
    {
        var start = _at;
        var i = Run(_at, IsDigit);
        var kind = TokenKind.Integer;
        if (i < _text.Length && _text[i] == '.')
        {
            var fraction = Run(i + 1, IsDigit);
            var exponent = Exponent(fraction);
            if (exponent > fraction)
            {
                _at = exponent;
                return new Token(TokenKind.Double, start, _at, _text[start.._at]);
            }

            if (fraction > i + 1)
            {
                i = fraction;
                kind = TokenKind.Decimal;
            }
        }

        var end = Exponent(i);
        if (end > i)
        {
            kind = TokenKind.Double;
        }

        _at = end;
        return new Token(kind, start, end, _text[start..end]);
    }

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    // The index after an EXPONENT, or the same index if there is none.
    private int Exponent(int index)
    {
        if (index >= _text.Length || _text[index] is not ('e' or 'E'))
        {
            return index;
        }

        var from = index + 1 < _text.Length && _text[index + 1] is '+' or '-' ? index + 2 : index + 1;
        var to = Run(from, IsDigit);
        return to > from ? to : index;
    }

    private Token String(char quote)
    {
        var start = _at;
        var isLong = _at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote;
        var i = _at + (isLong ? 3 : 1);
        var value = new StringBuilder();
        while (true)
        {
            if (i >= _text.Length || (!isLong && _text[i] is '\n' or '\r'))
            {
                throw isLong
                    ? Error(start, "This string is not closed", new string(quote, 3))
                    : Error(
                        start, "This string is not closed before the end of the line", quote.ToString(),
                        $"A string over several lines is written {new string(quote, 3)}…{new string(quote, 3)}.");
            }

            var c = _text[i];
            if (c == quote && (!isLong || (i + 2 < _text.Length && _text[i + 1] == quote && _text[i + 2] == quote)))
            {
                break;
            }

            if (c == '\\')
            {
                value.Append(Escape(ref i));
            }
            else
            {
                if (char.IsSurrogate(c))
                {
                    RejectSurrogates(i, Math.Min(i + 2, _text.Length));
                    value.Append(c);
                    i++;
                    c = _text[i];
                }

                value.Append(c);
                i++;
            }
        }

        _at = i + (isLong ? 3 : 1);
        return new Token(isLong ? TokenKind.LongString : TokenKind.String, start, _at, value.ToString());
    }

    // ECHAR or a codepoint escape.
    private string Escape(ref int i)
    {
        if (i + 1 >= _text.Length)
        {
            throw Error(i, "The text ends within an escape");
        }

        var c = _text[i + 1];
        if (c is 'u' or 'U')
        {
            return CodePointEscape(ref i, _text.Length).ToString();
        }

        var value = c switch
        {
            't' => "\t",
            'n' => "\n",
            'r' => "\r",
            'b' => "\b",
            'f' => "\f",
            '"' => "\"",
            '\'' => "'",
            '\\' => "\\",
            _ => throw Error(
                i, $"`\\{c}` is no escape in a string", "\\t, \\n, \\r, \\b, \\f, \\\", \\', \\\\, \\uXXXX or \\UXXXXXXXX",
                "A backslash itself is written \\\\, also in a regular expression."),
        };
        i += 2;
        return value;
    }

    // SPARQL 1.2 §19.2: \uXXXX and \UXXXXXXXX are read within IRIs and strings; surrogates are no characters.
    private Rune CodePointEscape(ref int i, int end)
    {
        var digits = _text[i + 1] == 'u' ? 4 : 8;
        if (i + 2 + digits > end
            || !uint.TryParse(_text.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw Error(i, "Incomplete codepoint escape", $"{digits} hexadecimal digits after \\{_text[i + 1]}");
        }

        if (!Rune.IsValid(value))
        {
            throw Error(
                i, string.Create(CultureInfo.InvariantCulture, $"The escape stands for U+{value:X4}, which is no character"),
                hint: value is >= 0xD800 and <= 0xDFFF ? "Write characters above U+FFFF as \\U with eight digits, not as two surrogates." : null);
        }

        i += 2 + digits;
        return new Rune(value);
    }
}
