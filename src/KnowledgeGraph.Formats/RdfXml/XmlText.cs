using System.Buffers;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>Text as XML 1.0 writes it.</summary>
internal static class XmlText
{
    private static readonly SearchValues<byte> s_special = SearchValues.Create("&<>\"\t\n\r"u8);

    // C0 controls but tab, line feed and carriage return; EF begins U+FFFE and U+FFFF, among many others.
    private static readonly SearchValues<byte> s_suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (byte)c).Except("\t\n\r"u8.ToArray()), 0xEF]);

    /// <summary>Whether every character is a Char of XML 1.0 §2.2.</summary>
    public static bool IsExpressible(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            var next = text.IndexOfAny(s_suspect);
            if (next < 0)
            {
                return true;
            }

            text = text[next..];
            if (text[0] != 0xEF || text.StartsWith("\uFFFE"u8) || text.StartsWith("\uFFFF"u8))
            {
                return false;
            }

            text = text[1..];
        }
    }

    /// <summary>Writes text, escaped for element content and, if told so, for an attribute in quotation marks.</summary>
    public static void Write(ReadOnlySpan<byte> text, bool isAttribute, IBufferWriter<byte> output)
    {
        while (true)
        {
            var next = text.IndexOfAny(s_special);
            if (next < 0)
            {
                output.Write(text);
                return;
            }

            output.Write(text[..next]);
            output.Write(text[next] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'\r' => "&#xD;"u8,
                (byte)'"' when isAttribute => "&quot;"u8,
                (byte)'\t' when isAttribute => "&#x9;"u8,
                (byte)'\n' when isAttribute => "&#xA;"u8,
                _ => text.Slice(next, 1),
            });
            text = text[(next + 1)..];
        }
    }
}
