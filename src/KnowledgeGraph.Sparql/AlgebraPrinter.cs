using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Printing;
using KnowledgeGraph.Sparql.Syntax;

namespace KnowledgeGraph.Sparql;

/// <summary>Writes algebra as S-expressions, one operator a line, for explain and golden tests.</summary>
public sealed class AlgebraPrinter
{
    private readonly TermText _terms;
    private readonly StringBuilder _text = new();
    private int _indent;

    private AlgebraPrinter(IReadOnlyDictionary<string, string> prefixes) => _terms = new TermText(prefixes);

    /// <summary>Writes a query: the form and the pattern. IRIs are abbreviated by the query's prefixes.</summary>
    /// <param name="query">The query.</param>
    public static string Print(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var printer = new AlgebraPrinter(query.Prefixes);
        switch (query)
        {
            case Query.Construct q:
                printer.Open("construct (" + string.Join(' ', q.Template.Select(printer.Triple)) + ")", q.Pattern);
                break;
            case Query.Describe q:
                printer.Open("describe (" + string.Join(' ', q.Targets.Select(printer.Term)) + ")", q.Pattern);
                break;
            case Query.Ask q:
                printer.Open("ask", q.Pattern);
                break;
            default:
                printer.Pattern(query.Pattern);
                break;
        }

        return printer._text.ToString();
    }

    /// <summary>Writes a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="prefixes">Prefixes to abbreviate with, prefix without colon to namespace; null for none.</param>
    public static string Print(GraphPattern pattern, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var printer = new AlgebraPrinter(prefixes ?? ImmutableDictionary<string, string>.Empty);
        printer.Pattern(pattern);
        return printer._text.ToString();
    }

    /// <summary>Writes an expression on one line.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="prefixes">Prefixes to abbreviate with; null for none.</param>
    public static string Print(Expression expression, IReadOnlyDictionary<string, string>? prefixes = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new AlgebraPrinter(prefixes ?? ImmutableDictionary<string, string>.Empty).Expression(expression);
    }

    private void Line(string text)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n').Append(' ', _indent * 2);
        }

        _text.Append(text);
    }

    private void Open(string head, params ReadOnlySpan<GraphPattern> children)
    {
        Line("(" + head);
        _indent++;
        foreach (var child in children)
        {
            Pattern(child);
        }

        _indent--;
        _text.Append(')');
    }

    private void Pattern(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern p:
                Line(p.Triples.IsEmpty ? "(table unit)" : "(bgp " + string.Join(' ', p.Triples.Select(Triple)) + ")");
                break;
            case GraphPattern.PathPattern p:
                Line($"(path {Term(p.Subject)} {Path(p.Path)} {Term(p.Object)})");
                break;
            case GraphPattern.Join p:
                Open("join", p.Left, p.Right);
                break;
            case GraphPattern.LeftJoin p:
                Open("leftjoin", p.Left, p.Right);
                Append(p.Condition);
                break;
            case GraphPattern.Union p:
                Open("union", p.Left, p.Right);
                break;
            case GraphPattern.Minus p:
                Open("minus", p.Left, p.Right);
                break;
            case GraphPattern.Filter p:
                Open("filter " + Expression(p.Condition), p.Inner);
                break;
            case GraphPattern.Extend p:
                Open($"extend (({p.Name} {Expression(p.Value)}))", p.Inner);
                break;
            case GraphPattern.Graph p:
                Open("graph " + Term(p.Name), p.Inner);
                break;
            case GraphPattern.Values p:
                Line(Values(p));
                break;
            case GraphPattern.Service p:
                Open((p.Silent ? "service silent " : "service ") + Term(p.Name), p.Inner);
                break;
            default:
                Modifier(pattern);
                break;
        }
    }

    private void Modifier(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.Group p:
                Open($"group ({string.Join(' ', p.Keys.Select(Key))}) ({string.Join(' ', p.Aggregates.Select(Aggregate))})", p.Inner);
                break;
            case GraphPattern.OrderBy p:
                Open($"order ({string.Join(' ', p.Conditions.Select(Condition))})", p.Inner);
                break;
            case GraphPattern.Project p:
                Open($"project ({string.Join(' ', p.Variables)})", p.Inner);
                break;
            case GraphPattern.Distinct p:
                Open("distinct", p.Inner);
                break;
            case GraphPattern.Reduced p:
                Open("reduced", p.Inner);
                break;
            case GraphPattern.Slice p:
                Open(
                    $"slice {p.Offset.ToString(CultureInfo.InvariantCulture)} {p.Limit?.ToString(CultureInfo.InvariantCulture) ?? "_"}",
                    p.Inner);
                break;
            default:
                throw new UnreachableException();
        }
    }

    // The condition of a left join is its last operand.
    private void Append(Expression? condition)
    {
        if (condition is not null)
        {
            _text.Length--;
            _indent++;
            Line(Expression(condition));
            _indent--;
            _text.Append(')');
        }
    }

    private string Values(GraphPattern.Values values)
    {
        var text = new StringBuilder("(table (vars");
        foreach (var variable in values.Variables)
        {
            text.Append(' ').Append(variable);
        }

        text.Append(')');
        foreach (var row in values.Rows)
        {
            text.Append(" (row");
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is { } value)
                {
                    text.Append(CultureInfo.InvariantCulture, $" ({values.Variables[i]} {_terms.Write(value)})");
                }
            }

            text.Append(')');
        }

        return text.Append(')').ToString();
    }

    private string Key(GroupKey key) =>
        key.Value is Expression.Var { Name: var name } && name == key.Name ? name.ToString() : $"({key.Name} {Expression(key.Value)})";

    private string Aggregate(AggregateBinding binding)
    {
        var a = binding.Aggregate;
        var separator = a.Function == AggregateFunction.GroupConcat && a.Separator != " "
            ? $" (separator {_terms.Write(new Rdf.Literal(a.Separator))})"
            : "";
        var operand = a.Operand is null ? "" : " " + Expression(a.Operand);
        return $"({binding.Name} ({Functions.Name(a.Function).ToLowerInvariant()}{(a.Distinct ? " distinct" : "")}{operand}{separator}))";
    }

    private string Condition(OrderCondition condition) =>
        condition.Descending ? $"(desc {Expression(condition.Value)})" : Expression(condition.Value);

    private string Triple(TriplePattern triple) => $"(triple {Term(triple.Subject)} {Term(triple.Predicate)} {Term(triple.Object)})";

    private string Term(TermPattern term) => term switch
    {
        TermPattern.Var t => t.Name.ToString(),
        TermPattern.Ground t => _terms.Write(t.Value),
        TermPattern.Triple { Pattern: var t } => $"<<( {Term(t.Subject)} {Term(t.Predicate)} {Term(t.Object)} )>>",
        _ => throw new UnreachableException(),
    };

    private string Path(PropertyPath path) => path switch
    {
        PropertyPath.Link p => _terms.Write(p.Predicate),
        PropertyPath.Inverse p => $"(reverse {Path(p.Path)})",
        PropertyPath.Sequence p => $"(seq {Path(p.Left)} {Path(p.Right)})",
        PropertyPath.Alternative p => $"(alt {Path(p.Left)} {Path(p.Right)})",
        PropertyPath.ZeroOrMore p => $"(path* {Path(p.Path)})",
        PropertyPath.OneOrMore p => $"(path+ {Path(p.Path)})",
        PropertyPath.ZeroOrOne p => $"(path? {Path(p.Path)})",
        PropertyPath.NegatedSet { Predicates: var set } =>
            set.IsEmpty ? "(notoneof)" : $"(notoneof {string.Join(' ', set.Select(_terms.Write))})",
        _ => throw new UnreachableException(),
    };

    private string Expression(Expression expression) => expression switch
    {
        Expression.Constant e => _terms.Write(e.Value),
        Expression.Var e => e.Name.ToString(),
        Expression.Bound e => $"(bound {e.Name})",
        Expression.Or e => Call("||", e),
        Expression.And e => Call("&&", e),
        Expression.Not e => Call("!", e),
        Expression.Comparison e => Call(ExpressionText.Symbol(e.Operator), e),
        Expression.Arithmetic e => Call(ExpressionText.Symbol(e.Operator), e),
        Expression.Plus e => Call("unaryplus", e),
        Expression.Negate e => Call("unaryminus", e),
        Expression.In e => Call("in", e),
        Expression.If e => Call("if", e),
        Expression.Coalesce e => Call("coalesce", e),
        Expression.Exists e => $"(exists {OneLine(e.Pattern)})",
        Expression.Call e => Call(Functions.Name(e.Function).ToLowerInvariant(), e),
        Expression.IriCall e => Call(_terms.Write(e.Function), e),
        _ => throw new UnreachableException(),
    };

    private string Call(string name, Expression expression) =>
        expression.Children.IsEmpty ? $"({name})" : $"({name} {string.Join(' ', expression.Children.Select(Expression))})";

    private string OneLine(GraphPattern pattern)
    {
        var inner = new AlgebraPrinter(_terms);
        inner.Pattern(pattern);
        return string.Join(' ', inner._text.ToString().Split('\n').Select(static line => line.Trim()));
    }

    private AlgebraPrinter(TermText terms) => _terms = terms;
}
