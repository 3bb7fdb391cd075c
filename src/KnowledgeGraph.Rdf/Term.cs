namespace KnowledgeGraph.Rdf;

/// <summary>
/// An RDF 1.2 term as an object: for queries, small data and the edge of an API, not for bulk data (see <see cref="TermView"/>).
/// Immutable; equality is term equality of RDF 1.2 Concepts.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#section-rdf-graph"/>
public abstract record Term
{
    private protected Term()
    {
    }

    /// <summary>The kind of the term.</summary>
    public abstract TermKind Kind { get; }

    /// <summary>The term in N-Triples syntax.</summary>
    public sealed override string ToString() => NTriplesText.Write(this);
}
