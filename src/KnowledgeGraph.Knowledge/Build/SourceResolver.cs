using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>Joins a source file with the places found: contexts, mentions of arguments, antecedents, IRIs of mentions.</summary>
public sealed class SourceResolver
{
    private readonly SourceFile _file;
    private readonly SpanLock _spans;
    private readonly ICollection<Finding> _findings;
    private readonly Iri _iri;
    private readonly Dictionary<string, Mention> _mentions = new(StringComparer.Ordinal);

    private SourceResolver(SourceFile file, SpanLock spans, ICollection<Finding> findings)
    {
        _file = file;
        _spans = spans;
        _findings = findings;
        _iri = Vocabulary.Source(file.Id);
    }

    /// <summary>Resolves a source file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="spans">Where everything stands.</param>
    /// <param name="findings">Takes references that lead nowhere.</param>
    public static Source Resolve(SourceFile file, SpanLock spans, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(findings);
        return new SourceResolver(file, spans, findings).Resolve();
    }

    private Source Resolve()
    {
        ImmutableArray<Claim> claims = [.. _file.Claims.Select(entry => new Claim(_iri, entry, Located(entry)))];
        LinkContexts(claims);
        foreach (Claim claim in claims)
        {
            claim.Mentions = [.. ResolveMentions(claim)];
        }

        AddPrintedNames();
        LinkAntecedents();
        NameMentions();
        return new Source(_file, _iri, claims, [.. _mentions.Values.OrderBy(mention => mention.Iri.Value, StringComparer.Ordinal)], _spans);
    }

    private ImmutableArray<LocatedSpan> Located(ClaimEntry entry) =>
        [.. Enumerable.Range(0, entry.Triggers.Length).Select(index => Find(SpanRequest.TriggerKey(entry, index))).OfType<LocatedSpan>()];

    private LocatedSpan? Find(string key) => _spans.TryGet(key, out LocatedSpan span) ? span : null;

    private void LinkContexts(ImmutableArray<Claim> claims)
    {
        var bySlug = new Dictionary<string, Claim>(StringComparer.Ordinal);
        foreach (Claim claim in claims)
        {
            if (!bySlug.TryAdd(claim.Entry.Id, claim))
            {
                Report(FindingKind.Reference, claim.Entry.Position, $"the slug '{claim.Entry.Id}' is taken by another claim of this source");
            }
        }

        foreach (Claim claim in claims.Where(each => each.Entry.Within is not null))
        {
            Reference within = claim.Entry.Within!;
            if (bySlug.TryGetValue(within.Value, out Claim? context))
            {
                claim.Within = context;
            }
            else
            {
                string? near = EditDistance.Nearest(within.Value, bySlug.Keys, slug => slug);
                Report(FindingKind.Reference, within.Position, $"no claim '{within.Value}' in this source", near is null ? null : $"did you mean '{near}'?");
            }
        }

        foreach (Claim claim in claims)
        {
            CutCircle(claim);
        }
    }

    // Reports a circle once and opens it, so that everything after may walk the chain.
    private void CutCircle(Claim claim)
    {
        var seen = new HashSet<Claim>();
        for (Claim? next = claim; next is not null; next = next.Within)
        {
            if (!seen.Add(next))
            {
                Report(FindingKind.Reference, next.Entry.Within!.Position, $"'within' of '{next.Entry.Id}' runs in a circle");
                next.Within = null;
                return;
            }
        }
    }

    private IEnumerable<Mention> ResolveMentions(Claim claim)
    {
        ILookup<string, Term> arguments = claim.Arguments.SelectMany(term => KeysOf(term).Select(key => (key, term)))
            .ToLookup(pair => pair.key, pair => pair.term, StringComparer.Ordinal);
        foreach (IGrouping<string, MentionEntry> group in claim.Entry.Mentions.GroupBy(mention => mention.Argument, StringComparer.Ordinal))
        {
            if (!arguments[group.Key].Any() && claim.Entry.Says.Length > 0)
            {
                string known = string.Join(", ", claim.Arguments.Select(term => KeysOf(term).First()));
                Report(FindingKind.Model, group.First().Position, $"'{group.Key}' is no argument of claim '{claim.Entry.Id}'", $"its arguments are {known}");
                continue;
            }

            foreach ((int index, MentionEntry entry) in group.Index())
            {
                ImmutableArray<LocatedSpan> spans =
                [
                    .. Enumerable.Range(0, entry.Surfaces.Length).Select(part => Find(SpanRequest.MentionKey(claim.Entry, entry, index, part)))
                        .OfType<LocatedSpan>(),
                ];
                if (spans.Length == entry.Surfaces.Length)
                {
                    foreach (Term argument in arguments[group.Key])
                    {
                        yield return Share(new Mention(KindFor(entry, argument), argument, spans, entry, claim.Entry));
                    }
                }
            }
        }
    }

    // A plain string names an entity, and gives the value of a literal.
    private static MentionKind KindFor(MentionEntry entry, Term argument) =>
        entry.Kind == MentionKind.Name && argument is Literal ? MentionKind.Value : entry.Kind;

    private static IEnumerable<string> KeysOf(Term term) => term switch
    {
        Iri iri => [Vocabulary.Compact(iri), $"<{iri.Value}>", iri.Value],
        Literal literal => [literal.Lexical],
        _ => [],
    };

    private Mention Share(Mention mention)
    {
        string reason = mention.Kind == MentionKind.Implied ? $"{mention.Claim?.Id} {mention.Entry.Reason}" : "";
        string key = $"{mention.Kind} {mention.Argument} {string.Join(' ', mention.Spans.Select(span => span.Span))} {reason}";
        return _mentions.TryAdd(key, mention) ? mention : _mentions[key];
    }

    private void AddPrintedNames()
    {
        foreach (PrintedName name in _spans.Names)
        {
            var entry = new MentionEntry(
                Vocabulary.Compact(name.Entity), name.Kind, [new Surface(name.Place.Printed, name.Place.Paragraph, null, TopOfFile)], null, null, TopOfFile);
            Share(new Mention(name.Kind, name.Entity, [name.Place], entry, null));
        }
    }

    private SourcePosition TopOfFile => new(_file.Path, 0, 0);

    private void LinkAntecedents()
    {
        ILookup<Term, Mention> byArgument = _mentions.Values.Where(mention => !mention.Spans.IsEmpty).ToLookup(mention => mention.Argument);
        foreach (Mention anaphor in _mentions.Values.Where(mention => mention is { Kind: MentionKind.Anaphor, Entry.Antecedent: not null }))
        {
            Surface wanted = anaphor.Entry.Antecedent!;
            TextSpan at = anaphor.Spans[0].Span;
            var same = byArgument[anaphor.Argument].Where(mention => mention.Spans[0].Span != at).ToList();
            var matching = same.Where(mention => mention.Spans[0].Paragraph == wanted.Paragraph && PrintedForm.AreSame(mention.Surface!, wanted.Text))
                .OrderBy(mention => mention.Spans[0].Span.Start).ToList();
            anaphor.Antecedent = wanted.Nth is { } nth
                ? matching.DistinctBy(mention => mention.Spans[0].Span).ElementAtOrDefault(nth - 1)
                : matching.OrderBy(mention => mention.Kind == MentionKind.Anaphor).ThenBy(mention => mention.Claim is null).ThenBy(mention => mention.Spans[0].Span.Start > at.Start)
                    .ThenBy(mention => mention.Spans[0].Span.DistanceTo(at)).FirstOrDefault();
            if (anaphor.Antecedent is null)
            {
                string known = string.Join(", ", same.OrderBy(mention => mention.Spans[0].Span.Start).Take(8)
                    .Select(mention => $"'{mention.Surface}' (par {mention.Spans[0].Paragraph})"));
                Report(
                    FindingKind.Anaphor, wanted.Position,
                    $"'{wanted.Text}' in paragraph {wanted.Paragraph} is no mention of {anaphor.Entry.Argument} in this source",
                    known.Length == 0 ? "its name must be mentioned by some claim of the source" : $"its mentions are {known}; say ofPar for another paragraph");
            }
        }
    }

    // Mentions are named by their place; those that share a place are numbered in the order of what they stand for.
    private void NameMentions()
    {
        foreach (IGrouping<string, Mention> place in _mentions.Values.GroupBy(PlaceOf, StringComparer.Ordinal))
        {
            foreach ((int index, Mention mention) in place.OrderBy(mention => mention.Claim is null)
                .ThenBy(mention => mention.Argument.ToString(), StringComparer.Ordinal)
                .ThenBy(mention => mention.Kind).ThenBy(mention => mention.Entry.Reason, StringComparer.Ordinal).Index())
            {
                string number = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index + 1}");
                mention.Iri = new Iri($"{_iri.Value}/mention/{place.Key}{number}");
            }
        }
    }

    private static string PlaceOf(Mention mention) => mention.Kind switch
    {
        MentionKind.Document => "document",
        MentionKind.Implied => $"implied-{mention.Claim?.Id}",
        _ => mention.Spans.Select(span => span.Span).Aggregate((left, right) => left.Hull(right)).ToString(),
    };

    private void Report(FindingKind kind, SourcePosition position, string message, string? hint = null) =>
        _findings.Add(new Finding(kind, position, message, hint));
}
