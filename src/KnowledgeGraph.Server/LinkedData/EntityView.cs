using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>All that the page of an entity shows.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Types">Its types.</param>
/// <param name="Description">Definition or comment, or null.</param>
/// <param name="Facts">Facts with the entity as subject, by property.</param>
/// <param name="InverseFacts">Facts with the entity as object, by property.</param>
/// <param name="InverseFactsAreCut">True if there are more inverse facts than shown.</param>
/// <param name="OtherClaims">Claims about the entity that are not facts: denied, planned, hedged, or said without being endorsed.</param>
/// <param name="GraphStatements">What named graphs say of the entity.</param>
/// <param name="Labels">Labels of every IRI on the page.</param>
public sealed record EntityView(
    Iri Entity,
    IReadOnlyList<Term> Types,
    string? Description,
    IReadOnlyList<FactGroup> Facts,
    IReadOnlyList<FactGroup> InverseFacts,
    bool InverseFactsAreCut,
    IReadOnlyList<ClaimView> OtherClaims,
    IReadOnlyList<Quad> GraphStatements,
    IReadOnlyDictionary<Iri, string> Labels)
{
    /// <summary>The label of the entity, or the last part of its IRI.</summary>
    public string Label => Labels.GetValueOrDefault(Entity) ?? Entity.Value[(Entity.Value.LastIndexOfAny(['/', '#']) + 1)..];
}
