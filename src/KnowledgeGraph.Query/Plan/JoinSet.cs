using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>What is known of the join of some items, whatever the order and the methods.</summary>
/// <param name="variables">The numbers of the variables.</param>
/// <param name="certain">Variables bound in every row.</param>
/// <param name="possible">Variables bound in some row.</param>
/// <param name="rows">Estimated rows, filters applied.</param>
/// <param name="distinct">Estimated distinct values by number of the variable; 0 for a variable that is not bound.</param>
internal sealed class JoinSet(JoinVariables variables, VariableBits certain, VariableBits possible, double rows, double[] distinct)
{
    /// <summary>Variables bound in every row.</summary>
    public VariableBits Certain { get; } = certain;

    /// <summary>Variables bound in some row.</summary>
    public VariableBits Possible { get; } = possible;

    /// <summary>Estimated rows, filters applied.</summary>
    public double Rows { get; } = rows;

    /// <summary>Estimated distinct values of a variable, at least 1.</summary>
    /// <param name="variable">Its number.</param>
    public double Distinct(int variable) => Math.Max(1, distinct[variable]);

    /// <summary>Whether a variable is bound in every row.</summary>
    /// <param name="variable">The variable.</param>
    public bool Binds(Variable variable) => variables[variable] is >= 0 and var number && Certain.Contains(number);

    /// <summary>Whether a variable is bound in some row.</summary>
    /// <param name="variable">The variable.</param>
    public bool MayBind(Variable variable) => variables[variable] is >= 0 and var number && Possible.Contains(number);

    /// <summary>The join of two sets of items that share none.</summary>
    /// <param name="other">The other set.</param>
    /// <param name="joinedRows">Estimated rows of the join.</param>
    public JoinSet Join(JoinSet other, double joinedRows)
    {
        var merged = new double[distinct.Length];
        for (var i = 0; i < merged.Length; i++)
        {
            var (here, there) = (distinct[i], other.DistinctOrZero(i));
            var values = here == 0 ? there : there == 0 ? here : Math.Min(here, there);
            merged[i] = values == 0 ? 0 : Math.Max(1, Math.Min(values, joinedRows));
        }

        return new JoinSet(variables, Certain.Union(other.Certain), Possible.Union(other.Possible), joinedRows, merged);
    }

    private double DistinctOrZero(int variable) => distinct[variable];
}
