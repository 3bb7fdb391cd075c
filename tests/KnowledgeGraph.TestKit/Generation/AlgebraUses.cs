using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>The names of everything that a query or an update is made of: operators, functions, aggregates, paths, kinds of terms.</summary>
public sealed class AlgebraUses : AlgebraRewriter
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private AlgebraUses()
    {
    }

    /// <summary>The names in a query, each once.</summary>
    /// <param name="query">The query.</param>
    public static IReadOnlySet<string> Of(Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var uses = new AlgebraUses();
        uses._names.Add(query.GetType().Name);
        if (query.Dataset is { } clause)
        {
            uses._names.UnionWith(clause.Named.IsEmpty ? ["From"] : ["From", "FromNamed"]);
        }

        uses.Rewrite(query);
        return uses._names;
    }

    /// <summary>The names in an update, each once.</summary>
    /// <param name="update">The update.</param>
    public static IReadOnlySet<string> Of(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var uses = new AlgebraUses();
        foreach (var operation in update.Operations)
        {
            uses._names.Add(operation.GetType().Name);
            if (operation is UpdateOperation.Modify modify)
            {
                uses._names.UnionWith(modify.With is null ? [] : ["With"]);
                uses._names.UnionWith(modify.Using is null ? [] : ["Using"]);
                uses.Rewrite(modify.Where);
            }
        }

        return uses._names;
    }

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _names.Add(pattern.GetType().Name);
        if (pattern is GraphPattern.Group group)
        {
            foreach (var (_, aggregate) in group.Aggregates)
            {
                _names.Add($"{aggregate.Function}()");
                _names.UnionWith(aggregate.Distinct ? [$"{aggregate.Function}(Distinct)"] : []);
            }
        }

        return base.Rewrite(pattern);
    }

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        _names.Add(expression switch
        {
            Expression.Call call => $"{call.Function}()",
            Expression.IriCall cast => $"{cast.Function.Value[(cast.Function.Value.LastIndexOf('#') + 1)..]}()",
            Expression.Comparison comparison => comparison.Operator.ToString(),
            Expression.Arithmetic arithmetic => $"Arithmetic.{arithmetic.Operator}",
            _ => expression.GetType().Name,
        });
        return base.Rewrite(expression);
    }

    /// <inheritdoc/>
    public override TermPattern Rewrite(TermPattern term)
    {
        _names.UnionWith(term is TermPattern.Triple or TermPattern.Ground { Value: Rdf.TripleTerm } ? ["TripleTerm"] : []);
        return base.Rewrite(term);
    }

    /// <inheritdoc/>
    public override PropertyPath Rewrite(PropertyPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _names.Add(path.GetType().Name);
        switch (path)
        {
            case PropertyPath.Inverse p:
                Rewrite(p.Path);
                break;
            case PropertyPath.Sequence p:
                Rewrite(p.Left);
                Rewrite(p.Right);
                break;
            case PropertyPath.Alternative p:
                Rewrite(p.Left);
                Rewrite(p.Right);
                break;
            case PropertyPath.ZeroOrMore p:
                Rewrite(p.Path);
                break;
            case PropertyPath.OneOrMore p:
                Rewrite(p.Path);
                break;
            case PropertyPath.ZeroOrOne p:
                Rewrite(p.Path);
                break;
        }

        return path;
    }
}
