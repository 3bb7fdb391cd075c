namespace KnowledgeGraph.Query.Execution;

/// <summary>A query that could not be evaluated; the message is written for the person who sent the query.</summary>
public class QueryException : Exception
{
    /// <summary>A failure with a message.</summary>
    /// <param name="message">What went wrong, and what to do about it.</param>
    /// <param name="inner">The cause, if another exception is.</param>
    public QueryException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
