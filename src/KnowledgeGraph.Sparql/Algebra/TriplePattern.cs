namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>A triple pattern.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate: a variable or an IRI.</param>
/// <param name="Object">The object.</param>
public sealed record TriplePattern(TermPattern Subject, TermPattern Predicate, TermPattern Object)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Predicate} {Object}";
}
