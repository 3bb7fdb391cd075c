using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Sparql;

/// <summary>A query text that is not SPARQL. Says where, what was expected and, where it can, what was probably meant.</summary>
public sealed class SparqlSyntaxException : Exception
{
    /// <summary>An error at a position.</summary>
    /// <param name="problem">What is wrong, without the position.</param>
    /// <param name="line">Line, 0-based.</param>
    /// <param name="column">Column in code points, 0-based.</param>
    /// <param name="expected">What could have stood there, or null.</param>
    /// <param name="hint">A way out, or null.</param>
    /// <param name="sourceName">The name of the text, for instance a file, or null.</param>
    public SparqlSyntaxException(
        string problem, long line, long column, string? expected = null, string? hint = null, string? sourceName = null)
        : base(Format(problem, line, column, expected, hint, sourceName))
    {
        Problem = problem;
        Line = line;
        Column = column;
        Expected = expected;
        Hint = hint;
        SourceName = sourceName;
    }

    /// <summary>What is wrong, without the position.</summary>
    public string Problem { get; }

    /// <summary>The name of the text, or null.</summary>
    public string? SourceName { get; }

    /// <summary>Line, 0-based; printed 1-based.</summary>
    public long Line { get; }

    /// <summary>Column in code points, 0-based; printed 1-based.</summary>
    public long Column { get; }

    /// <summary>What could have stood there, or null if the text is well formed but breaks another rule.</summary>
    public string? Expected { get; }

    /// <summary>What was probably meant, or null.</summary>
    public string? Hint { get; }

    private static string Format(string problem, long line, long column, string? expected, string? hint, string? sourceName)
    {
        var text = new StringBuilder();
        if (sourceName is not null)
        {
            text.Append(sourceName).Append(", ");
        }

        text.Append(CultureInfo.InvariantCulture, $"line {line + 1}, column {column + 1}: {problem}");
        if (expected is not null)
        {
            text.Append("; expected ").Append(expected);
        }

        if (hint is not null)
        {
            text.Append(". ").Append(hint);
        }

        return text.ToString();
    }
}
