using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// Rebuilds an algebra tree bottom-up; a derived class overrides the methods of the nodes it changes. As it stands it copies. Recursion is
/// as deep as the tree, which the parser bounds.
/// </summary>
public abstract class AlgebraRewriter
{
    /// <summary>Rewrites a query with all its parts.</summary>
    /// <param name="query">The query.</param>
    public virtual Query Rewrite(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query switch
        {
            Query.Select q => q with { Pattern = Rewrite(q.Pattern), Variables = Map(q.Variables, Rewrite) },
            Query.Construct q => q with { Pattern = Rewrite(q.Pattern), Template = Map(q.Template, Rewrite) },
            Query.Describe q => q with { Pattern = Rewrite(q.Pattern), Targets = Map(q.Targets, Rewrite) },
            Query.Ask q => q with { Pattern = Rewrite(q.Pattern) },
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Rewrites an update request with all its parts.</summary>
    /// <param name="update">The request.</param>
    public virtual Update Rewrite(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update with { Operations = Map(update.Operations, Rewrite) };
    }

    /// <summary>Rewrites an operation; those without templates and pattern stay.</summary>
    /// <param name="operation">The operation.</param>
    public virtual UpdateOperation Rewrite(UpdateOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation switch
        {
            UpdateOperation.InsertData o => new UpdateOperation.InsertData(Map(o.Quads, Rewrite)),
            UpdateOperation.DeleteData o => new UpdateOperation.DeleteData(Map(o.Quads, Rewrite)),
            UpdateOperation.Modify o => o with { Delete = Map(o.Delete, Rewrite), Insert = Map(o.Insert, Rewrite), Where = Rewrite(o.Where) },
            _ => operation,
        };
    }

    /// <summary>Rewrites a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public virtual GraphPattern Rewrite(GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return pattern switch
        {
            GraphPattern.BasicGraphPattern p => new GraphPattern.BasicGraphPattern(Map(p.Triples, Rewrite)),
            GraphPattern.PathPattern p => new GraphPattern.PathPattern(Rewrite(p.Subject), Rewrite(p.Path), Rewrite(p.Object)),
            GraphPattern.Join p => new GraphPattern.Join(Rewrite(p.Left), Rewrite(p.Right)),
            GraphPattern.LeftJoin p => new GraphPattern.LeftJoin(
                Rewrite(p.Left), Rewrite(p.Right), p.Condition is null ? null : Rewrite(p.Condition)),
            GraphPattern.Union p => new GraphPattern.Union(Rewrite(p.Left), Rewrite(p.Right)),
            GraphPattern.Minus p => new GraphPattern.Minus(Rewrite(p.Left), Rewrite(p.Right)),
            GraphPattern.Filter p => new GraphPattern.Filter(Rewrite(p.Condition), Rewrite(p.Inner)),
            GraphPattern.Extend p => new GraphPattern.Extend(Rewrite(p.Inner), Rewrite(p.Name), Rewrite(p.Value)),
            GraphPattern.Graph p => new GraphPattern.Graph(Rewrite(p.Name), Rewrite(p.Inner)),
            GraphPattern.Values p => new GraphPattern.Values(Map(p.Variables, Rewrite), p.Rows),
            GraphPattern.Service p => new GraphPattern.Service(Rewrite(p.Name), Rewrite(p.Inner), p.Silent),
            GraphPattern.Group p => new GraphPattern.Group(Rewrite(p.Inner), Map(p.Keys, Rewrite), Map(p.Aggregates, Rewrite)),
            GraphPattern.OrderBy p => new GraphPattern.OrderBy(Rewrite(p.Inner), Map(p.Conditions, Rewrite)),
            GraphPattern.Project p => new GraphPattern.Project(Rewrite(p.Inner), Map(p.Variables, Rewrite)),
            GraphPattern.Distinct p => new GraphPattern.Distinct(Rewrite(p.Inner)),
            GraphPattern.Reduced p => new GraphPattern.Reduced(Rewrite(p.Inner)),
            GraphPattern.Slice p => p with { Inner = Rewrite(p.Inner) },
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Rewrites an expression.</summary>
    /// <param name="expression">The expression.</param>
    public virtual Expression Rewrite(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression switch
        {
            Expression.Constant => expression,
            Expression.Var e => new Expression.Var(Rewrite(e.Name)),
            Expression.Or e => new Expression.Or(Rewrite(e.Left), Rewrite(e.Right)),
            Expression.And e => new Expression.And(Rewrite(e.Left), Rewrite(e.Right)),
            Expression.Not e => new Expression.Not(Rewrite(e.Operand)),
            Expression.Comparison e => new Expression.Comparison(e.Operator, Rewrite(e.Left), Rewrite(e.Right)),
            Expression.Arithmetic e => new Expression.Arithmetic(e.Operator, Rewrite(e.Left), Rewrite(e.Right)),
            Expression.Plus e => new Expression.Plus(Rewrite(e.Operand)),
            Expression.Negate e => new Expression.Negate(Rewrite(e.Operand)),
            Expression.In e => new Expression.In(Rewrite(e.Operand), Map(e.List, Rewrite)),
            Expression.Bound e => new Expression.Bound(Rewrite(e.Name)),
            Expression.If e => new Expression.If(Rewrite(e.Condition), Rewrite(e.Then), Rewrite(e.Else)),
            Expression.Coalesce e => new Expression.Coalesce(Map(e.Operands, Rewrite)),
            Expression.Exists e => new Expression.Exists(Rewrite(e.Pattern)),
            Expression.Call e => new Expression.Call(e.Function, Map(e.Arguments, Rewrite)),
            Expression.IriCall e => new Expression.IriCall(e.Function, Map(e.Arguments, Rewrite)),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Rewrites a position of a triple pattern. A triple term whose variables are gone becomes a ground term.</summary>
    /// <param name="term">The position.</param>
    public virtual TermPattern Rewrite(TermPattern term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term switch
        {
            TermPattern.Var t => new TermPattern.Var(Rewrite(t.Name)),
            TermPattern.Ground => term,
            TermPattern.Triple t => Folded(Rewrite(t.Pattern)),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Rewrites a triple pattern.</summary>
    /// <param name="triple">The triple pattern.</param>
    public virtual TriplePattern Rewrite(TriplePattern triple)
    {
        ArgumentNullException.ThrowIfNull(triple);
        return new TriplePattern(Rewrite(triple.Subject), Rewrite(triple.Predicate), Rewrite(triple.Object));
    }

    /// <summary>Rewrites a path; paths have no variables.</summary>
    /// <param name="path">The path.</param>
    public virtual PropertyPath Rewrite(PropertyPath path) => path;

    /// <summary>Rewrites a variable wherever it stands.</summary>
    /// <param name="variable">The variable.</param>
    public virtual Variable Rewrite(Variable variable) => variable;

    /// <summary>Rewrites a grouping key.</summary>
    /// <param name="key">The key.</param>
    protected virtual GroupKey Rewrite(GroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new GroupKey(Rewrite(key.Name), Rewrite(key.Value));
    }

    /// <summary>Rewrites an aggregate with its name.</summary>
    /// <param name="binding">The aggregate.</param>
    protected virtual AggregateBinding Rewrite(AggregateBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var operand = binding.Aggregate.Operand;
        return new AggregateBinding(
            Rewrite(binding.Name), binding.Aggregate with { Operand = operand is null ? null : Rewrite(operand) });
    }

    private QuadTemplate Rewrite(QuadTemplate quad) =>
        new(quad.Graph is null ? null : Rewrite(quad.Graph), Rewrite(quad.Triple));

    private OrderCondition Rewrite(OrderCondition condition) => condition with { Value = Rewrite(condition.Value) };

    private static TermPattern Folded(TriplePattern triple) =>
        (triple.Subject, triple.Predicate, triple.Object) is (
            TermPattern.Ground s, TermPattern.Ground { Value: Iri p }, TermPattern.Ground o)
            ? new TermPattern.Ground(new TripleTerm(s.Value, p, o.Value))
            : new TermPattern.Triple(triple);

    private static ImmutableArray<T> Map<T>(ImmutableArray<T> items, Func<T, T> rewrite)
    {
        var result = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items)
        {
            result.Add(rewrite(item));
        }

        return result.MoveToImmutable();
    }
}
