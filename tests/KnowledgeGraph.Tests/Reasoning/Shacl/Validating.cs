using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>Validations of a few triples, and their results as text.</summary>
internal static class Validating
{
    public const string Prefixes = """
        PREFIX : <http://example/>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>

        """;

    /// <summary>Reads shapes in TriG; the prefixes above are declared.</summary>
    public static ShapesGraph Shapes(string shapes) => ShapesGraph.Read(RdfReader.ReadText(Prefixes + shapes, RdfFormat.TriG));

    /// <summary>An engine over data in TriG.</summary>
    public static KnowledgeGraph.Engine.Engine Data(string data)
    {
        var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.LoadText(Prefixes + data);
        return engine;
    }

    /// <summary>
    /// The results, local names only: <c>focus path value component</c>, a dash for none, sorted. Run with batches of 1, 3 and 1024 nodes.
    /// </summary>
    public static string[] Results(string data, string shapes, QueryOptions? options = null)
    {
        using var engine = Data(data);
        return Results(engine, Shapes(shapes), options);
    }

    /// <summary>The same over an engine.</summary>
    public static string[] Results(KnowledgeGraph.Engine.Engine engine, ShapesGraph shapes, QueryOptions? options = null)
    {
        string[]? results = null;
        foreach (var batchRows in (int[])[1024, 1, 3])
        {
            using var validation = engine.Validate(shapes, (options ?? new QueryOptions()) with { BatchRows = batchRows }, null, TestContext.Current.CancellationToken);
            string[] found = [.. validation.Report.Results.Select(Text).Order(StringComparer.Ordinal)];
            results ??= found;
            Assert.Equal(results, found);
        }

        return results!;
    }

    /// <summary>The results as term objects.</summary>
    public static ValidationResult[] Terms(string data, string shapes)
    {
        using var engine = Data(data);
        using var validation = engine.Validate(Shapes(shapes), null, null, TestContext.Current.CancellationToken);
        return [.. validation.Report.Results];
    }

    /// <summary>A term or path without namespaces and marks.</summary>
    public static string Short(string? text) => text is null ? "-" : text
        .Replace("<http://example/", "", StringComparison.Ordinal)
        .Replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "", StringComparison.Ordinal)
        .Replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:", StringComparison.Ordinal)
        .Replace(">", "", StringComparison.Ordinal)
        .Replace("\"", "", StringComparison.Ordinal);

    private static string Text(ValidationResult result)
    {
        var component = result.SourceConstraintComponent.Value;
        component = component[(component.LastIndexOfAny(['#', '/']) + 1)..].Replace("ConstraintComponent", "", StringComparison.Ordinal);
        return $"{Short(result.FocusNode.ToString())} {Short(result.Path)} {Short(result.Value?.ToString())} {component}";
    }
}
