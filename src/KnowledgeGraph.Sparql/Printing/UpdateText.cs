using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>One update request in SPARQL syntax.</summary>
internal sealed class UpdateText
{
    private readonly Update _update;
    private readonly StringBuilder _text = new();
    private readonly TermText _terms;
    private readonly PatternText _patterns;

    public UpdateText(Update update, InternalNames names)
    {
        _update = update;
        _terms = new TermText(update.Prefixes);
        _patterns = new PatternText(_terms, names);
    }

    public string Write()
    {
        foreach (var (prefix, name) in _update.Prefixes.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            _text.Append(CultureInfo.InvariantCulture, $"PREFIX {prefix}: {new Iri(name)}\n");
        }

        // Only an operation with a pattern knows the base that it was read with.
        Iri? inForce = null;
        for (var i = 0; i < _update.Operations.Length; i++)
        {
            _text.Append(i == 0 ? "" : " ;\n");
            if (_update.Operations[i] is UpdateOperation.Modify { BaseIri: { } baseIri } && baseIri != inForce)
            {
                _text.Append(CultureInfo.InvariantCulture, $"BASE {baseIri}\n");
                inForce = baseIri;
            }

            Operation(_update.Operations[i]);
        }

        return _text.Append('\n').ToString();
    }

    private void Operation(UpdateOperation operation)
    {
        switch (operation)
        {
            case UpdateOperation.InsertData o:
                Quads("INSERT DATA", o.Quads);
                break;
            case UpdateOperation.DeleteData o:
                Quads("DELETE DATA", o.Quads);
                break;
            case UpdateOperation.Modify o:
                Modify(o);
                break;
            case UpdateOperation.Load o:
                _text.Append("LOAD ").Append(Silent(o.Silent)).Append(_terms.Write(o.Source));
                _text.Append(o.Into is null ? "" : " INTO " + Graph(o.Into));
                break;
            case UpdateOperation.Clear o:
                _text.Append("CLEAR ").Append(Silent(o.Silent)).Append(Target(o.Target));
                break;
            case UpdateOperation.Drop o:
                _text.Append("DROP ").Append(Silent(o.Silent)).Append(Target(o.Target));
                break;
            case UpdateOperation.Create o:
                _text.Append("CREATE ").Append(Silent(o.Silent)).Append(Graph(o.Graph));
                break;
            case UpdateOperation.Add o:
                FromTo("ADD ", o.From, o.To, o.Silent);
                break;
            case UpdateOperation.Move o:
                FromTo("MOVE ", o.From, o.To, o.Silent);
                break;
            case UpdateOperation.Copy o:
                FromTo("COPY ", o.From, o.To, o.Silent);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Modify(UpdateOperation.Modify modify)
    {
        if (modify.With is not null)
        {
            _text.Append("WITH ").Append(_terms.Write(modify.With)).Append('\n');
        }

        if (!modify.Delete.IsEmpty)
        {
            Quads("DELETE", modify.Delete);
            _text.Append(modify.Insert.IsEmpty ? "" : "\n");
        }

        if (!modify.Insert.IsEmpty || modify.Delete.IsEmpty)
        {
            Quads("INSERT", modify.Insert);
        }

        foreach (var graph in modify.Using?.Default ?? [])
        {
            _text.Append("\nUSING ").Append(_terms.Write(graph));
        }

        foreach (var graph in modify.Using?.Named ?? [])
        {
            _text.Append("\nUSING NAMED ").Append(_terms.Write(graph));
        }

        _text.Append(_patterns.Tail(new SelectText { Where = modify.Where }));
    }

    private void Quads(string clause, ImmutableArray<QuadTemplate> quads)
    {
        _text.Append(clause).Append(" {\n");
        foreach (var quad in quads)
        {
            var triple = _patterns.TemplateTriple(quad.Triple);
            _text.Append(quad.Graph is null ? $"  {triple} .\n" : $"  GRAPH {_patterns.Name(quad.Graph)} {{ {triple} }}\n");
        }

        _text.Append('}');
    }

    private void FromTo(string name, Iri? from, Iri? to, bool silent) =>
        _text.Append(name).Append(Silent(silent)).Append(GraphOrDefault(from)).Append(" TO ").Append(GraphOrDefault(to));

    private string GraphOrDefault(Iri? graph) => graph is null ? "DEFAULT" : Graph(graph);

    private string Graph(Iri graph) => "GRAPH " + _terms.Write(graph);

    private string Target(GraphTarget target) => target switch
    {
        GraphTarget.One t => Graph(t.Name),
        GraphTarget.Default => "DEFAULT",
        GraphTarget.Named => "NAMED",
        _ => "ALL",
    };

    private static string Silent(bool silent) => silent ? "SILENT " : "";
}
