using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>Finds the end of an IRI that is not plain, and says what is wrong with it.</summary>
internal static class IriMessages
{
    /// <summary>Index of the <c>&gt;</c> of the IRIREF that begins at an index of the window.</summary>
    /// <exception cref="RdfSyntaxException">A character before it is not allowed, or there is none.</exception>
    public static int FindEnd(ReadOnlySpan<byte> text, int at, Utf8Input input)
    {
        var end = at + 1;
        while (true)
        {
            var next = text[end..].IndexOfAny(Escapes.NotInIri);
            if (next < 0)
            {
                throw input.Error(at, "the IRI that begins here is not closed", "add '>'");
            }

            end += next;
            switch (text[end])
            {
                case (byte)'>':
                    return end;
                case (byte)'\\':
                    end++;
                    break;
                default:
                    throw Forbidden(text, end, input);
            }
        }
    }

    /// <summary>The error for a character that IRIREF leaves out.</summary>
    public static RdfSyntaxException Forbidden(ReadOnlySpan<byte> text, int at, Utf8Input input) => text[at] switch
    {
        (byte)' ' => input.Error(at, "found a space in an IRI", "write %20, or close the IRI with '>' before the space"),
        (byte)'\n' or (byte)'\r' => input.Error(at, "found a line break in an IRI, expected '>'", "the IRI is not closed on its line"),
        _ => input.Error(at, $"found {SourceText.Quote(text.Slice(at, 1))} in an IRI", "no IRI holds this character; percent-encode it"),
    };
}
