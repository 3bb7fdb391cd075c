using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Cli;

/// <summary>Solutions as a table for people: columns as wide as their cells, names shortened by the query's prefixes.</summary>
internal static class TextTable
{
    private const int WidestCell = 80;

    /// <summary>Writes all solutions, then their number.</summary>
    /// <param name="run">The run of a SELECT query.</param>
    /// <param name="prefixes">Prefix to namespace.</param>
    /// <param name="output">Takes the table.</param>
    public static void Write(QueryRun run, IReadOnlyDictionary<string, string> prefixes, TextWriter output)
    {
        string[] header = [.. run.Variables.Select(variable => variable.Name)];
        var rows = run.Solutions().Select(solution => solution.Terms.Select(term => CellOf(term, prefixes)).ToArray()).ToList();
        int[] widths = [.. header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        output.WriteLine(Line(header, widths));
        output.WriteLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (string[] row in rows)
        {
            output.WriteLine(Line(row, widths));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({rows.Count} {(rows.Count == 1 ? "row" : "rows")})"));
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();

    /// <summary>A term as one line, IRIs shortened.</summary>
    /// <param name="term">The term; null is empty.</param>
    /// <param name="prefixes">Prefix to namespace.</param>
    public static string TextOf(Term? term, IReadOnlyDictionary<string, string> prefixes)
    {
        string text = term switch
        {
            null => "",
            Iri iri => Shorten(iri, prefixes),
            Literal { Language: { } language } literal => $"{literal.Lexical}@{language}",
            Literal literal => literal.Lexical,
            TripleTerm triple => $"<<( {TextOf(triple.Subject, prefixes)} {TextOf(triple.Predicate, prefixes)} {TextOf(triple.Object, prefixes)} )>>",
            _ => term.ToString(),
        };
        return text.ReplaceLineEndings(" ");
    }

    private static string CellOf(Term? term, IReadOnlyDictionary<string, string> prefixes)
    {
        string text = TextOf(term, prefixes);
        return text.Length <= WidestCell ? text : string.Concat(text.AsSpan(0, WidestCell - 1), "…");
    }

    private static string Shorten(Iri iri, IReadOnlyDictionary<string, string> prefixes)
    {
        foreach ((string prefix, string @namespace) in prefixes.OrderByDescending(pair => pair.Value.Length))
        {
            if (@namespace.Length > 0 && iri.Value.StartsWith(@namespace, StringComparison.Ordinal))
            {
                return $"{prefix}:{iri.Value[@namespace.Length..]}";
            }
        }

        return $"<{iri.Value}>";
    }
}
