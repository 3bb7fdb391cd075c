using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>
/// Graph patterns in SPARQL syntax. The left spine of joins is written as one group, everything else gets braces, so that the translation
/// of what is written is the pattern again.
/// </summary>
internal sealed class PatternText
{
    private readonly TermText _terms;
    private readonly InternalNames _names;
    private readonly PathText _paths;
    private readonly ExpressionText _expressions;
    private StringBuilder _text = new();
    private int _indent;
    private int _block;
    private bool _afterTriples;

    public PatternText(TermText terms, InternalNames names)
    {
        _terms = terms;
        _names = names;
        _paths = new PathText(terms);
        _expressions = new ExpressionText(terms, names.Elsewhere, Aside);
    }

    public string TemplateTriple(TriplePattern triple) =>
        $"{TemplateTerm(triple.Subject)} {TemplateTerm(triple.Predicate)} {TemplateTerm(triple.Object)}";

    /// <summary>A variable or IRI as the name of something.</summary>
    public string Name(TermPattern term) => term is TermPattern.Var { Name: var name } ? _names.Elsewhere(name) : _terms.Write(((TermPattern.Ground)term).Value);

    /// <summary>SELECT with its columns.</summary>
    public string SelectClause(SelectText select)
    {
        UseAggregates(select);
        var text = new StringBuilder("SELECT ").Append(select.IsDistinct ? "DISTINCT " : "").Append(select.IsReduced ? "REDUCED " : "");
        if (select.Columns is not { } columns)
        {
            return text.Append('*').ToString();
        }

        if (columns.IsEmpty)
        {
            // A star, if it stands for no variable; else a column that joins with everything keeps the number of solutions.
            var hidesNothing = select.Group is null && InScopeVariables.Possible(select.Where).All(static v => v.IsInternal);
            return text.Append(hidesNothing ? "*" : $"(0 AS {_names.Elsewhere(new Variable(".none"))})").ToString();
        }

        return text.AppendJoin(' ', columns.Select(c => select.Computed.TryGetValue(c, out var value)
            ? $"({_expressions.Write(value)} AS {_names.Elsewhere(c)})"
            : _names.Elsewhere(c))).ToString();
    }

    /// <summary>WHERE and the solution modifiers.</summary>
    public string Tail(SelectText select)
    {
        var outer = _text;
        _text = new StringBuilder();
        Line("WHERE ");
        Braces(select.Where);
        UseAggregates(select);
        if (select.Group is { Keys.IsEmpty: false } group)
        {
            Line("GROUP BY " + string.Join(' ', group.Keys.Select(Key)));
        }

        if (select.Having is not null)
        {
            Line($"HAVING ({_expressions.Write(select.Having)})");
        }

        if (!select.Order.IsEmpty)
        {
            Line("ORDER BY " + string.Join(' ', select.Order.Select(o => $"{(o.Descending ? "DESC" : "ASC")}({_expressions.Write(o.Value)})")));
        }

        if (select.Slice is { } slice)
        {
            if (slice.Offset != 0 || slice.Limit is null)
            {
                Line(string.Create(CultureInfo.InvariantCulture, $"OFFSET {slice.Offset}"));
            }

            if (slice.Limit is { } limit)
            {
                Line(string.Create(CultureInfo.InvariantCulture, $"LIMIT {limit}"));
            }
        }

        if (select.Values is not null)
        {
            Line(Values(select.Values));
        }

        var text = _text.ToString();
        _text = outer;
        return text;
    }

    private void UseAggregates(SelectText select) => _expressions.Aggregates =
        select.Group?.Aggregates.ToDictionary(static a => a.Name, static a => a.Aggregate) ?? [];

    private string Key(GroupKey key)
    {
        if (key.Value is Expression.Var { Name: var name } && name == key.Name)
        {
            return _names.Elsewhere(name);
        }

        return key.Name.IsInternal
            ? $"({_expressions.Write(key.Value)})"
            : $"({_expressions.Write(key.Value)} AS {_names.Elsewhere(key.Name)})";
    }

    private string TemplateTerm(TermPattern term) => term switch
    {
        TermPattern.Var { Name: var name } => name.IsInternal ? InternalNames.BlankNode(name) : _names.Elsewhere(name),
        TermPattern.Ground t => _terms.Write(t.Value),
        TermPattern.Triple t => $"<<( {TemplateTriple(t.Pattern)} )>>",
        _ => throw new UnreachableException(),
    };

    // The pattern of EXISTS, inside an expression.
    private string Aside(GraphPattern pattern)
    {
        var (outer, aggregates, after) = (_text, _expressions.Aggregates, _afterTriples);
        _text = new StringBuilder();
        Braces(pattern);
        var text = _text.ToString();
        (_text, _expressions.Aggregates, _afterTriples) = (outer, aggregates, after);
        _block++;
        return text;
    }

    private void Line(string text) => _text.Append('\n').Append(' ', _indent * 2).Append(text);

    private void Braces(GraphPattern pattern, Expression? condition = null)
    {
        _text.Append('{');
        _indent++;
        StartBlock();
        if (condition is not null)
        {
            // The condition of OPTIONAL is the filter of its group; a filter of the pattern itself needs braces of its own.
            Elements(pattern);
            Line($"FILTER({_expressions.Write(condition)})");
        }
        else if (SelectText.IsSelect(pattern))
        {
            Line("");
            SubSelect(pattern);
        }
        else if (pattern is GraphPattern.Filter filter)
        {
            Elements(filter.Inner);
            Line($"FILTER({_expressions.Write(filter.Condition)})");
        }
        else
        {
            Elements(pattern);
        }

        _indent--;
        Line("}");
        StartBlock();
    }

    private void SubSelect(GraphPattern pattern)
    {
        var select = SelectText.Split(pattern, hasColumns: true);
        var outer = _expressions.Aggregates;
        _text.Append(SelectClause(select)).Append(Tail(select));
        _expressions.Aggregates = outer;
    }

    private void StartBlock()
    {
        _block++;
        _afterTriples = false;
    }

    // The elements of a group whose translation, joined from the left, is the pattern.
    private void Elements(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.Join p:
                Elements(p.Left);
                Element(p.Right);
                break;
            case GraphPattern.LeftJoin p:
                Elements(p.Left);
                Line("OPTIONAL ");
                OptionalPart(p);
                break;
            case GraphPattern.Minus p:
                Elements(p.Left);
                Line("MINUS ");
                Braces(p.Right);
                break;
            case GraphPattern.Extend p when !SelectText.IsSelect(p):
                Elements(p.Inner);
                StartBlock();
                Line($"BIND({_expressions.Write(p.Value)} AS {_names.Elsewhere(p.Name)})");
                break;
            default:
                Element(pattern);
                break;
        }
    }

    private void OptionalPart(GraphPattern.LeftJoin join)
    {
        if (join.Condition is null && join.Right is GraphPattern.Filter)
        {
            _text.Append('{');
            _indent++;
            Line("");
            Braces(join.Right);
            _indent--;
            Line("}");
        }
        else
        {
            Braces(join.Right, join.Condition);
        }
    }

    private void Element(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern p when !_afterTriples:
                foreach (var triple in p.Triples)
                {
                    Line(Triple(triple) + " .");
                    _afterTriples = true;
                }

                break;
            case GraphPattern.PathPattern p:
                Line($"{Term(p.Subject)} {_paths.Write(p.Path)} {Term(p.Object)} .");
                _afterTriples = false;
                break;
            case GraphPattern.Union p:
                Line("");
                Union(p);
                break;
            case GraphPattern.Graph p:
                Line($"GRAPH {Name(p.Name)} ");
                Braces(p.Inner);
                break;
            case GraphPattern.Service p:
                Line($"SERVICE {(p.Silent ? "SILENT " : "")}{Name(p.Name)} ");
                Braces(p.Inner);
                break;
            case GraphPattern.Values p:
                StartBlock();
                Line(Values(p));
                break;
            default:
                Line("");
                Braces(pattern);
                break;
        }
    }

    // Unions lean to the left.
    private void Union(GraphPattern.Union union)
    {
        if (union.Left is GraphPattern.Union left)
        {
            Union(left);
        }
        else
        {
            Braces(union.Left);
        }

        _text.Append(" UNION ");
        Braces(union.Right);
    }

    private string Values(GraphPattern.Values values)
    {
        var text = new StringBuilder("VALUES (").AppendJoin(' ', values.Variables.Select(_names.Elsewhere)).Append(") {");
        foreach (var row in values.Rows)
        {
            text.Append(" (").AppendJoin(' ', row.Select(v => v is null ? "UNDEF" : _terms.Write(v))).Append(')');
        }

        return text.Append(" }").ToString();
    }

    private string Triple(TriplePattern triple) => $"{Term(triple.Subject)} {Term(triple.Predicate)} {Term(triple.Object)}";

    private string Term(TermPattern term) => term switch
    {
        TermPattern.Var { Name: var name } => _names.InTriple(name, _block),
        TermPattern.Ground t => _terms.Write(t.Value),
        TermPattern.Triple t => $"<<( {Triple(t.Pattern)} )>>",
        _ => throw new UnreachableException(),
    };
}
