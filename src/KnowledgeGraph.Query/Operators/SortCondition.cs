using System.Collections.Immutable;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>One condition of ORDER BY for <see cref="Sort"/> and <see cref="TopK"/>.</summary>
/// <param name="Compile">Compiles the expression over the columns of the input.</param>
/// <param name="Descending">True for DESC.</param>
/// <param name="Detail">The condition as explain prints it.</param>
public sealed record SortCondition(
    Func<IReadOnlyDictionary<Variable, int>, CompiledExpression> Compile, bool Descending, string Detail)
{
    /// <summary>The condition as an expression, if that is all there is to know of it.</summary>
    internal Expression? Value { get; init; }

    /// <summary>The conditions for another run; default if one of them is for one run alone.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="copy">The other run.</param>
    internal static ImmutableArray<SortCondition> Copied(ImmutableArray<SortCondition> conditions, PlanCopy copy) =>
        conditions.Any(condition => condition.Value is null)
            ? default
            : [.. conditions.Select(condition => condition with { Compile = slots => copy.Compile(condition.Value!, slots) })];
}
