using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A page of a part of what is known of an entity.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Part">The part.</param>
/// <param name="Facts">The facts of a property; null if claims are asked for.</param>
/// <param name="Claims">The claims; null if facts are asked for.</param>
/// <param name="Labels">Labels of every IRI on the page.</param>
public sealed record EntityPartView(
    Iri Entity, EntityPart Part, FactGroup? Facts, ClaimGroup? Claims, IReadOnlyDictionary<Iri, string> Labels)
{
    /// <summary>How many there are in all.</summary>
    public long Count => Facts?.Count ?? Claims!.Count;

    /// <summary>How many are on this page.</summary>
    public int Shown => Facts?.Facts.Count ?? Claims!.Claims.Count;

    /// <summary>True if there is a page after this one.</summary>
    public bool HasMore => Part.Offset + Shown < Count;
}
