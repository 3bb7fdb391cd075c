namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>Which variables a pattern binds (SPARQL 1.1 §18.2.1), internal ones included. Cost: linear in the pattern, more below UNION.</summary>
public static class InScopeVariables
{
    /// <summary>The variables that a solution of the pattern may bind: those in scope.</summary>
    /// <param name="pattern">The pattern.</param>
    public static IReadOnlySet<Variable> Possible(GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var variables = new HashSet<Variable>();
        AddPossible(pattern, variables);
        return variables;
    }

    /// <summary>Variables that every solution of the pattern binds. Some that are always bound may be missing.</summary>
    /// <param name="pattern">The pattern.</param>
    public static IReadOnlySet<Variable> Certain(GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return CertainSet(pattern);
    }

    /// <summary>All variables an expression mentions; for EXISTS those of its pattern, filters inside included.</summary>
    /// <param name="expression">The expression.</param>
    public static IReadOnlySet<Variable> Mentioned(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var collector = new VariableCollector();
        collector.Rewrite(expression);
        return collector.Variables;
    }

    /// <summary>All variables a pattern mentions anywhere, in scope or not.</summary>
    /// <param name="pattern">The pattern.</param>
    public static IReadOnlySet<Variable> Mentioned(GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var collector = new VariableCollector();
        collector.Rewrite(pattern);
        return collector.Variables;
    }

    internal static IReadOnlySet<Variable> Mentioned(Query query)
    {
        var collector = new VariableCollector();
        collector.Rewrite(query);
        return collector.Variables;
    }

    internal static IReadOnlySet<Variable> Mentioned(Update update)
    {
        var collector = new VariableCollector();
        collector.Rewrite(update);
        return collector.Variables;
    }

    private static void AddPossible(GraphPattern pattern, HashSet<Variable> variables)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern p:
                foreach (var triple in p.Triples)
                {
                    Add(triple, variables);
                }

                return;
            case GraphPattern.PathPattern p:
                Add(p.Subject, variables);
                Add(p.Object, variables);
                return;
            case GraphPattern.Minus p:
                AddPossible(p.Left, variables);
                return;
            case GraphPattern.Values p:
                variables.UnionWith(p.Variables);
                return;
            case GraphPattern.Group p:
                variables.UnionWith(p.Keys.Select(static k => k.Name));
                variables.UnionWith(p.Aggregates.Select(static a => a.Name));
                return;
            case GraphPattern.Project p:
                variables.UnionWith(p.Variables);
                return;
            case GraphPattern.Extend p:
                variables.Add(p.Name);
                break;
            case GraphPattern.Graph p:
                Add(p.Name, variables);
                break;
            case GraphPattern.Service p:
                Add(p.Name, variables);
                break;
        }

        foreach (var child in pattern.Children)
        {
            AddPossible(child, variables);
        }
    }

    private static HashSet<Variable> CertainSet(GraphPattern pattern)
    {
        var variables = new HashSet<Variable>();
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern or GraphPattern.PathPattern:
                AddPossible(pattern, variables);
                return variables;
            case GraphPattern.Join p:
                variables = CertainSet(p.Left);
                variables.UnionWith(CertainSet(p.Right));
                return variables;
            case GraphPattern.LeftJoin p:
                return CertainSet(p.Left);
            case GraphPattern.Minus p:
                return CertainSet(p.Left);
            case GraphPattern.Union p:
                variables = CertainSet(p.Left);
                variables.IntersectWith(CertainSet(p.Right));
                return variables;
            case GraphPattern.Extend p:
                variables = CertainSet(p.Inner);
                if (p.Value is Expression.Constant || (p.Value is Expression.Var { Name: var copied } && variables.Contains(copied)))
                {
                    variables.Add(p.Name);
                }

                return variables;
            case GraphPattern.Graph p:
                variables = CertainSet(p.Inner);
                Add(p.Name, variables);
                return variables;
            case GraphPattern.Service { Silent: true }:
                return variables;
            case GraphPattern.Values p:
                variables.UnionWith(p.Variables.Where((_, column) => p.Rows.All(row => row[column] is not null)));
                return variables;
            case GraphPattern.Group p:
                var inner = CertainSet(p.Inner);
                variables.UnionWith(p.Keys.Where(k => k.Value is Expression.Var v && inner.Contains(v.Name)).Select(static k => k.Name));
                variables.UnionWith(
                    p.Aggregates.Where(static a => a.Aggregate.Function == AggregateFunction.Count).Select(static a => a.Name));
                return variables;
            case GraphPattern.Project p:
                variables = CertainSet(p.Inner);
                variables.IntersectWith(p.Variables);
                return variables;
            default:
                return CertainSet(pattern.Children[0]); // Filter, OrderBy, Distinct, Reduced, Slice, Service: as the pattern inside.
        }
    }

    private static void Add(TriplePattern triple, HashSet<Variable> variables)
    {
        Add(triple.Subject, variables);
        Add(triple.Predicate, variables);
        Add(triple.Object, variables);
    }

    private static void Add(TermPattern term, HashSet<Variable> variables)
    {
        switch (term)
        {
            case TermPattern.Var { Name: var name }:
                variables.Add(name);
                break;
            case TermPattern.Triple { Pattern: var triple }:
                Add(triple, variables);
                break;
        }
    }

    private sealed class VariableCollector : AlgebraRewriter
    {
        public HashSet<Variable> Variables { get; } = [];

        public override Variable Rewrite(Variable variable)
        {
            Variables.Add(variable);
            return variable;
        }
    }
}
