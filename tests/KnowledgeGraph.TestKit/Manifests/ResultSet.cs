using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>A table of solutions or a boolean written as RDF, in the vocabulary of the tests of SPARQL 1.0.</summary>
/// <seealso href="https://www.w3.org/2001/sw/DataAccess/tests/result-set"/>
public sealed record ResultSet
{
    private const string Rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#";

    /// <summary>The columns.</summary>
    public ImmutableArray<string> Variables { get; private init; } = [];

    /// <summary>The rows; null is unbound.</summary>
    public ImmutableArray<IReadOnlyList<Term?>> Rows { get; private init; } = [];

    /// <summary>The answer of ASK, null for a table.</summary>
    public bool? Boolean { get; private init; }

    /// <summary>True if every row has an rs:index.</summary>
    public bool IsOrdered { get; private init; }

    /// <summary>The result set in a graph; null if there is none, that is, if the graph is the answer of CONSTRUCT.</summary>
    /// <param name="graph">The graph.</param>
    public static ResultSet? Find(Dataset graph)
    {
        if (graph.Match(predicate: RdfVocabulary.Type, @object: new Iri(Rs + "ResultSet")).FirstOrDefault()?.Subject is not { } set)
        {
            return null;
        }

        if (Value(graph, set, "boolean") is Literal boolean)
        {
            return new ResultSet { Boolean = boolean.Lexical == "true" };
        }

        ImmutableArray<string> variables = [.. graph.Match(set, new Iri(Rs + "resultVariable")).Select(quad => ((Literal)quad.Object).Lexical)];
        var solutions = graph.Match(set, new Iri(Rs + "solution")).Select(quad => quad.Object).ToList();
        var indexed = solutions.Select(solution => (Index: Value(graph, solution, "index") as Literal, Row: Row(graph, solution, variables))).ToList();
        var isOrdered = indexed.Count > 0 && indexed.All(item => item.Index is not null);
        return new ResultSet
        {
            Variables = variables,
            IsOrdered = isOrdered,
            Rows = [.. isOrdered ? indexed.OrderBy(item => int.Parse(item.Index!.Lexical, CultureInfo.InvariantCulture)).Select(item => item.Row) : indexed.Select(item => item.Row)],
        };
    }

    private static IReadOnlyList<Term?> Row(Dataset graph, Term solution, ImmutableArray<string> variables)
    {
        var cells = graph.Match(solution, new Iri(Rs + "binding"))
            .ToDictionary(quad => ((Literal)Value(graph, quad.Object, "variable")!).Lexical, quad => Value(graph, quad.Object, "value"), StringComparer.Ordinal);
        return [.. variables.Select(variable => cells.GetValueOrDefault(variable))];
    }

    private static Term? Value(Dataset graph, Term subject, string name) => graph.Match(subject, new Iri(Rs + name)).FirstOrDefault()?.Object;
}
