using System.Collections.Immutable;
using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Reads SPARQL 1.2 Query Results JSON.</summary>
internal static class JsonSolutions
{
    public static SolutionTable Read(Stream input)
    {
        try
        {
            using var document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = (3 * SolutionReader.MaxNesting) + 10 });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("This is not a SPARQL result in JSON: " + e.Message, e);
        }
    }

    private static SolutionTable Read(JsonElement root)
    {
        if (root.TryGetProperty("boolean", out var boolean))
        {
            return new SolutionTable([], [], boolean.GetBoolean());
        }

        var variables = root.GetProperty("head").GetProperty("vars").EnumerateArray()
            .Select(static v => new Variable(v.GetString()!)).ToImmutableArray();
        var rows = new List<IReadOnlyList<Term?>>();
        foreach (var binding in root.GetProperty("results").GetProperty("bindings").EnumerateArray())
        {
            var row = new Term?[variables.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = binding.TryGetProperty(variables[i].Name, out var value) ? JsonBinding.ReadTerm(value) : null;
            }

            rows.Add(row);
        }

        return new SolutionTable(variables, rows);
    }
}
