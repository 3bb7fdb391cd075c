using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Writes results as triples. Terms of the data go out as views of the dictionary; the nodes of the report have labels that no node of
/// the data has.
/// </summary>
internal sealed class ReportGraph(QuadSink sink, LocalDictionary terms)
{
    private static readonly BlankNode s_report = new("report");

    private readonly TermArena _subject = new();
    private readonly TermArena _predicate = new();
    private readonly TermArena _object = new();
    private int _results;
    private int _paths;

    /// <summary>Begins the report.</summary>
    public void Begin(bool conforms)
    {
        Write(s_report, RdfVocabulary.Type, ShaclVocabulary.Term("ValidationReport"));
        Write(s_report, "conforms", new Literal(conforms ? "true" : "false", Xsd.Boolean));
    }

    /// <summary>Writes a result.</summary>
    public void Write(in ResultRow row, ImmutableArray<Literal> messages)
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
        Write(result, "sourceShape", terms.Intern(row.Shape.Node));
        Write(result, "sourceConstraintComponent", row.Constraint.Component);
        if (row.Constraint.Source is { } constraint)
        {
            Write(result, "sourceConstraint", terms.Intern(constraint));
        }

        foreach (var message in messages)
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
            case ShapePath.Inverse inverse:
                WritePath(NewNode(subject, predicate), ShaclVocabulary.Term("inversePath"), inverse.Path);
                break;
            case ShapePath.ZeroOrMore many:
                WritePath(NewNode(subject, predicate), ShaclVocabulary.Term("zeroOrMorePath"), many.Path);
                break;
            case ShapePath.OneOrMore some:
                WritePath(NewNode(subject, predicate), ShaclVocabulary.Term("oneOrMorePath"), some.Path);
                break;
            case ShapePath.ZeroOrOne one:
                WritePath(NewNode(subject, predicate), ShaclVocabulary.Term("zeroOrOnePath"), one.Path);
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
        Write(subject, ShaclVocabulary.Term(name), terms.View(value, _object));
    }

    private void Write(BlankNode subject, Iri predicate, in TermView value)
    {
        _subject.Clear();
        _predicate.Clear();
        sink.Quad(_subject[_subject.Add(subject)], _predicate[_predicate.Add(predicate)], value, default);
    }
}
