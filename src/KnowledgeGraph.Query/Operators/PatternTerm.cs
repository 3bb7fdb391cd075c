using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// A position of a triple pattern in a plan: a constant, a variable, or a variable whose value comes from outside. <c>default</c> is a
/// position that nobody asks for and that matches everything.
/// </summary>
/// <param name="Constant">The constant; undefined for a variable.</param>
/// <param name="Variable">The variable, null for a constant.</param>
/// <param name="Source">Where the variable gets its value from, if it does.</param>
/// <param name="SourceSlot">Its place there.</param>
/// <param name="IsSubstituted">True if the value stands for the variable as if it were written there (EXISTS).</param>
/// <param name="Place">Place of the constant, from 1 on, among those that another run may have others for; 0 for a constant that stays.</param>
internal readonly record struct PatternTerm(
    TermId Constant, Variable? Variable, Parameters? Source = null, int SourceSlot = 0, bool IsSubstituted = false, int Place = 0)
{
    /// <summary>True if the position counts as a term, not as a variable, in the query's meaning.</summary>
    public bool IsTerm => Variable is null || IsSubstituted;

    /// <summary>The value the position is bound to before any row is seen; undefined if it is free.</summary>
    public TermId Value => Source is null ? Constant : Source[SourceSlot];

    /// <summary>True if the planner may count on the position being bound.</summary>
    public bool IsBound => Source is not null || !Constant.IsUndefined;
}
