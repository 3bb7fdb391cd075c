using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>An entity found by a name or by its identifier.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Label">The label that agrees, or the identifier.</param>
/// <param name="Score">How well, from 0 to 1.</param>
public sealed record NameMatch(Iri Entity, string Label, double Score)
{
    /// <summary>From this score on the name is the one asked for, but for case, diacritics and script.</summary>
    public const double Sure = 0.97;
}
