using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// A pattern whose solutions tell which of its parts they come from: each side of UNION and each OPTIONAL binds a mark of its own. Looks
/// neither into sub-selects, whose variables are others, nor into EXISTS and MINUS, which bind nothing.
/// </summary>
internal sealed class MarkedPattern
{
    private static readonly Expression s_true = new Expression.Constant(new Literal("true", Xsd.Boolean));

    private readonly List<MarkedPart> _parts = [];
    private readonly IReadOnlyDictionary<string, string> _prefixes;
    private int _marks;

    /// <summary>Marks a pattern.</summary>
    /// <param name="pattern">The pattern below the query's solution modifiers.</param>
    /// <param name="graph">The graph it is evaluated in; null for the default graph.</param>
    /// <param name="prefixes">For the texts of conditions.</param>
    /// <param name="having">Conditions on the groups of the solutions.</param>
    public MarkedPattern(
        GraphPattern pattern, TermPattern? graph, IReadOnlyDictionary<string, string> prefixes, IEnumerable<Expression>? having = null)
    {
        _prefixes = prefixes;
        Pattern = Mark(pattern, graph, []);
        foreach (Expression condition in having ?? [])
        {
            AddCondition(condition, []);
        }

        Variables = [.. InScopeVariables.Possible(Pattern)];
    }

    /// <summary>The pattern with its marks.</summary>
    public GraphPattern Pattern { get; }

    /// <summary>The variables of its solutions, the marks among them.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The parts, in the order of the query.</summary>
    public IReadOnlyList<MarkedPart> Parts => _parts;

    private GraphPattern Mark(GraphPattern pattern, TermPattern? graph, ImmutableArray<Variable> marks)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern(var triples):
                _parts.AddRange(triples.Select(triple => new MarkedPart.Match(triple, graph, marks)));
                return pattern;
            case GraphPattern.PathPattern path:
                _parts.Add(new MarkedPart.Path(path, graph, marks));
                return pattern;
            case GraphPattern.Join(var left, var right):
                return new GraphPattern.Join(Mark(left, graph, marks), Mark(right, graph, marks));
            case GraphPattern.LeftJoin(var left, var right, var condition):
                return MarkOptional(left, right, condition, graph, marks);
            case GraphPattern.Union(var left, var right):
                var (first, second) = (Fresh(), Fresh());
                return new GraphPattern.Union(
                    new GraphPattern.Extend(Mark(left, graph, marks.Add(first)), first, s_true),
                    new GraphPattern.Extend(Mark(right, graph, marks.Add(second)), second, s_true));
            case GraphPattern.Minus(var left, var right):
                var rest = Mark(left, graph, marks);
                _parts.Add(new MarkedPart.Condition("MINUS " + Text(right), marks));
                return new GraphPattern.Minus(rest, right);
            case GraphPattern.Filter(var condition, var inner):
                var filtered = Mark(inner, graph, marks);
                AddCondition(condition, marks);
                return new GraphPattern.Filter(condition, filtered);
            case GraphPattern.Extend(var inner, var name, var value):
                return new GraphPattern.Extend(Mark(inner, graph, marks), name, value);
            case GraphPattern.Graph(var name, var inner):
                return new GraphPattern.Graph(name, Mark(inner, name, marks));
            case GraphPattern.Service service:
                _parts.Add(new MarkedPart.Remote(service.Name, marks));
                return service;
            case GraphPattern.Values:
                return pattern;
            default:
                // Solution modifiers inside a pattern: a sub-select.
                _parts.Add(new MarkedPart.SubSelect(pattern, [.. InScopeVariables.Possible(pattern)], graph, marks));
                return pattern;
        }
    }

    private GraphPattern.LeftJoin MarkOptional(
        GraphPattern left, GraphPattern right, Expression? condition, TermPattern? graph, ImmutableArray<Variable> marks)
    {
        var always = Mark(left, graph, marks);
        var here = Fresh();
        _parts.Add(new MarkedPart.Optional(Text(right), here, marks));
        var optional = new GraphPattern.Extend(Mark(right, graph, marks.Add(here)), here, s_true);
        if (condition is not null)
        {
            AddCondition(condition, marks.Add(here));
        }

        return new GraphPattern.LeftJoin(always, optional, condition);
    }

    private void AddCondition(Expression condition, ImmutableArray<Variable> marks)
    {
        if (condition is Expression.And(var left, var right))
        {
            AddCondition(left, marks);
            AddCondition(right, marks);
        }
        else if (condition is Expression.Exists or Expression.Not(Expression.Exists))
        {
            _parts.Add(new MarkedPart.Condition(AlgebraPrinter.Print(condition, _prefixes), marks));
        }
    }

    private string Text(GraphPattern pattern) => AlgebraPrinter.Print(pattern, _prefixes);

    private Variable Fresh() => new(string.Create(CultureInfo.InvariantCulture, $".mark{_marks++}"));
}
