using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Formats;

/// <summary>Pieces of the input as messages show them.</summary>
internal static class SourceText
{
    private const int MaxShown = 24;

    /// <summary>The beginning of the text up to white space, in quotation marks.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder();
        var count = 0;
        while (!text.IsEmpty && count < MaxShown)
        {
            _ = Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (count > 0 && (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)))
            {
                break;
            }

            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
            }

            shown.Append(rune.ToString());
            text = text[length..];
            count++;
        }

        return count == MaxShown ? $"'{shown}…'" : $"'{shown}'";
    }
}
