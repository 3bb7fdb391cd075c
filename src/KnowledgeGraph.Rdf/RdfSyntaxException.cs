using System.Globalization;

namespace KnowledgeGraph.Rdf;

/// <summary>Text that is not what its grammar demands. The message prints the position 1-based, the properties hold it 0-based.</summary>
public sealed class RdfSyntaxException : Exception
{
    /// <summary>A syntax error.</summary>
    /// <param name="problem">What is wrong, without the position: what was found, what was expected.</param>
    /// <param name="sourceName">Name of the file or stream, or null.</param>
    /// <param name="line">The 0-based line.</param>
    /// <param name="column">The 0-based column, in code points.</param>
    /// <param name="hint">What probably helps, or null.</param>
    /// <param name="inner">The cause, or null.</param>
    public RdfSyntaxException(
        string problem, string? sourceName, long line, long column, string? hint = null, Exception? inner = null)
        : base(Describe(problem, sourceName, line, column, hint), inner)
    {
        Problem = problem;
        SourceName = sourceName;
        Line = line;
        Column = column;
        Hint = hint;
    }

    /// <summary>What was found and what was expected, without position and hint.</summary>
    public string Problem { get; }

    /// <summary>Name of the file or stream, if known.</summary>
    public string? SourceName { get; }

    /// <summary>The 0-based line.</summary>
    public long Line { get; }

    /// <summary>The 0-based column, in code points.</summary>
    public long Column { get; }

    /// <summary>What probably helps, if there is a guess.</summary>
    public string? Hint { get; }

    private static string Describe(string problem, string? sourceName, long line, long column, string? hint)
    {
        var position = string.Create(CultureInfo.InvariantCulture, $"{line + 1}:{column + 1}: {problem}");
        var place = sourceName is null ? position : $"{sourceName}:{position}";
        return hint is null ? place : $"{place} ({hint})";
    }
}
