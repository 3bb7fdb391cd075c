using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Extend (SPARQL 1.1 §18.5): adds a column with an expression's value, unbound on error. An input that has the column already, because
/// the variable was substituted from outside, keeps only the rows whose values agree.
/// </summary>
public sealed class Extend : Operator
{
    private readonly CompiledExpression _value;
    private readonly SolutionBatch _batch;
    private readonly int[] _slots;
    private readonly int _target;
    private readonly bool _isKnown;
    private readonly TermId[] _results;

    /// <summary>An extension.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="variable">The variable bound.</param>
    /// <param name="compile">Compiles the expression over the input's columns.</param>
    /// <param name="detail">The expression as explain prints it.</param>
    public Extend(
        ExecutionContext context, Operator input, Variable variable,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression> compile, string detail)
        : base(context, input.Columns.Contains(variable) ? input.Columns : input.Columns.Add(variable), input)
    {
        ArgumentNullException.ThrowIfNull(compile);
        _value = compile(input.Slots);
        _batch = NewBatch(input);
        _isKnown = input.Columns.Contains(variable);
        _target = Columns.IndexOf(variable);
        _slots = [.. Columns.Select(column => input.Columns.IndexOf(column))];
        _results = context.NewColumn();
        Detail = detail;
        SortedBy = input.SortedBy;
    }

    private Extend(Extend origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        Value = origin.Value;
        Exists = origin.Exists;
        _value = copy.Compile(Value!, inputs[0].Slots, Exists);
        _batch = NewBatch(inputs[0]);
        _isKnown = origin._isKnown;
        _target = origin._target;
        _slots = origin._slots;
        _results = copy.Context.NewColumn();
        Detail = origin.Detail;
    }

    /// <summary>The value as an expression, if that is all there is to know of it.</summary>
    internal Expression? Value { get; init; }

    /// <summary>How its EXISTS are planned in another run; null if it has none, or is for one run alone.</summary>
    internal ExistsPlans? Exists { get; init; }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast) => Inputs[0].SkipTo(atLeast);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(_batch))
        {
            return false;
        }

        ColumnMap.Copy(_batch, output, _slots);
        var rows = _batch.Rows;
        _value.Evaluate(_batch, Context, _results.AsSpan(0, rows.Length));
        var column = output.Column(_target);
        var kept = _isKnown ? output.SelectionBuffer : [];
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (!_isKnown)
            {
                column[row] = _results[i];
            }
            else if (column[row].IsUndefined || _results[i].IsUndefined || column[row] == _results[i])
            {
                column[row] = column[row].IsUndefined ? _results[i] : column[row];
                kept[count++] = row;
            }
        }

        if (_isKnown)
        {
            output.Select(count);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        Value is null ? null : new Extend(this, copy, inputs);
}
