using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Pre-binds what is the same for all focus nodes, $currentShape, $shapesGraph and parameters, by putting the terms in the place of the
/// variables in all scopes (SHACL Appendix A, Replace), and puts the path in the place of $PATH (§5.2). $this and $value are parameters
/// of the plan.
/// </summary>
/// <param name="constants">The variables and their terms.</param>
/// <param name="path">The path of a property shape; null for a node shape.</param>
internal sealed class Prebinding(IReadOnlyDictionary<Variable, Term> constants, PropertyPath? path) : AlgebraRewriter
{
    private int _fresh;

    /// <summary>Plans a query for a shape.</summary>
    /// <param name="run">The run.</param>
    /// <param name="query">The query.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="parameters">The parameters of its component and their values.</param>
    /// <param name="nodes">$this, and $value for ASK: their values are set before each reset.</param>
    /// <exception cref="ShaclException">The query needs the shapes graph, which is not in the dataset.</exception>
    public static Operator Plan(
        ValidationRun run, ShapeQuery query, Shape shape, IReadOnlyDictionary<Variable, Term> parameters, Parameters nodes)
    {
        var constants = new Dictionary<Variable, Term>(parameters) { [ShapeQuery.CurrentShape] = shape.Node };
        if (run.ShapesGraph is { } graph)
        {
            constants.Add(ShapeQuery.ShapesGraph, graph);
        }
        else if (InScopeVariables.Mentioned(query.Query.Pattern).Contains(ShapeQuery.ShapesGraph))
        {
            // SHACL §5.3.1: a processor that cannot bind the variable reports a failure.
            throw new ShaclException(
                $"the query of {query.Owner} uses $shapesGraph, but the shapes are not a named graph of the data that is validated.",
                shape.Node);
        }

        var rewriter = new Rewriter();
        var pattern = rewriter.Rewrite(new Prebinding(constants, shape.Walk).Rewrite(query.Query.Pattern));
        return run.Own(new Planner(run.Context, run.Dataset, rewriter).Plan(pattern, nodes));
    }

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern) => pattern switch
    {
        GraphPattern.BasicGraphPattern basic when path is not null && basic.Triples.Any(IsPath) => WithPath(basic),
        _ => base.Rewrite(pattern),
    };

    /// <inheritdoc/>
    public override TermPattern Rewrite(TermPattern term) =>
        term is TermPattern.Var { Name: var name } && constants.TryGetValue(name, out var value)
            ? new TermPattern.Ground(value)
            : base.Rewrite(term);

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression) => expression switch
    {
        Expression.Var { Name: var name } when constants.TryGetValue(name, out var value) => new Expression.Constant(value),
        Expression.Bound { Name: var name } when constants.ContainsKey(name) => new Expression.Constant(new Literal("true", Xsd.Boolean)),
        _ => base.Rewrite(expression),
    };

    /// <inheritdoc/>
    protected override GroupKey Rewrite(GroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return constants.ContainsKey(key.Name)
            ? new GroupKey(new Variable(FormattableString.Invariant($".p{_fresh++}")), Rewrite(key.Value))
            : base.Rewrite(key);
    }

    private static bool IsPath(TriplePattern triple) => triple.Predicate is TermPattern.Var { Name: var name } && name == ShapeQuery.Path;

    private GraphPattern WithPath(GraphPattern.BasicGraphPattern basic)
    {
        GraphPattern pattern = base.Rewrite(new GraphPattern.BasicGraphPattern([.. basic.Triples.Where(triple => !IsPath(triple))]));
        foreach (var (subject, _, @object) in basic.Triples.Where(IsPath))
        {
            var (start, end) = (Rewrite(subject), Rewrite(@object));
            GraphPattern walk = path is PropertyPath.Link(var predicate)
                ? new GraphPattern.BasicGraphPattern([new TriplePattern(start, new TermPattern.Ground(predicate), end)])
                : new GraphPattern.PathPattern(start, path!, end);
            pattern = pattern is GraphPattern.BasicGraphPattern { Triples.IsEmpty: true } ? walk : new GraphPattern.Join(pattern, walk);
        }

        return pattern;
    }
}
