using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// Divides a text at the borders of its evidence, so that spans that overlap or lie within each other can all be shown: each segment
/// belongs to the claim of the shortest span around it, and every claim is named where its span ends.
/// </summary>
public static class MarkedText
{
    /// <summary>The segments of a paragraph, in order; together they are its text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="claims">Claims, with their evidence.</param>
    /// <param name="triggers">Where the words stand that carry relations.</param>
    public static IReadOnlyList<TextSegment> Segments(
        ArticleText text, TextSpan paragraph, IReadOnlyList<SourceClaim> claims, IReadOnlyList<TextSpan> triggers)
    {
        ArgumentNullException.ThrowIfNull(text);
        var evidence = claims.SelectMany(claim => claim.Spans.Select(span => (Span: Clip(span, paragraph), Claim: claim)))
            .Where(each => each.Span.Length > 0).ToList();
        var words = triggers.Select(span => Clip(span, paragraph)).Where(span => span.Length > 0).ToList();
        int[] borders =
        [
            .. evidence.Select(each => each.Span).Concat(words).Append(paragraph)
                .SelectMany(span => new[] { span.Start, span.End }).Distinct().Order(),
        ];
        return [.. borders.Zip(borders.Skip(1), (start, end) => Segment(text, new TextSpan(start, end), evidence, words))];
    }

    private static TextSegment Segment(
        ArticleText text, TextSpan span, List<(TextSpan Span, SourceClaim Claim)> evidence, List<TextSpan> triggers) => new(
            text.Slice(span),
            evidence.Where(each => each.Span.Contains(span)).OrderBy(each => each.Span.Length).ThenBy(each => each.Claim.Number)
                .Select(each => each.Claim).FirstOrDefault(),
            triggers.Exists(trigger => trigger.Contains(span)),
            [.. evidence.Where(each => each.Span.End == span.End).Select(each => each.Claim).Distinct().OrderBy(claim => claim.Number)]);

    private static TextSpan Clip(TextSpan span, TextSpan paragraph)
    {
        var start = Math.Max(span.Start, paragraph.Start);
        return new TextSpan(start, Math.Max(start, Math.Min(span.End, paragraph.End)));
    }
}
