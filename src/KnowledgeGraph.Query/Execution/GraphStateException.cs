namespace KnowledgeGraph.Query.Execution;

/// <summary>
/// An operation on graphs that fails on the present data: the graph is not there, or is there already (SPARQL 1.1 Update §3.2). SILENT
/// covers it.
/// </summary>
public sealed class GraphStateException : QueryException
{
    /// <summary>It failed.</summary>
    /// <param name="message">Which operation, which graph, and what to do about it.</param>
    public GraphStateException(string message)
        : base(message)
    {
    }
}
