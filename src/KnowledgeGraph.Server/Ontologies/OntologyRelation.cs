namespace KnowledgeGraph.Server.Ontologies;

/// <summary>The properties that lead from things of one sort to things of another.</summary>
/// <param name="From">The uppermost class of the one.</param>
/// <param name="To">The uppermost class of the other.</param>
/// <param name="Properties">The properties, by label.</param>
public sealed record OntologyRelation(OntologyTerm From, OntologyTerm To, IReadOnlyList<OntologyTerm> Properties);

/// <summary>Which sorts of things are related, as documented by domains and ranges.</summary>
public static class OntologyRelations
{
    /// <summary>The relations, by the labels of their ends; shortcuts are none.</summary>
    /// <param name="ontology">The ontology.</param>
    public static IReadOnlyList<OntologyRelation> Of(Ontology ontology)
    {
        ArgumentNullException.ThrowIfNull(ontology);
        var pairs =
            from property in ontology.Of(OntologyTermKind.Property)
            where !property.Types.Any(type => type.Value.EndsWith("#ShortcutProperty", StringComparison.Ordinal))
            from domain in property.Terms(OntologyVocabulary.DomainIncludes)
            from range in property.Terms(OntologyVocabulary.RangeIncludes)
            let @from = ontology.Root(domain)
            let to = ontology.Root(range)
            where @from is not null && to is not null
            select (From: @from, To: to, Property: property);
        return
        [
            .. pairs.Distinct().GroupBy(pair => (pair.From, pair.To))
                .Select(group => new OntologyRelation(group.Key.From, group.Key.To, [.. group.Select(pair => pair.Property)]))
                .OrderBy(relation => relation.From.Label, StringComparer.Ordinal)
                    .ThenBy(relation => relation.To.Label, StringComparer.Ordinal),
        ];
    }
}
