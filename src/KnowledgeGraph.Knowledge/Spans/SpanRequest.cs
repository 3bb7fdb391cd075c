using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>Something of a source file that has to be found in the text, with the key under which its place is kept.</summary>
/// <param name="Key">The key, unique in the source and stable while the author changes nothing about it.</param>
/// <param name="Surface">The text to find; null for whole paragraphs.</param>
/// <param name="Anchors">Keys of the claim's triggers, to which an unnumbered occurrence must be nearest; empty if it must be unique.</param>
/// <param name="FirstParagraph">First paragraph, for whole paragraphs.</param>
/// <param name="LastParagraph">Last paragraph, for whole paragraphs.</param>
/// <param name="Position">Where it is written.</param>
public sealed record SpanRequest(
    string Key, Surface? Surface, IReadOnlyList<string> Anchors, int FirstParagraph, int LastParagraph, SourcePosition Position)
{
    /// <summary>What the author asked for, as kept beside the place: a place found for another request is stale.</summary>
    public string Wanted => Surface is { } surface
        ? string.Create(CultureInfo.InvariantCulture, $"{surface.Paragraph}{(surface.Nth is { } nth ? $"#{nth}" : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"{FirstParagraph}-{LastParagraph}");

    /// <summary>Key of a trigger.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="index">Which trigger, from 0.</param>
    public static string TriggerKey(ClaimEntry claim, int index) => $"claim {claim?.Id} trigger {index + 1}";

    /// <summary>Key of a mention's surface.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="mention">The mention.</param>
    /// <param name="mentionIndex">Which mention of its argument, from 0.</param>
    /// <param name="part">Which part, from 0.</param>
    public static string MentionKey(ClaimEntry claim, MentionEntry mention, int mentionIndex, int part) =>
        $"claim {claim?.Id} mention {mention?.Argument} {mentionIndex + 1}.{part + 1}";

    /// <summary>Key of a citation.</summary>
    /// <param name="citation">The citation.</param>
    public static string CitationKey(CitationEntry citation) => $"citation {citation?.Id}";

    /// <summary>Key of a footnote.</summary>
    /// <param name="footnote">The footnote.</param>
    public static string FootnoteKey(FootnoteEntry footnote) => $"footnote {footnote?.Id}";

    /// <summary>Key of a region.</summary>
    /// <param name="index">Which region, from 0.</param>
    public static string RegionKey(int index) => string.Create(CultureInfo.InvariantCulture, $"region {index + 1}");

    /// <summary>Everything a source file asks to be found, in the order of the file.</summary>
    /// <param name="file">The source file.</param>
    public static IEnumerable<SpanRequest> Of(SourceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (CitationEntry citation in file.Citations)
        {
            yield return OfSurface(CitationKey(citation), citation.Printed, []);
        }

        foreach (FootnoteEntry footnote in file.Footnotes)
        {
            yield return OfParagraphs(FootnoteKey(footnote), footnote.Paragraph, footnote.Paragraph, footnote.Position);
        }

        for (int i = 0; i < file.Regions.Length; i++)
        {
            RegionEntry region = file.Regions[i];
            yield return OfParagraphs(RegionKey(i), region.FirstParagraph, region.LastParagraph, region.Position);
        }

        foreach (SpanRequest request in file.Claims.SelectMany(OfClaim))
        {
            yield return request;
        }
    }

    private static IEnumerable<SpanRequest> OfClaim(ClaimEntry claim)
    {
        string[] triggers = [.. Enumerable.Range(0, claim.Triggers.Length).Select(index => TriggerKey(claim, index))];
        for (int i = 0; i < triggers.Length; i++)
        {
            yield return OfSurface(triggers[i], claim.Triggers[i], []);
        }

        foreach (IGrouping<string, MentionEntry> argument in claim.Mentions.GroupBy(mention => mention.Argument, StringComparer.Ordinal))
        {
            foreach ((int index, MentionEntry mention) in argument.Index())
            {
                for (int part = 0; part < mention.Surfaces.Length; part++)
                {
                    yield return OfSurface(MentionKey(claim, mention, index, part), mention.Surfaces[part], triggers);
                }
            }
        }
    }

    private static SpanRequest OfSurface(string key, Surface surface, IReadOnlyList<string> anchors) =>
        new(key, surface, anchors, surface.Paragraph, surface.Paragraph, surface.Position);

    private static SpanRequest OfParagraphs(string key, int first, int last, SourcePosition position) =>
        new(key, null, [], first, last, position);
}
