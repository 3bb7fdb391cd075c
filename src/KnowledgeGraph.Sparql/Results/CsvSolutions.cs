using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Reads SPARQL Query Results CSV (RFC 4180).</summary>
internal static class CsvSolutions
{
    public static SolutionTable Read(string text)
    {
        var at = 0;
        var head = Record(text, ref at);
        Variable[] variables = head is [null] ? [] : [.. head.Select(static name => new Variable(name ?? ""))];
        var rows = new List<IReadOnlyList<Term?>>();
        while (at < text.Length)
        {
            var record = Record(text, ref at);
            var row = variables.Length == 0 && record is [null] ? [] : record;
            if (row.Count != variables.Length)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Row {rows.Count + 1} has {row.Count} fields for {variables.Length} variables."));
            }

            rows.Add([.. row.Select(AsTerm)]);
        }

        return new SolutionTable([.. variables], rows);
    }

    private static Term? AsTerm(string? field) =>
        field is null ? null : field.StartsWith("_:", StringComparison.Ordinal) ? new BlankNode(field[2..]) : new Literal(field);

    // One line of fields; null is an empty field without quotation marks.
    private static List<string?> Record(string text, ref int at)
    {
        var fields = new List<string?>();
        while (true)
        {
            fields.Add(at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            var end = at;
            at += at < text.Length && text[at] == '\r' ? 1 : 0;
            at += at < text.Length && text[at] == '\n' ? 1 : 0;
            if (at == end && at < text.Length)
            {
                throw new InvalidDataException(FormattableString.Invariant($"Text after a closing quotation mark, at character {at + 1}."));
            }

            return fields;
        }
    }

    private static string? Plain(string text, ref int at)
    {
        var length = text.AsSpan(at).IndexOfAny(",\r\n");
        var field = text.Substring(at, length < 0 ? text.Length - at : length);
        at += field.Length;
        return field.Length == 0 ? null : field;
    }

    private static string Quoted(string text, ref int at)
    {
        var start = at++;
        var field = new StringBuilder();
        while (true)
        {
            var length = text.AsSpan(at).IndexOf('"');
            if (length < 0)
            {
                throw new InvalidDataException(FormattableString.Invariant($"The quotation mark at character {start + 1} is not closed."));
            }

            field.Append(text, at, length);
            at += length + 1;
            if (at >= text.Length || text[at] != '"')
            {
                return field.ToString();
            }

            field.Append('"');
            at++;
        }
    }
}
