namespace KnowledgeGraph.Rdf;

/// <summary>Language tags as the RDF grammars demand them.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-n-triples/#grammar-production-LANG_DIR"/>
public static class LanguageTag
{
    // RFC 5646 §2.1: no subtag is longer than eight characters.
    private const int MaxSubtagLength = 8;

    /// <summary>
    /// Whether the text is a tag: letters, then subtags of letters and digits after single hyphens, each one to eight characters long.
    /// </summary>
    /// <param name="tag">The tag without <c>@</c> and without base direction.</param>
    public static bool IsWellFormed(ReadOnlySpan<byte> tag)
    {
        var subtag = 0;
        var primary = true;
        foreach (var b in tag)
        {
            if (b == (byte)'-')
            {
                if (subtag == 0)
                {
                    return false;
                }

                subtag = 0;
                primary = false;
            }
            else if (++subtag > MaxSubtagLength || !(primary ? char.IsAsciiLetter((char)b) : char.IsAsciiLetterOrDigit((char)b)))
            {
                return false;
            }
        }

        return subtag > 0;
    }

    /// <summary>Whether the text is a tag, see <see cref="IsWellFormed(ReadOnlySpan{byte})"/>.</summary>
    /// <param name="tag">The tag.</param>
    public static bool IsWellFormed(ReadOnlySpan<char> tag)
    {
        Span<byte> bytes = stackalloc byte[256];
        return tag.Length <= bytes.Length
            && System.Text.Ascii.FromUtf16(tag, bytes, out var written) == System.Buffers.OperationStatus.Done
            && IsWellFormed(bytes[..written]);
    }
}
