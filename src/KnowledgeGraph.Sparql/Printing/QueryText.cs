using System.Globalization;
using System.Text;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>One query in SPARQL syntax: prologue, form, modifiers.</summary>
internal sealed class QueryText
{
    private readonly Query _query;
    private readonly StringBuilder _text = new();
    private readonly TermText _terms;
    private readonly PatternText _patterns;

    public QueryText(Query query, InternalNames names)
    {
        _query = query;
        _terms = new TermText(query.Prefixes);
        _patterns = new PatternText(_terms, names);
    }

    public string Write()
    {
        if (_query.BaseIri is { } baseIri)
        {
            _text.Append(CultureInfo.InvariantCulture, $"BASE {baseIri}\n");
        }

        foreach (var (prefix, name) in _query.Prefixes.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            _text.Append(CultureInfo.InvariantCulture, $"PREFIX {prefix}: {new Rdf.Iri(name)}\n");
        }

        switch (_query)
        {
            case Query.Select:
                var select = SelectText.Split(_query.Pattern, hasColumns: true);
                _text.Append(_patterns.SelectClause(select));
                Dataset();
                _text.Append(_patterns.Tail(select));
                break;
            case Query.Construct q:
                _text.Append("CONSTRUCT {\n");
                foreach (var triple in q.Template)
                {
                    _text.Append("  ").Append(_patterns.TemplateTriple(triple)).Append(" .\n");
                }

                _text.Append('}');
                Rest();
                break;
            case Query.Describe q:
                _text.Append("DESCRIBE ").Append(q.Targets.IsEmpty ? "*" : string.Join(' ', q.Targets.Select(_patterns.Name)));
                Rest();
                break;
            default:
                _text.Append("ASK");
                Rest();
                break;
        }

        return _text.Append('\n').ToString();
    }

    private void Rest()
    {
        Dataset();
        _text.Append(_patterns.Tail(SelectText.Split(_query.Pattern, hasColumns: false)));
    }

    private void Dataset()
    {
        foreach (var graph in _query.Dataset?.Default ?? [])
        {
            _text.Append("\nFROM ").Append(_terms.Write(graph));
        }

        foreach (var graph in _query.Dataset?.Named ?? [])
        {
            _text.Append("\nFROM NAMED ").Append(_terms.Write(graph));
        }
    }
}
