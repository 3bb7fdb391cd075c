using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Variables whose values a plan gets from outside, row by row: the substitution of EXISTS (SPARQL 1.1 §18.6) and of nested-loop joins.
/// Leaves of the plan read the present values when they start; after a change the plan is reset.
/// </summary>
public sealed class Parameters
{
    /// <summary>No parameters.</summary>
    public static readonly Parameters None = new([]);

    private readonly Dictionary<Variable, int> _slots;
    private readonly TermId[] _values;

    /// <summary>Parameters, all without a value yet.</summary>
    /// <param name="variables">The variables.</param>
    public Parameters(ImmutableArray<Variable> variables)
    {
        Variables = variables;
        _slots = new Dictionary<Variable, int>(variables.Length);
        foreach (var variable in variables)
        {
            _slots.Add(variable, _slots.Count);
        }

        _values = new TermId[variables.Length];
    }

    /// <summary>The same parameters for another run, without values.</summary>
    /// <param name="origin">Those of the other run.</param>
    internal Parameters(Parameters origin)
    {
        Variables = origin.Variables;
        _slots = origin._slots;
        _values = new TermId[Variables.Length];
    }

    /// <summary>The variables.</summary>
    public ImmutableArray<Variable> Variables { get; }

    /// <summary>The present values, in the order of <see cref="Variables"/>.</summary>
    public Span<TermId> Values => _values;

    /// <summary>The index of a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="slot">Its index.</param>
    /// <returns>False if it is not a parameter.</returns>
    public bool TryGetSlot(Variable variable, out int slot) => _slots.TryGetValue(variable, out slot);

    /// <summary>The present value.</summary>
    /// <param name="slot">The index.</param>
    public TermId this[int slot] => _values[slot];
}
