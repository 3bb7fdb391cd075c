namespace KnowledgeGraph.Store;

/// <summary>
/// Which positions of a quad are bound, and to what. Undefined positions are free. <c>default</c> matches everything. In the default
/// graph, and in a table of triple terms, <paramref name="Graph"/> is ignored.
/// </summary>
/// <param name="Subject">The subject, or undefined.</param>
/// <param name="Predicate">The predicate, or undefined.</param>
/// <param name="Object">The object, or undefined.</param>
/// <param name="Graph">The graph name, or undefined.</param>
public readonly record struct QuadPattern(TermId Subject, TermId Predicate, TermId Object, TermId Graph = default)
{
    /// <summary>The position at 0 subject, 1 predicate, 2 object, 3 graph.</summary>
    /// <param name="position">0 to 3.</param>
    public TermId this[int position] => position switch { 0 => Subject, 1 => Predicate, 2 => Object, _ => Graph };
}
