using System.Globalization;

namespace KnowledgeGraph.Query.Execution;

/// <summary>A query, update or validation needed more memory than its budget, or than all may use together.</summary>
public sealed class QueryMemoryException : QueryException
{
    /// <summary>The work exceeded a budget.</summary>
    /// <param name="limitBytes">The budget.</param>
    /// <param name="isShared">True if the budget is the one that all share.</param>
    /// <param name="work">What ran.</param>
    public QueryMemoryException(long limitBytes, bool isShared, LimitedWork work = LimitedWork.Query)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The {work.ToString().ToLowerInvariant()} needs more memory than {Limit(isShared)} ({limitBytes / (1024.0 * 1024.0):0.#} MB). {Hint(work)}"))
    {
        LimitBytes = limitBytes;
        IsShared = isShared;
    }

    /// <summary>The budget exceeded.</summary>
    public long LimitBytes { get; }

    /// <summary>True if the budget is the one that all share; the same may well succeed later.</summary>
    public bool IsShared { get; }

    private static string Limit(bool isShared) => isShared ? "all that runs may use together" : "its limit";

    private static string Hint(LimitedWork work) => work switch
    {
        LimitedWork.Update => "Make it more selective, or do it in parts.",
        LimitedWork.Validation => "Validate fewer shapes at a time.",
        _ => "Make it more selective, or ask for less at a time.",
    };
}
