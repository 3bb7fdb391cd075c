using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Project (SPARQL 1.1 §18.5): the columns asked for, in that order; those that the input lacks are unbound.</summary>
public sealed class Project : Operator
{
    private readonly SolutionBatch _batch;
    private readonly int[] _slots;

    /// <summary>A projection.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="variables">The columns.</param>
    public Project(ExecutionContext context, Operator input, ImmutableArray<Variable> variables)
        : base(context, [.. variables.Distinct()], input)
    {
        _batch = NewBatch(input);
        _slots = [.. Columns.Select(variable => input.Columns.IndexOf(variable))];
        SortedBy = [.. input.SortedBy.TakeWhile(variable => variables.Contains(variable))];
    }

    private Project(Project origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _batch = NewBatch(inputs[0]);
        _slots = origin._slots;
    }

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', Columns);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(_batch))
        {
            return false;
        }

        ColumnMap.Copy(_batch, output, _slots);
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
    }

    private protected override Project Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);
}
