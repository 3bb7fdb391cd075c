using System.Collections;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>How many of the registered names that a text prints some mention or citation covers.</summary>
internal static class NameCoverage
{
    /// <summary>Counts the places where a registered name stands, outside of regions, and those covered.</summary>
    /// <param name="source">The source.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="register">The register.</param>
    public static (int Printed, int Mentioned) Of(Source source, ArticleText text, Register register)
    {
        var covered = new BitArray(text.Length + 1);
        foreach (SpanRequest request in SpanRequest.Of(source.File).Where(request => request.Surface is not null))
        {
            if (source.Spans.TryGet(request.Key, out LocatedSpan located) && located.Span.End <= text.Length)
            {
                Mark(covered, located.Span);
            }
        }

        List<string> names = [.. register.AllNames.Where(name => name.Length > 1).OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        var counted = new BitArray(text.Length + 1);
        int printed = 0;
        int mentioned = 0;
        foreach (Paragraph paragraph in text.Paragraphs.Where(each => !IsInRegion(each, source.File)))
        {
            foreach (TextSpan place in names.SelectMany(name => text.Occurrences(name, paragraph.Span)))
            {
                // Longer names come first: "Kazakhstan" inside "Interfax-Kazakhstan" is no place of its own.
                if (!Touches(counted, place))
                {
                    Mark(counted, place);
                    printed++;
                    mentioned += Touches(covered, place) ? 1 : 0;
                }
            }
        }

        return (printed, mentioned);
    }

    private static bool IsInRegion(Paragraph paragraph, SourceFile file) =>
        file.Regions.Any(region => paragraph.Number >= region.FirstParagraph && paragraph.Number <= region.LastParagraph);

    private static void Mark(BitArray bits, TextSpan span)
    {
        for (int i = span.Start; i < span.End; i++)
        {
            bits[i] = true;
        }
    }

    private static bool Touches(BitArray bits, TextSpan span)
    {
        for (int i = span.Start; i < span.End; i++)
        {
            if (bits[i])
            {
                return true;
            }
        }

        return false;
    }
}
