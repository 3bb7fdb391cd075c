using System.Globalization;

namespace KnowledgeGraph.Query.Execution;

/// <summary>A query ran longer than its time limit.</summary>
public sealed class QueryTimeoutException : QueryException
{
    /// <summary>The query exceeded its limit.</summary>
    /// <param name="limit">The limit.</param>
    public QueryTimeoutException(TimeSpan limit)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The query ran longer than its limit of {limit.TotalSeconds:0.###} s. Make it more selective, or add LIMIT.")) =>
        Limit = limit;

    /// <summary>The limit.</summary>
    public TimeSpan Limit { get; }
}
