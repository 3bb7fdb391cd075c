using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// The variables that substitution into a pattern would reach (SPARQL 1.1 §18.6): all that occur in it, but for those that a sub-select
/// keeps to itself.
/// </summary>
public static class MentionedVariables
{
    /// <summary>The variables mentioned in a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public static ImmutableHashSet<Variable> Of(GraphPattern pattern)
    {
        var variables = ImmutableHashSet.CreateBuilder<Variable>();
        Collect(pattern, variables);
        return variables.ToImmutable();
    }

    /// <summary>Adds the variables of a triple pattern.</summary>
    /// <param name="triple">The triple pattern.</param>
    /// <param name="variables">Where they are added.</param>
    public static void Collect(TriplePattern triple, ISet<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(triple);
        Collect(triple.Subject, variables);
        Collect(triple.Predicate, variables);
        Collect(triple.Object, variables);
    }

    /// <summary>Adds the variables of a term pattern.</summary>
    /// <param name="term">The term pattern.</param>
    /// <param name="variables">Where they are added.</param>
    public static void Collect(TermPattern term, ISet<Variable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        switch (term)
        {
            case TermPattern.Var(var name):
                variables.Add(name);
                break;
            case TermPattern.Triple(var inner):
                Collect(inner, variables);
                break;
        }
    }

    private static void Collect(GraphPattern pattern, ImmutableHashSet<Variable>.Builder variables)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern(var triples):
                foreach (var triple in triples)
                {
                    Collect(triple, variables);
                }

                break;
            case GraphPattern.PathPattern(var subject, _, var @object):
                Collect(subject, variables);
                Collect(@object, variables);
                break;
            case GraphPattern.LeftJoin(var left, var right, var condition):
                Collect(left, variables);
                Collect(right, variables);
                AddAll(condition, variables);
                break;
            case GraphPattern.Filter(var condition, var inner):
                AddAll(condition, variables);
                Collect(inner, variables);
                break;
            case GraphPattern.Extend(var inner, var name, var value):
                variables.Add(name);
                AddAll(value, variables);
                Collect(inner, variables);
                break;
            case GraphPattern.Graph(var name, var inner):
                Collect(name, variables);
                Collect(inner, variables);
                break;
            case GraphPattern.Service(var name, var inner, _):
                Collect(name, variables);
                Collect(inner, variables);
                break;
            case GraphPattern.Values(var columns, _):
                variables.UnionWith(columns);
                break;
            case GraphPattern.Group(_, var keys, var aggregates):
                variables.UnionWith(keys.Select(key => key.Name));
                variables.UnionWith(aggregates.Select(aggregate => aggregate.Name));
                break;
            case GraphPattern.Project(_, var columns):
                variables.UnionWith(columns);
                break;
            default:
                foreach (var child in PatternTree.Children(pattern))
                {
                    Collect(child, variables);
                }

                break;
        }
    }

    private static void AddAll(Expression? expression, ImmutableHashSet<Variable>.Builder variables)
    {
        if (expression is not null)
        {
            variables.UnionWith(ExpressionVariables.Of(expression));
        }
    }
}
