using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// Puts terms in the place of variables, within their scope: substitute(pattern, μ) of SPARQL 1.1 §18.6. The pattern no longer binds the
/// variables. A projection hides what it does not name, so the same name inside it means another variable.
/// </summary>
public sealed class Substitution : AlgebraRewriter
{
    private readonly IReadOnlyDictionary<Variable, Term> _values;
    private int _fresh;

    /// <summary>A substitution.</summary>
    /// <param name="values">The variables and their terms.</param>
    public Substitution(IReadOnlyDictionary<Variable, Term> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values;
    }

    /// <summary>The query with its variables substituted; result columns keep their names and hold the terms.</summary>
    /// <param name="query">The query.</param>
    public Query Bind(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query is Query.Select select
            ? select with { Pattern = TopLevel(select.Pattern) }
            : Rewrite(query);
    }

    /// <inheritdoc/>
    public override TermPattern Rewrite(TermPattern term) =>
        term is TermPattern.Var { Name: var name } && _values.TryGetValue(name, out var value)
            ? new TermPattern.Ground(value)
            : base.Rewrite(term);

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression) => expression switch
    {
        Expression.Var { Name: var name } when _values.TryGetValue(name, out var value) => new Expression.Constant(value),
        Expression.Bound { Name: var name } when _values.ContainsKey(name) =>
            new Expression.Constant(new Literal("true", Rdf.Vocabularies.Xsd.Boolean)),
        _ => base.Rewrite(expression),
    };

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Extend { Name: var name } when _values.ContainsKey(name) => throw Assigned(name),
        GraphPattern.Values values => Rewrite(values),
        GraphPattern.Minus minus => Rewrite(minus),
        GraphPattern.Project project => Rewrite(project),
        _ => base.Rewrite(pattern),
    };

    /// <inheritdoc/>
    protected override GroupKey Rewrite(GroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_values.ContainsKey(key.Name))
        {
            return base.Rewrite(key);
        }

        // The key stays, with a constant value: without any key there would be one group even over nothing.
        return key.Value is Expression.Var { Name: var name } && name == key.Name
            ? new GroupKey(Fresh(), Rewrite(key.Value))
            : throw Assigned(key.Name);
    }

    // The projection of the query itself. Parameters are in scope below it whether or not it names them.
    private GraphPattern TopLevel(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Slice p => p with { Inner = TopLevel(p.Inner) },
        GraphPattern.Distinct p => new GraphPattern.Distinct(TopLevel(p.Inner)),
        GraphPattern.Reduced p => new GraphPattern.Reduced(TopLevel(p.Inner)),
        GraphPattern.Project p => new GraphPattern.Project(Extended(Rewrite(p.Inner), p.Variables), p.Variables),
        _ => Rewrite(pattern),
    };

    // ORDER BY stays directly below the projection.
    private GraphPattern Extended(GraphPattern pattern, ImmutableArray<Variable> columns)
    {
        if (pattern is GraphPattern.OrderBy order)
        {
            return new GraphPattern.OrderBy(Extended(order.Inner, columns), order.Conditions);
        }

        foreach (var column in columns)
        {
            if (_values.TryGetValue(column, out var value))
            {
                pattern = new GraphPattern.Extend(pattern, column, new Expression.Constant(value));
            }
        }

        return pattern;
    }

    // A sub-select: only what it projects is the variable that is visible outside.
    private GraphPattern.Project Rewrite(GraphPattern.Project project)
    {
        var visible = _values.Where(v => project.Variables.Contains(v.Key)).ToDictionary();
        if (visible.Count == 0)
        {
            return project;
        }

        var inner = visible.Count == _values.Count ? this : new Substitution(visible) { _fresh = _fresh };
        var result = new GraphPattern.Project(inner.Rewrite(project.Inner), [.. project.Variables.Where(v => !visible.ContainsKey(v))]);
        _fresh = inner._fresh;
        return result;
    }

    // VALUES is joined with the solution substituted: rows with another value go, the column too.
    private GraphPattern.Values Rewrite(GraphPattern.Values values)
    {
        if (!values.Variables.Any(_values.ContainsKey))
        {
            return values;
        }

        var columns = Enumerable.Range(0, values.Variables.Length).ToLookup(i => _values.ContainsKey(values.Variables[i]));
        var rows = values.Rows
            .Where(row => columns[true].All(i => row[i] is not { } value || value == _values[values.Variables[i]]))
            .Select(row => columns[false].Select(i => row[i]).ToImmutableArray());
        return new GraphPattern.Values([.. columns[false].Select(i => values.Variables[i])], [.. rows]);
    }

    // MINUS looks at which variables both sides bind: one that is substituted in both still counts as shared.
    private GraphPattern.Minus Rewrite(GraphPattern.Minus minus)
    {
        var left = Rewrite(minus.Left);
        var right = Rewrite(minus.Right);
        var inLeft = InScopeVariables.Possible(minus.Left);
        if (InScopeVariables.Certain(minus.Right).Any(v => _values.ContainsKey(v) && inLeft.Contains(v)))
        {
            var shared = Fresh();
            var mark = new Expression.Constant(new Literal("true", Rdf.Vocabularies.Xsd.Boolean));
            left = new GraphPattern.Extend(left, shared, mark);
            right = new GraphPattern.Extend(right, shared, mark);
        }

        return new GraphPattern.Minus(left, right);
    }

    private Variable Fresh() => new(FormattableString.Invariant($".s{_fresh++}"));

    private static ArgumentException Assigned(Variable name) =>
        new($"{name} cannot be a parameter: the query assigns it with BIND, AS or GROUP BY.");
}
