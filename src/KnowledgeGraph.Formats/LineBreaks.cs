namespace KnowledgeGraph.Formats;

/// <summary>Line breaks: a line feed, or a carriage return with the line feed that may follow it.</summary>
internal static class LineBreaks
{
    /// <summary>How many there are in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="afterReturn">Whether a carriage return stands before it: a line feed at its beginning is then none of its own.</param>
    public static long Count(ReadOnlySpan<byte> text, bool afterReturn = false)
    {
        long count = text.Count((byte)'\n') - (afterReturn && text.StartsWith("\n"u8) ? 1 : 0);
        for (var at = text.IndexOf((byte)'\r'); at >= 0;)
        {
            text = text[(at + 1)..];
            count += text.StartsWith("\n"u8) ? 0 : 1;
            at = text.IndexOf((byte)'\r');
        }

        return count;
    }
}
