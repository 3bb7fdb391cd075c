using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>Answers EXISTS for rows: whether the pattern has a solution with the row's values substituted (SPARQL 1.1 §18.6).</summary>
public abstract class ExistsProbe
{
    /// <summary>Tests rows.</summary>
    /// <param name="batch">The rows, with the columns that the probe was made for.</param>
    /// <param name="rows">The indexes of the rows wanted.</param>
    /// <param name="results">One cell per index, in that order.</param>
    public abstract void Test(SolutionBatch batch, ReadOnlySpan<int> rows, Span<bool> results);
}
