using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Variables in the order of their first appearance.</summary>
internal sealed class VariableSet
{
    private readonly HashSet<Variable> _set = [];
    private readonly List<Variable> _order = [];

    public void Add(Variable variable)
    {
        if (_set.Add(variable))
        {
            _order.Add(variable);
        }
    }

    public void AddAll(VariableSet other)
    {
        foreach (var variable in other._order)
        {
            Add(variable);
        }
    }

    public bool Contains(Variable variable) => _set.Contains(variable);

    /// <summary>What a star stands for: all variables but internal ones.</summary>
    public ImmutableArray<Variable> Star() => [.. _order.Where(static v => !v.IsInternal)];
}
