using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Writes a report as the graph that SHACL §3.6 describes, a batch of results after the other. Terms of the data go out as views of the
/// dictionary; the nodes of the report have labels that no node of the data has. For one thread.
/// </summary>
public sealed class ReportGraph
{
    private const int BatchResults = 256;

    private static readonly BlankNode s_report = new("report");

    private readonly ValidationReport _report;
    private readonly TermArena _subject = new();
    private readonly TermArena _predicate = new();
    private readonly TermArena _object = new();
    private QuadSink _sink = null!;
    private int _results;
    private int _paths;
    private bool _begun;

    /// <summary>A graph of which nothing is written yet.</summary>
    /// <param name="report">The report.</param>
    public ReportGraph(ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _report = report;
    }

    /// <summary>Writes the next results.</summary>
    /// <param name="sink">Takes the triples, in the default graph; finishing a writer is up to the caller.</param>
    /// <returns>False if there were no more.</returns>
    public bool WriteBatch(QuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sink = sink;
        if (!_begun)
        {
            _begun = true;
            Write(s_report, RdfVocabulary.Type, ShaclVocabulary.Term("ValidationReport"));
            Write(s_report, "conforms", new Literal(_report.Conforms ? "true" : "false", Xsd.Boolean));
            return true;
        }

        var end = Math.Min(_report.ResultCount, _results + BatchResults);
        var isMore = _results < end;
        while (_results < end)
        {
            Write(_report.Rows[_results]);
        }

        return isMore;
    }

    private void Write(in ResultRow row)
    {
        var result = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"result{++_results}"));
        Write(s_report, "result", result);
        Write(result, RdfVocabulary.Type, ShaclVocabulary.Term("ValidationResult"));
        Write(result, "focusNode", row.Focus);
        if (!row.Path.IsUndefined)
        {
            Write(result, "resultPath", row.Path);
        }
        else if (row.Shape.Path is { } path)
        {
            WritePath(result, ShaclVocabulary.Term("resultPath"), path);
        }

        if (!row.Value.IsUndefined)
        {
            Write(result, "value", row.Value);
        }

        Write(result, "resultSeverity", row.Shape.Severity);
        Write(result, "sourceShape", _report.Terms.Intern(row.Shape.Node));
        Write(result, "sourceConstraintComponent", row.Constraint.Component);
        if (row.Constraint.Source is { } constraint)
        {
            Write(result, "sourceConstraint", _report.Terms.Intern(constraint));
        }

        foreach (var message in ValidationReport.MessagesOf(row))
        {
            Write(result, "resultMessage", message);
        }
    }

    // SHACL §3.6.2.2: a copy of the path with nodes of its own.
    private void WritePath(BlankNode subject, Iri predicate, ShapePath path)
    {
        switch (path)
        {
            case ShapePath.Predicate step:
                Write(subject, predicate, step.Value);
                break;
            case ShapePath.Sequence sequence:
                WriteList(subject, predicate, sequence.Steps);
                break;
            case ShapePath.Alternative alternative:
                WriteList(NewNode(subject, predicate), ShaclVocabulary.Term("alternativePath"), alternative.Ways);
                break;
            case ShapePath.Modified modified:
                WritePath(NewNode(subject, predicate), ShaclVocabulary.Term(modified.Property), modified.Path);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void WriteList(BlankNode subject, Iri predicate, ImmutableArray<ShapePath> members)
    {
        foreach (var member in members)
        {
            var cell = NewNode(subject, predicate);
            WritePath(cell, RdfVocabulary.First, member);
            (subject, predicate) = (cell, RdfVocabulary.Rest);
        }

        Write(subject, predicate, RdfVocabulary.Nil);
    }

    private BlankNode NewNode(BlankNode subject, Iri predicate)
    {
        var node = new BlankNode(string.Create(CultureInfo.InvariantCulture, $"path{++_paths}"));
        Write(subject, predicate, node);
        return node;
    }

    private void Write(BlankNode subject, string name, Term value) => Write(subject, ShaclVocabulary.Term(name), value);

    private void Write(BlankNode subject, Iri predicate, Term value)
    {
        _object.Clear();
        Write(subject, predicate, _object[_object.Add(value)]);
    }

    private void Write(BlankNode subject, string name, TermId value)
    {
        _object.Clear();
        Write(subject, ShaclVocabulary.Term(name), _report.Terms.View(value, _object));
    }

    private void Write(BlankNode subject, Iri predicate, in TermView value)
    {
        _subject.Clear();
        _predicate.Clear();
        _sink.Quad(_subject[_subject.Add(subject)], _predicate[_predicate.Add(predicate)], value, default);
    }
}
