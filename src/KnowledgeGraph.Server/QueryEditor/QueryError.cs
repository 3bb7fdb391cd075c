using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>Where a text is no SPARQL, and what could be done.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in code points, from 1.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Expected">What could have stood there, or null.</param>
/// <param name="Hint">A way out, or null.</param>
public sealed record QueryError(long Line, long Column, string Problem, string? Expected, string? Hint)
{
    /// <summary>The error that the parser reports.</summary>
    /// <param name="error">It.</param>
    public static QueryError Of(SparqlSyntaxException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new QueryError(error.Line + 1, error.Column + 1, error.Problem, error.Expected, error.Hint);
    }
}
