namespace KnowledgeGraph.Rdf;

/// <summary>An IRI, compared code point by code point and never normalised (RDF 1.2 Concepts §3.2).</summary>
/// <param name="Value">The IRI as text, without angle brackets. Not validated here.</param>
public sealed record Iri(string Value) : Term
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.Iri;
}
