using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Tests.Sparql;

/// <summary>What a message about a query or an update must name: the place, the problem, and the way out.</summary>
internal static class ExpectedSyntaxError
{
    /// <summary>Fails unless the error is the one expected.</summary>
    /// <param name="error">The error.</param>
    /// <param name="line">The line, 1-based as printed.</param>
    /// <param name="column">The column in code points, 1-based as printed.</param>
    /// <param name="problem">A part of the problem.</param>
    /// <param name="hint">A part of the hint; null if there must be none.</param>
    public static void Check(SparqlSyntaxException error, int line, int column, string problem, string? hint)
    {
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Equal((line, column), ((int)error.Line + 1, (int)error.Column + 1));
        if (hint is null)
        {
            Assert.Null(error.Hint);
        }
        else
        {
            Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
        }
    }
}
