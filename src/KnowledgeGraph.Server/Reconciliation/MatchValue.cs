using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A value that a candidate is compared with.</summary>
/// <param name="Text">The value as text: of an entity its name, or its identifier if it has none.</param>
/// <param name="Entity">The entity, if it is one that was matched before, or if the text is an IRI; else null.</param>
public sealed record MatchValue(string Text, Iri? Entity)
{
    /// <summary>The value of a text.</summary>
    /// <param name="text">The text.</param>
    public static MatchValue Of(string text) => new(text, IriReference.IsWellFormedIri(text) ? new Iri(text) : null);
}
