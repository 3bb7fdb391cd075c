using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Search;
using KnowledgeGraph.Store;
using Microsoft.AspNetCore.Http.Extensions;
using Solution = KnowledgeGraph.Engine.Solution;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>Reads the timeline of a dataset with claims. For one request.</summary>
/// <param name="dataset">The data.</param>
/// <param name="languages">What the reader wants labels in.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class TimelineReader(ServedDataset dataset, ReaderLanguages languages, CancellationToken cancellation)
{
    // They depend on the state alone, and live as long as it.
    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<string, List<(Iri Value, long Count)>>> s_choices = [];

    /// <summary>True if the dataset has claims; without them there is no timeline.</summary>
    public bool HasClaims => dataset.Engine.Snapshot.Terms.TryFind(Vocabulary.Term("polarity"), out _);

    /// <summary>The part asked for.</summary>
    /// <param name="asked">Which.</param>
    public Timeline Read(TimelineRequest asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!HasClaims)
        {
            return new Timeline([], [], null);
        }

        var rows = Select(TimelineQueries.Items(asked));
        var sources = Select(TimelineQueries.Sources);
        var hasMore = rows.Count > TimelineRequest.Limit;
        var labels = LabelLookup.Of(
            dataset,
            [.. rows.SelectMany(row => new[] { row["node"]!, row["class"]! }), .. sources.Select(row => row["source"]!)], cancellation,
            languages);
        return new Timeline(
            [.. rows.Take(TimelineRequest.Limit).Where(row => row["node"] is Iri && row["class"] is Iri)
                .Select(row => ItemOf(row, asked, labels))],
            [.. sources.Select(row => SourceOf(row, labels)).OrderBy(source => source.From ?? DateOnly.MaxValue)],
            hasMore ? "/timeline" + Parameters(asked, asked.Offset + TimelineRequest.Limit) : null);
    }

    /// <summary>The values of a filter.</summary>
    /// <param name="className">The local name of their class.</param>
    public IReadOnlyList<TimelineChoice> Choices(string className)
    {
        if (!HasClaims)
        {
            return [];
        }

        var state = dataset.Engine.QueryState;
        var known = s_choices.GetOrCreateValue(state);
        var choices = known.TryGetValue(className, out var read) ? read : known[className] = ReadChoices(className, state);
        var labels = LabelLookup.Of(dataset, choices.Select(choice => choice.Value), cancellation, languages);
        return [.. choices.Select(choice => new TimelineChoice(NamedTerm.Of(choice.Value, labels), choice.Count))];
    }

    private List<(Iri Value, long Count)> ReadChoices(string className, Snapshot state) =>
    [
        .. Select(TimelineQueries.Choices(className), state).Where(row => row["value"] is Iri)
            .Select(row => ((Iri)row["value"]!, long.Parse(((Literal)row["count"]!).Lexical, CultureInfo.InvariantCulture))),
    ];

    private static string Parameters(TimelineRequest asked, int offset)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in ((string, string?)[])
            [
                ("actor", asked.Actor?.Value), ("programme", asked.Programme?.Value), ("source", asked.Source?.Value),
                ("polarity", asked.Polarity), ("phase", asked.Phase), (ReaderLanguages.Parameter, asked.Language),
            ])
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        query.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    private static TimelineItem ItemOf(Solution row, TimelineRequest asked, IReadOnlyDictionary<Iri, string> labels)
    {
        var (polarity, phase, certainty) = (Local(row["polarity"]), Local(row["phase"]), Local(row["certainty"]));
        return new TimelineItem(
            NamedTerm.Of((Iri)row["node"]!, labels), NamedTerm.Of((Iri)row["class"]!, labels),
            NamedTerm.Of(asked.Source ?? (Iri)row["source"]!, labels),
            ((Iri)row["claim"]!).Value, polarity, phase, certainty,
            (polarity == "denied" ? "denied" : "asserted")
                + (phase == "future" ? ", not done (yet)" : phase == "ongoing" ? ", ongoing" : "")
                + (certainty == "plain" ? "" : ", " + certainty),
            Day(row["from"]), Day(row["to"]));
    }

    private static TimelineSource SourceOf(Solution row, IReadOnlyDictionary<Iri, string> labels)
    {
        var year = row["year"] is Literal literal
            && int.TryParse(literal.Lexical, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 9999 ? number : (int?)null;
        return new TimelineSource(
            NamedTerm.Of((Iri)row["source"]!, labels), Day(row["from"]) ?? (year is null ? null : new DateOnly(year.Value, 1, 1)),
            Day(row["to"]) ?? (year is null ? null : new DateOnly(year.Value, 12, 31)));
    }

    private static string Local(Term? term) => term is Iri iri ? iri.Value[(iri.Value.LastIndexOf('#') + 1)..] : "";

    private static DateOnly? Day(Term? term) =>
        term is Literal literal
        && DateOnly.TryParseExact(literal.Lexical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    private List<Solution> Select(SparqlQuery query, Snapshot? state = null)
    {
        using var run = dataset.Engine.Run(query, dataset.QueryOptions() with { State = state }, cancellation);
        return [.. run.Solutions()];
    }
}
