using System.Globalization;

namespace KnowledgeGraph.Query.Execution;

/// <summary>A query needed more memory than its budget, or than all queries may use together.</summary>
public sealed class QueryMemoryException : QueryException
{
    /// <summary>The query exceeded a budget.</summary>
    /// <param name="limitBytes">The budget.</param>
    /// <param name="isShared">True if the budget is the one that all queries share.</param>
    public QueryMemoryException(long limitBytes, bool isShared)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The query needs more memory than {(isShared ? "all queries may use together" : "its limit")} ({limitBytes / (1024.0 * 1024.0):0.#} MB). Make it more selective, or ask for less at a time."))
    {
        LimitBytes = limitBytes;
        IsShared = isShared;
    }

    /// <summary>The budget exceeded.</summary>
    public long LimitBytes { get; }

    /// <summary>True if the budget is the one that all queries share; the query may well succeed later.</summary>
    public bool IsShared { get; }
}
