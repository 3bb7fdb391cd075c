using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Lines and columns of places in a JSON text, 0-based, columns in code points. Each call runs over the text before the place.</summary>
internal static class JsonPlace
{
    /// <summary>The line and column of an offset in bytes.</summary>
    public static (long Line, long Column) Of(ReadOnlySpan<byte> text, int offset)
    {
        var start = text.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var before = text[start..Math.Max(start, Math.Min(offset, text.Length))];
        long line = 0;
        long column = 0;
        for (var i = 0; i < before.Length; i++)
        {
            switch (before[i])
            {
                case (byte)'\n' when i > 0 && before[i - 1] == (byte)'\r':
                    break;
                case (byte)'\n' or (byte)'\r':
                    line++;
                    column = 0;
                    break;
                case < 0x80 or >= 0xC0:
                    column++;
                    break;
            }
        }

        return (line, column);
    }

    /// <summary>The line and column of a member of the object at an offset, or of the object if it has no such member.</summary>
    public static (long Line, long Column) Of(ReadOnlySpan<byte> text, int offset, string? member)
    {
        if (offset < 0 || member is null)
        {
            return Of(text, offset);
        }

        // The text has been read before: it is JSON, no deeper than was allowed.
        var reader = new Utf8JsonReader(text[offset..], new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals(member))
            {
                return Of(text, offset + (int)reader.TokenStartIndex);
            }

            reader.Skip();
        }

        return Of(text, offset);
    }
}
