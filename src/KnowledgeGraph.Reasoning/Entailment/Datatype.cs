using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A recognised datatype.</summary>
/// <param name="Iri">Its name.</param>
/// <param name="Space">The primitive datatype that it restricts.</param>
/// <param name="Canonical">The canonical lexical form of what a lexical form denotes: equal for equal values of one space, whatever their
/// datatype. Null for what is not in the lexical space.</param>
internal sealed record Datatype(Iri Iri, ValueSpace Space, Func<string, string?> Canonical);
