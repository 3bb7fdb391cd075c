using System.Buffers;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Finds where names end: prefixes, local names, labels of blank nodes, keywords. Offsets count from the beginning of the window.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#grammar-production-PN_LOCAL"/>
internal sealed class TurtleNameScanner(Utf8Input input)
{
    private static readonly SearchValues<byte> s_plainName = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    private static readonly SearchValues<byte> s_localEscapes = SearchValues.Create("_~.-!$&'()*+,;=/?#@%"u8);

    /// <summary>Where (PN_CHARS | '.')* PN_CHARS ends: dots at the end are not part of it.</summary>
    public int NameEnd(int at)
    {
        var end = at;
        while (true)
        {
            at += PlainLength(at);
            end = Math.Max(end, at);
            while (input.Peek(at) == '.')
            {
                at++;
            }

            if (PlainLength(at) is var plain and > 0)
            {
                end = at += plain;
                continue;
            }

            var c = PeekCharacter(at, out var length);
            if (c < 0x80 || !NameCharacters.IsPart(c))
            {
                return end;
            }

            end = at += length;
        }
    }

    /// <summary>How many ASCII characters of PN_CHARS follow.</summary>
    public int PlainLength(int offset)
    {
        var skipped = 0;
        while (true)
        {
            var rest = input.Window[Math.Min(offset + skipped, input.Window.Length)..];
            var end = rest.IndexOfAnyExcept(s_plainName);
            if (end >= 0)
            {
                return skipped + end;
            }

            skipped += rest.Length;
            if (!input.Fill())
            {
                return skipped;
            }
        }
    }

    /// <summary>The code point at an offset, -1 at the end of the document.</summary>
    public int PeekCharacter(int offset, out int length)
    {
        length = 1;
        var b = input.Peek(offset);
        return b < 0x80 ? b : NameCharacters.Decode(input.Window[offset..], out length);
    }

    /// <summary>Where the PN_LOCAL that begins at an offset ends; at the offset itself if it is empty.</summary>
    public int LocalEnd(int start, out bool escaped)
    {
        escaped = false;
        var at = start;
        var end = start;
        while (true)
        {
            // A hyphen continues a local name but does not begin one.
            var plain = at == start && input.Peek(at) == '-' ? 0 : PlainLength(at);
            at += plain;
            end = plain > 0 ? at : end;
            var length = LocalCharacterLength(at, at == start, ref escaped);
            if (length == 0)
            {
                return end;
            }

            var dot = input.Peek(at) == '.';
            at += length;
            end = dot ? end : at;
        }
    }

    private int LocalCharacterLength(int at, bool first, ref bool escaped)
    {
        switch (input.Peek(at))
        {
            case ':':
                return 1;
            case '.':
                return first ? 0 : 1;
            case '%':
                return char.IsAsciiHexDigit((char)Math.Max(input.Peek(at + 1), 0)) && char.IsAsciiHexDigit((char)Math.Max(input.Peek(at + 2), 0))
                    ? 3
                    : throw input.Error(at, "found '%' in a local name, expected two hexadecimal digits after it");
            case '\\':
                escaped = true;
                return input.Peek(at + 1) is var c and >= 0 && s_localEscapes.Contains((byte)c)
                    ? 2
                    : throw input.Error(at, @"found '\' in a local name, expected one of _~.-!$&'()*+,;=/?#@% after it");
            default:
                var other = PeekCharacter(at, out var length);
                return other >= 0x80 && (first ? NameCharacters.IsStart(other) : NameCharacters.IsPart(other)) ? length : 0;
        }
    }
}
