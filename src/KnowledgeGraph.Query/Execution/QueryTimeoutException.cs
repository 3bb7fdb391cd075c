using System.Globalization;

namespace KnowledgeGraph.Query.Execution;

/// <summary>A query, update or validation ran longer than its time limit.</summary>
public sealed class QueryTimeoutException : QueryException
{
    /// <summary>The work exceeded its limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="work">What ran.</param>
    public QueryTimeoutException(TimeSpan limit, LimitedWork work = LimitedWork.Query)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The {work.ToString().ToLowerInvariant()} ran longer than its limit of {limit.TotalSeconds:0.###} s. {Hint(work)}")) =>
        Limit = limit;

    /// <summary>The limit.</summary>
    public TimeSpan Limit { get; }

    private static string Hint(LimitedWork work) => work switch
    {
        LimitedWork.Update => "Make it more selective, or do it in parts.",
        LimitedWork.Validation => "Validate fewer shapes at a time.",
        _ => "Make it more selective, or add LIMIT.",
    };
}
