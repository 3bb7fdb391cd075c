using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>
/// Finds what a source file names in the article's text. A trigger or citation must be unique in its paragraph or numbered; a mention
/// without a number is the occurrence nearest to the claim's triggers, the earlier of two at the same distance.
/// </summary>
public static class SpanLocator
{
    /// <summary>Finds everything a source file asks for.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="findings">Takes what is not found or ambiguous.</param>
    public static SpanLock Locate(SourceFile file, ArticleText text, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
        var located = new SpanLock();
        foreach (SpanRequest request in SpanRequest.Of(file))
        {
            LocatedSpan? span = request.Surface is { } surface
                ? LocateSurface(surface, request, text, located, findings)
                : LocateParagraphs(request, text, findings);
            if (span is not null)
            {
                located.Add(request, span);
            }
        }

        return located;
    }

    private static LocatedSpan? LocateParagraphs(SpanRequest request, ArticleText text, ICollection<Finding> findings)
    {
        if (!TryGetParagraph(request.FirstParagraph, request.Position, text, findings, out Paragraph first)
            || !TryGetParagraph(request.LastParagraph, request.Position, text, findings, out Paragraph last))
        {
            return null;
        }

        return new LocatedSpan(first.Span.Hull(last.Span), first.Number, "");
    }

    private static LocatedSpan? LocateSurface(
        Surface surface, SpanRequest request, ArticleText text, SpanLock located, ICollection<Finding> findings)
    {
        if (!TryGetParagraph(surface.Paragraph, surface.Position, text, findings, out Paragraph paragraph))
        {
            return null;
        }

        ImmutableArray<TextSpan> places = text.Occurrences(surface.Text, paragraph.Span);
        if (places.IsEmpty)
        {
            findings.Add(NotFound(surface, paragraph, text));
            return null;
        }

        if (surface.Nth is { } nth)
        {
            if (nth >= 1 && nth <= places.Length)
            {
                return Found(places[nth - 1]);
            }

            findings.Add(new Finding(
                FindingKind.Locating, surface.Position,
                $"'{surface.Text}' stands {Times(places.Length)} in paragraph {paragraph.Number}; nth: {nth} is too much", "occurrences count from 1"));
            return null;
        }

        if (places.Length == 1)
        {
            return Found(places[0]);
        }

        var anchors = request.Anchors.Select(key => located.TryGet(key, out LocatedSpan anchor) ? anchor : null).OfType<LocatedSpan>().ToList();
        if (anchors.Count > 0)
        {
            return Found(places.MinBy(place => anchors.Min(anchor => place.DistanceTo(anchor.Span))));
        }

        if (request.Anchors.Count == 0)
        {
            findings.Add(new Finding(
                FindingKind.Locating, surface.Position, $"'{surface.Text}' stands {Times(places.Length)} in paragraph {paragraph.Number}",
                "give more words, or say which: { text: …, nth: 2 }"));
        }

        // A mention of a claim whose trigger was not found: that trigger has been reported.
        return null;

        LocatedSpan Found(TextSpan place) => new(place, paragraph.Number, text.Slice(place));
    }

    private static bool TryGetParagraph(
        int number, SourcePosition position, ArticleText text, ICollection<Finding> findings, out Paragraph paragraph)
    {
        if (text.TryGetParagraph(number, out paragraph))
        {
            return true;
        }

        string range = text.Paragraphs.IsEmpty ? "none" : $"{text.Paragraphs[0].Number} to {text.Paragraphs[^1].Number}";
        findings.Add(new Finding(FindingKind.Locating, position, $"the article has no paragraph {number}; it has {range}"));
        return false;
    }

    private static Finding NotFound(Surface surface, Paragraph paragraph, ArticleText text)
    {
        string message = $"'{surface.Text}' does not stand in paragraph {paragraph.Number}";
        ImmutableArray<string> longer = text.WordsAround(surface.Text, paragraph.Span);
        if (!longer.IsEmpty)
        {
            return new Finding(
                FindingKind.Locating, surface.Position, message + " as whole words",
                $"it is part of {string.Join(", ", longer.Take(3).Select(word => $"'{word}'"))}: write the words as printed");
        }

        List<string> elsewhere =
        [
            .. text.Paragraphs.Where(each => !text.Occurrences(surface.Text, each.Span).IsEmpty)
                .Select(each => each.Number.ToString(CultureInfo.InvariantCulture)),
        ];
        string hint = elsewhere.Count > 0
            ? $"it stands in paragraph {string.Join(", ", elsewhere.Take(8))}: write par: {elsewhere[0]}"
            : "copy the words from the article, as printed; a text that crosses a line break is two parts: { split: […, …] }";
        return new Finding(FindingKind.Locating, surface.Position, message, hint);
    }

    private static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };
}
