using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Server.Pages;

/// <summary>The first rows of an answer, for a page.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Columns"/>; null is unbound.</param>
/// <param name="IsCut">True if the answer has more rows than are here.</param>
/// <param name="Boolean">The answer of an ASK query, else null.</param>
/// <param name="Labels">Labels of the IRIs in the rows.</param>
public sealed record AnswerTable(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<Term?>> Rows,
    bool IsCut,
    bool? Boolean,
    IReadOnlyDictionary<Iri, string> Labels)
{
    /// <summary>The query that its rows are answers of, for their evidence; null if it has none (DESCRIBE chooses its triples itself).</summary>
    public string? Explained { get; init; }

    /// <summary>True if the rows are triples.</summary>
    public bool IsGraph { get; init; }

    /// <summary>A row as a field of a request for its evidence.</summary>
    /// <param name="row">The row.</param>
    public string BindingOf(IReadOnlyList<Term?> row) => JsonBinding.Write(Columns.Zip(row));
}
