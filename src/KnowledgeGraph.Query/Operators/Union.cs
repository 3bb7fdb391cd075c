using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Union (SPARQL 1.1 §18.5) of any number of inputs, one after the other; variables that an input lacks are unbound.</summary>
public sealed class Union : Operator
{
    private readonly SolutionBatch[] _batches;
    private readonly int[][] _slots;
    private int _input;

    /// <summary>A union.</summary>
    /// <param name="context">The run.</param>
    /// <param name="inputs">The inputs.</param>
    public Union(ExecutionContext context, ImmutableArray<Operator> inputs)
        : base(context, [.. inputs.SelectMany(input => input.Columns).Distinct()], inputs)
    {
        _batches = [.. inputs.Select(NewBatch)];
        _slots = [.. inputs.Select(input => Columns.Select(variable => input.Columns.IndexOf(variable)).ToArray())];
    }

    private Union(Union origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _batches = [.. inputs.Select(NewBatch)];
        _slots = origin._slots;
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        for (; _input < Inputs.Length; _input++)
        {
            var batch = _batches[_input];
            if (Inputs[_input].Next(batch))
            {
                ColumnMap.Copy(batch, output, _slots[_input]);
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _input = 0;

    private protected override Union Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);
}
