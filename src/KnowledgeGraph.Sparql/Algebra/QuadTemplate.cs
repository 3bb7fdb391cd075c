namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>One quad of the data or of a template of an update (SPARQL 1.1 Update §3.1, QuadPattern and QuadData of the grammar).</summary>
/// <param name="Graph">The graph: an IRI or a variable; null outside GRAPH.</param>
/// <param name="Triple">The triple. Internal variables in it are blank nodes that the update makes.</param>
public sealed record QuadTemplate(TermPattern? Graph, TriplePattern Triple)
{
    /// <inheritdoc/>
    public override string ToString() => Graph is null ? $"{Triple}" : $"GRAPH {Graph} {{ {Triple} }}";
}
