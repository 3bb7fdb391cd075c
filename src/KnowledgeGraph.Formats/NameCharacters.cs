using System.Buffers;
using System.Text;

namespace KnowledgeGraph.Formats;

/// <summary>The character classes of names: PN_CHARS_BASE, PN_CHARS_U, PN_CHARS of the RDF grammars.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#grammar-production-PN_CHARS_BASE"/>
internal static class NameCharacters
{
    public static bool IsBase(int c) => c < 0x80
        ? char.IsAsciiLetter((char)c)
        : c is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D)
            or (>= 0x37F and <= 0x1FFF) or (>= 0x200C and <= 0x200D) or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF)
            or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);

    /// <summary>PN_CHARS_U.</summary>
    public static bool IsStart(int c) => IsBase(c) || c == '_';

    /// <summary>PN_CHARS.</summary>
    public static bool IsPart(int c) =>
        IsStart(c) || c == '-' || (c < 0x80 ? char.IsAsciiDigit((char)c) : c is 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040));

    /// <summary>The code point at the beginning of valid UTF-8 that is not empty.</summary>
    public static int Decode(ReadOnlySpan<byte> text, out int length)
    {
        if (text[0] < 0x80)
        {
            length = 1;
            return text[0];
        }

        return Rune.DecodeFromUtf8(text, out var rune, out length) == OperationStatus.Done ? rune.Value : -1;
    }

    /// <summary>Length in bytes of the blank node label the text begins with, 0 if none: BLANK_NODE_LABEL without <c>_:</c>.</summary>
    public static int BlankNodeLabelLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        var end = 0;
        while (at < text.Length)
        {
            var c = Decode(text[at..], out var length);
            if (at == 0 ? !(IsStart(c) || c is >= '0' and <= '9') : !(IsPart(c) || c == '.'))
            {
                break;
            }

            at += length;
            if (c != '.')
            {
                end = at;
            }
        }

        return end;
    }
}
