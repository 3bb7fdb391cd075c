namespace KnowledgeGraph.Rdf;

/// <summary>A triple in a graph.</summary>
/// <param name="Subject">An IRI or a blank node.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">Any term.</param>
/// <param name="Graph">The graph name, an IRI or a blank node; null for the default graph.</param>
public sealed record Quad(Term Subject, Iri Predicate, Term Object, Term? Graph)
{
    /// <summary>The triple without its graph.</summary>
    public Triple Triple => new(Subject, Predicate, Object);
}
