using System.Collections;
using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>
/// Finds the names that a text prints, outside of its regions: the longest form wins. A place is covered inside a name, demonym, metonym or
/// part of a split name that a claim mentions, inside a citation, and inside any mention of the entity itself; a name inside a description,
/// gloss, heading or anaphor of something else is a mention of its own, nested in it. What is not covered becomes a mention that no claim
/// uses.
/// </summary>
public sealed class NameLocator
{
    private readonly SourceFile _file;
    private readonly ArticleText _text;
    private readonly SpanLock _spans;
    private readonly ICollection<Finding> _findings;
    private readonly List<TextSpan> _named;
    private readonly ILookup<string, TextSpan> _mentioned;
    private readonly HashSet<NameEntry> _used = [];
    private readonly HashSet<NameEntry> _wrong = [];
    private readonly BitArray _taken;

    private NameLocator(SourceFile file, ArticleText text, SpanLock spans, ICollection<Finding> findings)
    {
        _file = file;
        _text = text;
        _spans = spans;
        _findings = findings;
        _named =
        [
            .. Places(file.Citations.Select(SpanRequest.CitationKey)
                .Concat(file.Claims.SelectMany(claim => Keys(claim, IsNaming)).Select(each => each.Key))),
        ];
        _mentioned = file.Claims.SelectMany(claim => Keys(claim, mention => true))
            .SelectMany(each => Places([each.Key]).Select(span => (each.Argument, span)))
            .ToLookup(each => each.Argument, each => each.span, StringComparer.Ordinal);
        _taken = new BitArray(text.Length + 1);
    }

    /// <summary>Finds the printed names of a source.</summary>
    /// <param name="file">The source file.</param>
    /// <param name="text">The article's text.</param>
    /// <param name="forms">The registered forms.</param>
    /// <param name="spans">Where the file's own surfaces stand.</param>
    /// <param name="findings">Takes forms that need a decision, and decisions that meet nothing.</param>
    /// <returns>The names that no claim's mention covers, and the number of those that one does.</returns>
    public static (ImmutableArray<PrintedName> Names, int Covered) Locate(
        SourceFile file, ArticleText text, NameForms forms, SpanLock spans, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(findings);
        return new NameLocator(file, text, spans, findings).Locate(forms);
    }

    private (ImmutableArray<PrintedName> Names, int Covered) Locate(NameForms forms)
    {
        var names = ImmutableArray.CreateBuilder<PrintedName>();
        int covered = 0;
        foreach (Paragraph paragraph in _text.Paragraphs.Where(each => !IsInRegion(each)))
        {
            foreach ((string form, ImmutableArray<(MentionKind Kind, Iri Entity)> readings) in forms.All)
            {
                foreach ((int index, TextSpan place) in _text.Occurrences(form, paragraph.Span).Index())
                {
                    if (!TryTake(place))
                    {
                        continue;
                    }

                    NameEntry? decision = DecisionAt(form, paragraph.Number, index + 1);
                    if (IsCovered(place, readings))
                    {
                        covered++;
                    }
                    else if (Decide(form, readings, decision, new LocatedSpan(place, paragraph.Number, _text.Slice(place)), index + 1) is { } name)
                    {
                        names.Add(name);
                    }
                }
            }
        }

        ReportUnused();
        return ([.. names.OrderBy(name => name.Place.Span.Start)], covered);
    }

    private bool IsCovered(TextSpan place, ImmutableArray<(MentionKind Kind, Iri Entity)> readings) =>
        _named.Exists(span => span.Contains(place))
        || readings.Any(reading => _mentioned[Vocabulary.Compact(reading.Entity)].Any(span => span.Contains(place)));

    private PrintedName? Decide(
        string form, ImmutableArray<(MentionKind Kind, Iri Entity)> readings, NameEntry? decision, LocatedSpan place, int nth)
    {
        if (decision is { Entity: null })
        {
            return null;
        }

        if (decision is not null)
        {
            if (readings.Contains((decision.Kind, decision.Entity)))
            {
                return new PrintedName(decision.Kind, decision.Entity, place);
            }

            ReportWrong(decision, decision.Entity, readings);
            return null;
        }

        if (readings.Length == 1)
        {
            return new PrintedName(readings[0].Kind, readings[0].Entity, place);
        }

        Report(
            FindingKind.Coverage, PositionAt(place.Paragraph),
            $"'{place.Printed}' at {place.Span} in paragraph {place.Paragraph} may stand for {string.Join(" or ", readings.Select(Written))}, and nothing decides",
            $"mention it in the claim that speaks of it, or add to names:  {{ text: {form}, par: {place.Paragraph}, nth: {nth}, {Written(readings[0])} }}, "
            + "or none: <why it is no name here>");
        return null;
    }

    // A decision may hold for many places; once is enough.
    private void ReportWrong(NameEntry decision, Iri entity, ImmutableArray<(MentionKind Kind, Iri Entity)> readings)
    {
        if (_wrong.Add(decision))
        {
            string word = decision.Kind == MentionKind.Metonym ? ":metonym" : "name";
            Report(
                FindingKind.Name, decision.Position, $"'{decision.Text}' is no registered {word} of {Vocabulary.Compact(entity)}",
                $"it may be {string.Join(", ", readings.Select(Written))}");
        }
    }

    // The narrowest decision holds: one place before a paragraph before the source.
    private NameEntry? DecisionAt(string form, int paragraph, int nth)
    {
        NameEntry? decision = _file.Names
            .Where(entry => PrintedForm.AreSame(entry.Text, form) && (entry.Paragraph ?? paragraph) == paragraph && (entry.Nth ?? nth) == nth)
            .MaxBy(entry => (entry.Paragraph is null ? 0 : 1) + (entry.Nth is null ? 0 : 1));
        if (decision is not null)
        {
            _used.Add(decision);
        }

        return decision;
    }

    private void ReportUnused()
    {
        foreach (NameEntry entry in _file.Names.Where(entry => !_used.Contains(entry)))
        {
            string where = entry.Paragraph is { } paragraph ? $" in paragraph {paragraph}{(entry.Nth is { } nth ? $" for the {nth}. time" : "")}" : "";
            Report(
                FindingKind.Coverage, entry.Position, $"'{entry.Text}' does not stand{where} as a registered name, or another decision is narrower",
                "drop the entry, or correct par and nth: occurrences count from 1, whole words");
        }
    }

    private bool TryTake(TextSpan place)
    {
        for (int i = place.Start; i < place.End; i++)
        {
            if (_taken[i])
            {
                return false;
            }
        }

        for (int i = place.Start; i < place.End; i++)
        {
            _taken[i] = true;
        }

        return true;
    }

    private bool IsInRegion(Paragraph paragraph) =>
        _file.Regions.Any(region => paragraph.Number >= region.FirstParagraph && paragraph.Number <= region.LastParagraph);

    private IEnumerable<TextSpan> Places(IEnumerable<string> keys)
    {
        foreach (string key in keys)
        {
            if (_spans.TryGet(key, out LocatedSpan located))
            {
                yield return located.Span;
            }
        }
    }

    private static IEnumerable<(string Argument, string Key)> Keys(ClaimEntry claim, Func<MentionEntry, bool> isWanted) =>
        claim.Mentions.GroupBy(mention => mention.Argument, StringComparer.Ordinal)
            .SelectMany(argument => argument.Index().Where(each => isWanted(each.Item))
                .SelectMany(each => Enumerable.Range(0, each.Item.Surfaces.Length)
                    .Select(part => (argument.Key, SpanRequest.MentionKey(claim, each.Item, each.Index, part)))));

    // A plain text at a literal is its value, no name.
    private static bool IsNaming(MentionEntry mention) =>
        mention.Kind is MentionKind.Name or MentionKind.Demonym or MentionKind.Metonym or MentionKind.Split
        && mention.Argument.StartsWith("i:", StringComparison.Ordinal);

    private SourcePosition PositionAt(int paragraph) =>
        _file.Claims.LastOrDefault(claim => claim.Paragraph <= paragraph)?.Position ?? new SourcePosition(_file.Path, 0, 0);

    private static string Written((MentionKind Kind, Iri Entity) reading) =>
        $"{reading.Kind.ToString().ToLowerInvariant()}: {Vocabulary.Compact(reading.Entity)}";

    private void Report(FindingKind kind, SourcePosition position, string message, string hint) =>
        _findings.Add(new Finding(kind, position, message, hint));
}
