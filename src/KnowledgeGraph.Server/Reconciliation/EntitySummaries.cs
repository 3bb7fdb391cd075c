using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Reads names, descriptions and types of many entities at once.</summary>
/// <param name="reader">Where to read.</param>
public sealed class EntitySummaries(GraphReader reader)
{
    /// <summary>The summaries of some entities.</summary>
    /// <param name="entities">The entities.</param>
    public IReadOnlyDictionary<Iri, EntitySummary> Of(IReadOnlyCollection<Iri> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        var types = TypesOf(entities);
        var labels = NamesOf(entities.Concat(types.SelectMany(group => group)));
        var descriptions = DescriptionsOf(entities);
        return entities.Distinct().ToDictionary(entity => entity, entity =>
        {
            var named = types[entity].Select(type => (type, Name: labels[type])).ToList();
            var description = descriptions[entity].FirstOrDefault()
                ?? (named.Count == 0 ? null : string.Join(", ", named.Select(type => type.Name)));
            return new EntitySummary(entity, labels[entity], description, named);
        });
    }

    /// <summary>The types of some entities.</summary>
    /// <param name="entities">The entities.</param>
    public ILookup<Iri, Iri> TypesOf(IEnumerable<Iri> entities) =>
        reader.Select(ReconciliationQueries.Types, "entity", entities).ToLookup(row => (Iri)row["entity"]!, row => (Iri)row["type"]!);

    /// <summary>What some things are, in words.</summary>
    /// <param name="entities">The things.</param>
    public ILookup<Iri, string> DescriptionsOf(IEnumerable<Iri> entities) =>
        reader.Select(ReconciliationQueries.Descriptions, "entity", entities)
            .ToLookup(row => (Iri)row["entity"]!, row => ((Literal)row["description"]!).Lexical);

    /// <summary>Which of some IRIs the data speak of.</summary>
    /// <param name="entities">The IRIs.</param>
    public IReadOnlySet<Iri> Known(IEnumerable<Iri> entities) =>
        reader.Select(ReconciliationQueries.Known, "entity", entities).Select(row => (Iri)row["entity"]!).ToHashSet();

    /// <summary>The name of each IRI: its label, or the last part of the IRI.</summary>
    /// <param name="iris">The IRIs.</param>
    public IReadOnlyDictionary<Iri, string> NamesOf(IEnumerable<Iri> iris)
    {
        var all = iris.Distinct().ToList();
        var labels = LabelLookup.Of(reader.Dataset, all, reader.Cancellation);
        return all.ToDictionary(iri => iri, iri => labels.GetValueOrDefault(iri) ?? LastPart(iri));
    }

    // A name is never empty (the protocol's §2.2).
    private static string LastPart(Iri iri)
    {
        var text = iri.Value.TrimEnd('/', '#');
        var last = text[(text.LastIndexOfAny(['/', '#', ':']) + 1)..];
        return last.Length > 0 ? Uri.UnescapeDataString(last) : iri.Value;
    }
}
