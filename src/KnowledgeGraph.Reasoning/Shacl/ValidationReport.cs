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
    internal ValidationReport(LocalDictionary terms, IReadOnlyList<ResultRow> rows, long focusNodeCount)
    {
        Terms = terms;
        Rows = rows;
        FocusNodeCount = focusNodeCount;
    }

    /// <summary>sh:conforms: true if there is no result, of whatever severity (SHACL §3.6.1.1).</summary>
    public bool Conforms => Rows.Count == 0;

    /// <summary>Number of results.</summary>
    public int ResultCount => Rows.Count;

    /// <summary>Number of focus nodes checked, a node counted once for each shape whose target it is.</summary>
    public long FocusNodeCount { get; }

    /// <summary>The results, made as they are read.</summary>
    public IEnumerable<ValidationResult> Results => Rows.Select(ResultOf);

    /// <summary>
    /// The report without the results that are less severe: sh:Info, sh:Warning, then sh:Violation and all severities of one's own.
    /// </summary>
    /// <param name="severity">The least severity that counts.</param>
    public ValidationReport AtLeast(Iri severity) =>
        new(Terms, [.. Rows.Where(row => Rank(row.Shape.Severity) >= Rank(severity))], FocusNodeCount);

    internal LocalDictionary Terms { get; }

    internal IReadOnlyList<ResultRow> Rows { get; }

    /// <summary>Writes the report as a graph; see <see cref="ReportGraph"/>.</summary>
    /// <param name="sink">Takes the triples, in the default graph; finishing a writer is up to the caller.</param>
    /// <param name="afterBatch">Called now and then; the output may be flushed then.</param>
    public void WriteGraph(QuadSink sink, Action? afterBatch = null)
    {
        var graph = new ReportGraph(this);
        while (graph.WriteBatch(sink))
        {
            afterBatch?.Invoke();
        }
    }

    /// <summary>Writes the report for people; see <see cref="ReportText"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="prefixes">Prefixes, without colon, and the namespaces that they shorten; null for none.</param>
    public void WriteText(TextWriter output, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        var text = new ReportText(this, prefixes);
        while (text.WriteBatch(output))
        {
        }
    }

    internal static ImmutableArray<Literal> MessagesOf(in ResultRow row) =>
        row.Messages is { } own ? [.. own]
        : row.Shape.Messages.IsEmpty ? [new Literal(row.Constraint.Message, "en")]
        : row.Shape.Messages;

    private static int Rank(Iri severity) => severity == ShaclVocabulary.Info ? 0 : severity == ShaclVocabulary.Warning ? 1 : 2;

    private ValidationResult ResultOf(ResultRow row) => new()
    {
        FocusNode = Terms.ToTerm(row.Focus),
        ResultPath = row.Path.IsUndefined ? row.Shape.Path : new ShapePath.Predicate((Iri)Terms.ToTerm(row.Path)),
        Value = row.Value.IsUndefined ? null : Terms.ToTerm(row.Value),
        Severity = row.Shape.Severity,
        SourceShape = row.Shape.Node,
        SourceConstraintComponent = row.Constraint.Component,
        SourceConstraint = row.Constraint.Source,
        Messages = MessagesOf(row),
    };
}
