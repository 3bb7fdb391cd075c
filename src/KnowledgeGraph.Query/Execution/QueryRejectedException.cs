namespace KnowledgeGraph.Query.Execution;

/// <summary>A query was not started because as many run already as may run at once.</summary>
public sealed class QueryRejectedException : QueryException
{
    /// <summary>The query was rejected.</summary>
    /// <param name="message">Which limit was reached.</param>
    /// <param name="retryAfter">When it makes sense to try again.</param>
    public QueryRejectedException(string message, TimeSpan retryAfter)
        : base(message) => RetryAfter = retryAfter;

    /// <summary>When it makes sense to try again.</summary>
    public TimeSpan RetryAfter { get; }
}
