namespace KnowledgeGraph.Query.Execution;

/// <summary>
/// What SERVICE or LOAD asks of another host could not be had. SILENT covers it: SERVICE has one empty solution then (SPARQL 1.1 Federated
/// Query §2.3), LOAD no effect (SPARQL 1.1 Update §3.1.4).
/// </summary>
public sealed class RemoteException : QueryException
{
    /// <summary>It failed.</summary>
    /// <param name="message">Which endpoint or document, and why.</param>
    /// <param name="isRefused">True if this host refused to ask; false if the other side failed.</param>
    /// <param name="inner">The cause.</param>
    public RemoteException(string message, bool isRefused, Exception? inner = null)
        : base(message, inner) => IsRefused = isRefused;

    /// <summary>True if this host refused to ask; false if the other side, or the way to it, failed.</summary>
    public bool IsRefused { get; }
}
