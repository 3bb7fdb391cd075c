namespace KnowledgeGraph.Query.Execution;

/// <summary>A call of SERVICE that failed; with SILENT it counts as one empty solution instead (SPARQL 1.1 Federated Query §2.3).</summary>
public sealed class ServiceException : QueryException
{
    /// <summary>A call failed.</summary>
    /// <param name="message">Which endpoint, and why.</param>
    /// <param name="isRefused">True if this host refused to make the call; false if the other side failed.</param>
    /// <param name="inner">The cause.</param>
    public ServiceException(string message, bool isRefused, Exception? inner = null)
        : base(message, inner) => IsRefused = isRefused;

    /// <summary>True if this host refused to make the call; false if the other side, or the way to it, failed.</summary>
    public bool IsRefused { get; }
}
