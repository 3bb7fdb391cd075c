using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Filter (SPARQL 1.1 §18.5): keeps the rows for which the condition's effective boolean value is true.</summary>
public sealed class Filter : Operator
{
    private readonly CompiledExpression _condition;

    /// <summary>A filter.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="compile">Compiles the condition over the input's columns.</param>
    /// <param name="detail">The condition as explain prints it.</param>
    public Filter(
        ExecutionContext context, Operator input, Func<IReadOnlyDictionary<Variable, int>, CompiledExpression> compile, string detail)
        : base(context, input.Columns, input)
    {
        ArgumentNullException.ThrowIfNull(compile);
        _condition = compile(input.Slots);
        Detail = detail;
        SortedBy = input.SortedBy;
    }

    private Filter(Filter origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        Condition = origin.Condition;
        Exists = origin.Exists;
        _condition = copy.Compile(Condition!, inputs[0].Slots, Exists);
        Detail = origin.Detail;
    }

    /// <summary>The condition as an expression, if that is all there is to know of it.</summary>
    internal Expression? Condition { get; init; }

    /// <summary>How its EXISTS are planned in another run; null if it has none, or is for one run alone.</summary>
    internal ExistsPlans? Exists { get; init; }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast) => Inputs[0].SkipTo(atLeast);

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter) => Inputs[0].Narrow(variable, filter);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(output))
        {
            return false;
        }

        _condition.Filter(output, Context);
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        Condition is null ? null : new Filter(this, copy, inputs);
}
