using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Syntax;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Reads SPARQL Query Results TSV. Terms have the syntax that SPARQL shares with Turtle.</summary>
internal static class TsvSolutions
{
    private static readonly SparqlParserOptions s_options = new() { MaxNesting = SolutionReader.MaxNesting };

    public static SolutionTable Read(string text)
    {
        // A carriage return inside a term is written as an escape: it always ends a line, alone or with a line feed.
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var head = lines[0];
        Variable[] variables = head.Length == 0
            ? []
            : [.. head.Split('\t').Select(static name => new Variable(name.TrimStart('?', '$')))];
        var rows = new List<IReadOnlyList<Term?>>();

        // The last line ends with a line end, so nothing follows it.
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        for (var i = 1; i < count; i++)
        {
            var line = lines[i];
            string[] cells = variables.Length == 0 && line.Length == 0 ? [] : line.Split('\t');
            if (cells.Length != variables.Length)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Line {i + 1} has {cells.Length} cells for {variables.Length} variables."));
            }

            rows.Add([.. cells.Select(cell => AsTerm(cell, i))]);
        }

        return new SolutionTable([.. variables], rows);
    }

    private static Term? AsTerm(string cell, int line)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        try
        {
            return new QueryParser(cell, null, s_options).ParseTerm();
        }
        catch (SparqlSyntaxException e)
        {
            throw new InvalidDataException(FormattableString.Invariant($"Line {line + 1}, `{cell}`: {e.Message}"), e);
        }
    }
}
