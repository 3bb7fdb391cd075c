namespace KnowledgeGraph.Rdf;

/// <summary>A triple of term objects.</summary>
/// <param name="Subject">An IRI or a blank node.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">Any term.</param>
public sealed record Triple(Term Subject, Iri Predicate, Term Object);
