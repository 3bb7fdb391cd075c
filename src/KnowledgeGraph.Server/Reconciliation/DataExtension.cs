using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Fetches values of properties for entities, and proposes properties of a class.</summary>
/// <param name="reader">Where to read.</param>
public sealed class DataExtension(GraphReader reader)
{
    private readonly EntitySummaries _summaries = new(reader);

    /// <summary>The values: for each entity, in order, those of each property, in order.</summary>
    /// <param name="query">What is asked for.</param>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Term>>> Fetch(ExtensionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. query.Entities.Select(IReadOnlyList<IReadOnlyList<Term>> (id) =>
            [.. query.Properties.Select(property => Cell(id, property.Id, property.Settings))])];
    }

    /// <summary>The names of all things among some values.</summary>
    /// <param name="rows">The values.</param>
    public IReadOnlyDictionary<Iri, string> NamesOf(IEnumerable<IReadOnlyList<IReadOnlyList<Term>>> rows) =>
        _summaries.NamesOf(rows.SelectMany(row => row).SelectMany(cell => cell).OfType<Iri>());

    /// <summary>The name of a property.</summary>
    /// <param name="id">Its identifier.</param>
    public string NameOf(string id) =>
        PropertyId.TryParse(id, out var property) ? Named(property, _summaries.NamesOf([property.Property])) : id;

    /// <summary>The properties that entities of a class have, the most used first; those the way back after them.</summary>
    /// <param name="type">The class.</param>
    /// <param name="limit">Most properties.</param>
    public IReadOnlyList<(string Id, string Name)> Propose(Iri type, int limit)
    {
        var found = Used(ReconciliationQueries.Proposals, type, isInverse: false)
            .Concat(Used(ReconciliationQueries.InverseProposals, type, isInverse: true)).Take(limit).ToList();
        var names = _summaries.NamesOf(found.Select(property => property.Property));
        return [.. found.Select(property => (property.ToString(), Named(property, names)))];
    }

    private static string Named(PropertyId property, IReadOnlyDictionary<Iri, string> names) =>
        property.IsInverse ? $"{names[property.Property]} (the way back)" : names[property.Property];

    private IEnumerable<PropertyId> Used(SparqlQuery query, Iri type, bool isInverse) =>
        reader.Select(query, ("type", type)).Select(row => row["property"]).OfType<Iri>()
            .Select(property => new PropertyId(property, isInverse));

    private List<Term> Cell(string entity, string id, ExtensionSettings settings)
    {
        if (!IriReference.IsWellFormedIri(entity) || !PropertyId.TryParse(id, out var property))
        {
            return [];
        }

        var query = property.IsInverse ? ReconciliationQueries.InverseCell : ReconciliationQueries.Cell;
        // The texts of other languages do not count for the limit.
        var read = settings.Language.Length == 0 ? settings.Limit : 10 * ExtensionSettings.MaxLimit;
        var limited = query with { Pattern = new GraphPattern.Slice(query.Pattern, 0, read) };
        return [.. reader.Select(limited, ("entity", new Iri(entity)), ("property", property.Property))
            .Select(row => row["value"]!)
            .Where(value => value is not Literal { Language: { } language } || Speaks(language, settings.Language))
            .Take(settings.Limit)];
    }

    // RFC 4647 §3.3.1: basic filtering.
    private static bool Speaks(string language, string range) =>
        range.Length == 0 || language.Equals(range, StringComparison.OrdinalIgnoreCase)
        || language.StartsWith(range + "-", StringComparison.OrdinalIgnoreCase);
}
