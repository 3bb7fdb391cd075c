namespace KnowledgeGraph.Rdf;

/// <summary>A triple used as a term (RDF 1.2 Concepts §3.1). It says nothing about whether the triple holds.</summary>
/// <param name="Subject">An IRI or a blank node.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">Any term.</param>
public sealed record TripleTerm(Term Subject, Iri Predicate, Term Object) : Term
{
    /// <inheritdoc/>
    public override TermKind Kind => TermKind.TripleTerm;
}
