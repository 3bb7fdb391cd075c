using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// A validation report (SHACL §3.6). The same shapes and data give the same results in the same order. Holds ids, which become terms when
/// it is read; for one thread.
/// </summary>
/// <seealso href="https://www.w3.org/TR/shacl/#validation-report"/>
public sealed class ValidationReport
{
    private readonly LocalDictionary _terms;
    private readonly IReadOnlyList<ResultRow> _rows;

    internal ValidationReport(LocalDictionary terms, IReadOnlyList<ResultRow> rows, long focusNodeCount)
    {
        _terms = terms;
        _rows = rows;
        FocusNodeCount = focusNodeCount;
    }

    /// <summary>sh:conforms: true if there is no result, of whatever severity (SHACL §3.6.1.1).</summary>
    public bool Conforms => _rows.Count == 0;

    /// <summary>Number of results.</summary>
    public int ResultCount => _rows.Count;

    /// <summary>Number of focus nodes checked, a node counted once for each shape whose target it is.</summary>
    public long FocusNodeCount { get; }

    /// <summary>The results, made as they are read.</summary>
    public IEnumerable<ValidationResult> Results => _rows.Select(ResultOf);

    /// <summary>The report without the results that are less severe: sh:Info, sh:Warning, then sh:Violation and all severities of one's own.</summary>
    /// <param name="severity">The least severity that counts.</param>
    public ValidationReport AtLeast(Iri severity) =>
        new(_terms, [.. _rows.Where(row => Rank(row.Shape.Severity) >= Rank(severity))], FocusNodeCount);

    /// <summary>Writes the report as the graph that SHACL §3.6 describes. Streams; nothing is held.</summary>
    /// <param name="sink">Takes the triples, in the default graph; finishing a writer is up to the caller.</param>
    /// <param name="afterResult">Called after each result; the output may be flushed then.</param>
    public void WriteGraph(QuadSink sink, Action? afterResult = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var writer = new ReportGraph(sink, _terms);
        writer.Begin(Conforms);
        foreach (var row in _rows)
        {
            writer.Write(row, MessagesOf(row));
            afterResult?.Invoke();
        }
    }

    /// <summary>Writes the report for people: results by focus node, then how many there are.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="prefixes">Prefixes, without colon, and the namespaces that they shorten; null for none.</param>
    public void WriteText(TextWriter output, IReadOnlyDictionary<string, string>? prefixes = null) =>
        new ReportText(output, prefixes).Write(this);

    private static int Rank(Iri severity) => severity == ShaclVocabulary.Info ? 0 : severity == ShaclVocabulary.Warning ? 1 : 2;

    private static ImmutableArray<Literal> MessagesOf(in ResultRow row) =>
        row.Messages is { } own ? [.. own]
        : row.Shape.Messages.IsEmpty ? [new Literal(row.Constraint.Message, "en")]
        : row.Shape.Messages;

    private ValidationResult ResultOf(ResultRow row) => new()
    {
        FocusNode = _terms.ToTerm(row.Focus),
        ResultPath = row.Path.IsUndefined ? row.Shape.Path : new ShapePath.Predicate((Iri)_terms.ToTerm(row.Path)),
        Value = row.Value.IsUndefined ? null : _terms.ToTerm(row.Value),
        Severity = row.Shape.Severity,
        SourceShape = row.Shape.Node,
        SourceConstraintComponent = row.Constraint.Component,
        SourceConstraint = row.Constraint.Source,
        Messages = MessagesOf(row),
    };
}
