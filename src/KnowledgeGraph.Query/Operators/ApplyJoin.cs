using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join or LeftJoin that runs the right plan once per left row, with the row's values as parameters that narrow its scans. Worth it for
/// few left rows and a large right side.
/// </summary>
public sealed class ApplyJoin : ProbingJoin
{
    private readonly Parameters _parameters;
    private readonly int[] _leftSlots;
    private readonly SolutionBatch _batch;
    private readonly bool _isOuter;

    /// <summary>A join by running a plan.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input.</param>
    /// <param name="right">The plan, which reads the parameters.</param>
    /// <param name="parameters">The parameters; all are certainly bound columns of the left input.</param>
    /// <param name="isOuter">True for LeftJoin.</param>
    /// <param name="condition">Compiles the condition of a LeftJoin over the columns of the join; null for none.</param>
    public ApplyJoin(
        ExecutionContext context, Operator left, Operator right, Parameters parameters, bool isOuter,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition)
        : base(context, left, right.Columns, parameters.Variables, isOuter, condition, left, right)
    {
        _parameters = parameters;
        _leftSlots = [.. parameters.Variables.Select(variable => left.Columns.IndexOf(variable))];
        _batch = NewBatch(right);
        _isOuter = isOuter;
    }

    private ApplyJoin(ApplyJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy, inputs)
    {
        _parameters = copy.Bind(origin._parameters);
        _leftSlots = origin._leftSlots;
        _batch = NewBatch(inputs[1]);
        _isOuter = origin._isOuter;
    }

    /// <inheritdoc/>
    public override string Name => _isOuter ? "ApplyLeftJoin" : nameof(ApplyJoin);

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', _parameters.Variables);

    private protected override void Probe(SolutionBatch left, int row, TermRows partners)
    {
        for (var i = 0; i < _leftSlots.Length; i++)
        {
            _parameters.Values[i] = left.Column(_leftSlots[i])[row];
        }

        var right = Inputs[1];
        right.Reset();
        while (right.Next(_batch))
        {
            partners.Append(_batch);
        }
    }
    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        IsCopyable ? new ApplyJoin(this, copy, inputs) : null;
}
