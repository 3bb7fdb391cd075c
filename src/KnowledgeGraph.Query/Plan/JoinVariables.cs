using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Numbers for the variables of a join, so that sets of them are bits.</summary>
internal sealed class JoinVariables
{
    private readonly Dictionary<Variable, int> _numbers = [];

    /// <summary>Numbers the variables of items.</summary>
    /// <param name="items">The items.</param>
    public JoinVariables(IEnumerable<JoinItem> items)
    {
        foreach (var variable in items.SelectMany(item => item.Possible))
        {
            _numbers.TryAdd(variable, _numbers.Count);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a variable; -1 if it is none of the join's.</summary>
    /// <param name="variable">The variable.</param>
    public int this[Variable variable] => _numbers.GetValueOrDefault(variable, -1);

    /// <summary>A set of variables as bits; those that are none of the join's are left out.</summary>
    /// <param name="variables">The variables.</param>
    public VariableBits Bits(IEnumerable<Variable> variables)
    {
        var bits = default(VariableBits);
        foreach (var variable in variables)
        {
            if (_numbers.TryGetValue(variable, out var number))
            {
                bits = bits.With(number);
            }
        }

        return bits;
    }
}
