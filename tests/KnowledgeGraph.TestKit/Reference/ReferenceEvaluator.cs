using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// The definitions of SPARQL 1.1 §18.5 and §18.6 (and of SPARQL 1.2 for triple terms and EXISTS) written down as they stand: no index,
/// no plan, nothing shared with the engine but the algebra. Slow, and meant to be checked by reading it next to the recommendation.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#sparqlAlgebraEval"/>
public sealed class ReferenceEvaluator
{
    // EXISTS evaluates its pattern for every solution.
    private const int WorkPerSolution = 50;

    // Each partial solution of a basic graph pattern is held against every triple.
    private const int PartialPerSolution = 10;

    private readonly ReferenceDataset _dataset;
    private readonly int _limit;
    private readonly ReferenceExpressions _expressions;
    private long _work;

    private ReferenceEvaluator(ReferenceDataset dataset, int limit, Iri? baseIri)
    {
        _dataset = dataset;
        _limit = limit;
        _expressions = new ReferenceExpressions(Exists, baseIri);
    }

    /// <summary>Evaluates a query.</summary>
    /// <param name="query">The query; DESCRIBE answers as the engine says it does, since the recommendation leaves it open.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="limit">Most solutions that an intermediate result may have.</param>
    /// <exception cref="ReferenceLimitException">An intermediate result is larger, or a decimal has more digits than System.Decimal.</exception>
    public static ReferenceResult Evaluate(Query query, ReferenceDataset dataset, int limit = int.MaxValue)
    {
        var active = dataset.Select(query.Dataset);
        var evaluator = new ReferenceEvaluator(active, limit, query.BaseIri);
        List<Solution> rows;
        try
        {
            rows = evaluator.Eval(active.DefaultGraph, query.Pattern);
        }
        catch (OverflowException e)
        {
            // xsd:decimal has no bounds, System.Decimal has.
            throw new ReferenceLimitException(e.Message);
        }

        return query switch
        {
            Query.Select select => new ReferenceResult.Solutions(select.Variables, [.. rows.Select(row => row.Restrict(select.Variables))]),
            Query.Ask => new ReferenceResult.Boolean(rows.Count > 0),
            Query.Construct construct => new ReferenceResult.Graph(ReferenceTemplate.Instantiate(construct.Template, rows)),
            Query.Describe describe => new ReferenceResult.Graph(ReferenceTemplate.Describe(describe.Targets, rows, active.DefaultGraph)),
            _ => throw new NotSupportedException($"{query.GetType().Name} is no query of SPARQL 1.1."),
        };
    }

    /// <summary>The solutions of a pattern, for an update.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="limit">Most solutions that an intermediate result may have.</param>
    /// <param name="baseIri">The base of IRI().</param>
    /// <exception cref="ReferenceLimitException">An intermediate result is larger.</exception>
    internal static List<Solution> Solutions(GraphPattern pattern, ReferenceDataset dataset, int limit, Iri? baseIri) =>
        new ReferenceEvaluator(dataset, limit, baseIri).Eval(dataset.DefaultGraph, pattern);

    // SPARQL 1.1 §18.6: eval(D(G), pattern).
    private List<Solution> Eval(IReadOnlyList<Triple> graph, GraphPattern pattern)
    {
        var rows = pattern switch
        {
            GraphPattern.BasicGraphPattern bgp => ReferenceMatching.Match(graph, bgp.Triples, (long)PartialPerSolution * _limit),
            GraphPattern.PathPattern path => ReferencePaths.Match(graph, path),
            GraphPattern.Join join => Join(Eval(graph, join.Left), Eval(graph, join.Right)),
            GraphPattern.LeftJoin left => LeftJoin(graph, Eval(graph, left.Left), Eval(graph, left.Right), left.Condition),
            GraphPattern.Union union => Eval(graph, union.Left).Concat(Eval(graph, union.Right)),
            GraphPattern.Minus minus => Minus(Eval(graph, minus.Left), Eval(graph, minus.Right)),
            GraphPattern.Filter filter => Filter(graph, filter.Condition, Eval(graph, filter.Inner)),
            GraphPattern.Extend extend => Extend(graph, extend),
            GraphPattern.Graph named => Named(named),
            GraphPattern.Values values => Inline(values),
            GraphPattern.Group group => Group(graph, group),
            GraphPattern.OrderBy order => OrderBy(graph, order),
            GraphPattern.Project project => Eval(graph, project.Inner).Select(row => row.Restrict(project.Variables)),
            GraphPattern.Distinct distinct => Eval(graph, distinct.Inner).Distinct(),
            GraphPattern.Reduced reduced => Eval(graph, reduced.Inner),
            GraphPattern.Slice slice => Slice(Eval(graph, slice.Inner), slice.Offset, slice.Limit),
            _ => throw new NotSupportedException($"{pattern.GetType().Name} is not part of the reference evaluator."),
        };

        var result = rows.Take(_limit).ToList();
        _work += 1 + result.Count;
        return result.Count < _limit && _work < (long)WorkPerSolution * _limit
            ? result
            : throw new ReferenceLimitException($"An intermediate result has {_limit} solutions or more, or all of them too many.");
    }

    // SPARQL 1.1 §18.5: Join(Ω1, Ω2) = { merge(μ1, μ2) | μ1 in Ω1 and μ2 in Ω2, and μ1 and μ2 are compatible }
    private static IEnumerable<Solution> Join(List<Solution> left, List<Solution> right) =>
        from a in left
        from b in right
        where a.IsCompatibleWith(b)
        select a.Merge(b);

    // SPARQL 1.1 §18.5: LeftJoin(Ω1, Ω2, expr) = Filter(expr, Join(Ω1, Ω2)) ∪ Diff(Ω1, Ω2, expr)
    private IEnumerable<Solution> LeftJoin(IReadOnlyList<Triple> graph, List<Solution> left, List<Solution> right, Expression? condition)
    {
        var filter = condition ?? new Expression.Constant(ReferenceValues.True);

        // Diff = { μ | μ in Ω1 such that for all μ′ in Ω2, either μ and μ′ are not compatible or they are compatible and
        // expr(merge(μ, μ′)) does not have an effective boolean value of true }
        var difference = left.Where(a => right.All(b => !a.IsCompatibleWith(b) || _expressions.Test(filter, a.Merge(b), graph) != true));
        return Filter(graph, filter, Join(left, right)).Concat(difference);
    }

    // SPARQL 1.1 §18.5: Minus(Ω1, Ω2) = { μ | μ in Ω1 . ∀ μ′ in Ω2, either μ and μ′ are not compatible or dom(μ) and dom(μ′) are disjoint }
    private static IEnumerable<Solution> Minus(List<Solution> left, List<Solution> right) =>
        left.Where(a => right.All(b => !a.IsCompatibleWith(b) || a.IsDisjointFrom(b)));

    // SPARQL 1.1 §18.5: Filter(expr, Ω) = { μ | μ in Ω and expr(μ) is an expression that has an effective boolean value of true }
    private IEnumerable<Solution> Filter(IReadOnlyList<Triple> graph, Expression condition, IEnumerable<Solution> rows) =>
        rows.Where(row => _expressions.Test(condition, row, graph) == true);

    // SPARQL 1.1 §18.5: Extend(μ, var, expr) = μ ∪ { (var, value) | value = expr(μ) }, and μ if expr(μ) is an error. Extensions of
    // extensions are evaluated together: they are of one solution, in which BNODE of equal labels gives one node.
    private IEnumerable<Solution> Extend(IReadOnlyList<Triple> graph, GraphPattern.Extend pattern)
    {
        var chain = new Stack<GraphPattern.Extend>([pattern]);
        while (chain.Peek().Inner is GraphPattern.Extend inner)
        {
            chain.Push(inner);
        }

        foreach (var row in Eval(graph, chain.Peek().Inner))
        {
            var labels = _expressions.NewLabels();
            yield return chain.Aggregate(
                row, (extended, step) => _expressions.Value(step.Value, extended, graph, labels) is { } term ? extended.With(step.Name, term) : extended);
        }
    }

    // SPARQL 1.1 §18.6, Graph: an IRI that names no graph gives the empty multiset; a variable ranges over the names of the dataset.
    private IEnumerable<Solution> Named(GraphPattern.Graph pattern) => pattern.Name switch
    {
        TermPattern.Ground { Value: var name } => _dataset.NamedGraphs.TryGetValue(name, out var graph) ? Eval(graph, pattern.Inner) : [],
        TermPattern.Var { Name: var variable } => _dataset.NamedGraphs.SelectMany(
            named => Join(Eval(named.Value, pattern.Inner), [Solution.Empty.With(variable, named.Key)])),
        _ => throw new NotSupportedException("A triple term cannot name a graph."),
    };

    // SPARQL 1.1 §10.2: UNDEF leaves the variable out of the mapping.
    private static IEnumerable<Solution> Inline(GraphPattern.Values values) => values.Rows.Select(row =>
        values.Variables.Zip(row).Aggregate(
            Solution.Empty, (solution, cell) => cell.Second is null ? solution : solution.With(cell.First, cell.Second)));

    // SPARQL 1.1 §18.5, Group and AggregateJoin. A key whose expression is an error is left out of the key: such solutions form one group.
    private IEnumerable<Solution> Group(IReadOnlyList<Triple> graph, GraphPattern.Group pattern)
    {
        var rows = Eval(graph, pattern.Inner);
        var groups = rows
            .GroupBy(row => pattern.Keys.Aggregate(
                Solution.Empty, (key, k) => !key.Binds(k.Name) && _expressions.Value(k.Value, row, graph) is { } term ? key.With(k.Name, term) : key))
            .Select(group => (group.Key, Rows: group.ToList()))
            .ToList();

        // Without keys there is one group, over no solutions too (§11.2: "the implicit group").
        if (pattern.Keys.IsEmpty && groups.Count == 0)
        {
            groups.Add((Solution.Empty, []));
        }

        foreach (var (key, members) in groups)
        {
            yield return pattern.Aggregates.Aggregate(
                key,
                (solution, binding) => ReferenceAggregates.Apply(
                    binding.Aggregate, members, (e, row) => _expressions.Value(e, row, graph)) is { } value
                    ? solution.With(binding.Name, value)
                    : solution);
        }
    }

    // SPARQL 1.1 §15.1. The order between solutions with equal keys is that of the operand.
    private IEnumerable<Solution> OrderBy(IReadOnlyList<Triple> graph, GraphPattern.OrderBy pattern)
    {
        var keyed = Eval(graph, pattern.Inner)
            .Select(row => (Row: row, Keys: pattern.Conditions.Select(c => _expressions.Value(c.Value, row, graph)).ToArray()));
        return keyed
            .OrderBy(item => item.Keys, Comparer<Term?[]>.Create((a, b) => Compare(pattern.Conditions, a, b)))
            .Select(item => item.Row);
    }

    private static int Compare(ImmutableArray<OrderCondition> conditions, Term?[] left, Term?[] right)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            var order = ReferenceOrder.Compare(left[i], right[i]);
            if (order != 0)
            {
                return conditions[i].Descending ? -order : order;
            }
        }

        return 0;
    }

    private static IEnumerable<Solution> Slice(List<Solution> rows, long offset, long? limit) =>
        rows.Where((_, i) => i >= offset && (limit is null || i < offset + limit));

    // SPARQL 1.2 §18.6, EXISTS: the pattern with the values of the current solution inserted has a solution.
    private bool Exists(GraphPattern pattern, Solution current, IReadOnlyList<Triple> graph) =>
        Eval(graph, ReferenceInsertion.Insert(pattern, current)).Count > 0;
}
