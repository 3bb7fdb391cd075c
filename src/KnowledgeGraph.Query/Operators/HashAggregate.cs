using System.Collections.Immutable;
using KnowledgeGraph.Query.Aggregates;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Group and AggregateJoin (SPARQL 1.1 §18.5): one row per group with its keys and aggregates. Keys are grouped as terms, by id; an error
/// of a key is a key of its own, and unbound in the output. Without keys there is one group, even of no rows.
/// </summary>
public sealed class HashAggregate : Operator
{
    private readonly ImmutableArray<GroupKey> _groupKeys;
    private readonly ImmutableArray<Variable> _counts;
    private readonly CompiledExpression[] _keys;
    private readonly AggregateBinding[] _aggregates;
    private readonly CompiledExpression?[] _operands;
    private readonly Accumulator[] _accumulators;
    private readonly RowTable _groups;
    private readonly RowTable?[] _distinctRows;
    private readonly int[] _visibleSlots;
    private readonly SolutionBatch _batch;
    private readonly TermId[][] _keyColumns;
    private readonly TermId[] _operandColumn;
    private readonly TermId[] _key;
    private readonly int[] _groupOf;
    private readonly int[] _countSlots;
    private readonly long[] _repeats;
    private bool _done;
    private int _position;

    /// <summary>A grouping.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="keys">The keys; their variables are the first columns of the output.</param>
    /// <param name="aggregates">The aggregates; their variables are the columns after the keys.</param>
    /// <param name="compile">Compiles an expression over the columns of the input.</param>
    /// <param name="counts">
    /// Columns of bare numbers, 1 where there is none: a row stands for as many as their product. Those that the input lacks are left out.
    /// </param>
    public HashAggregate(
        ExecutionContext context, Operator input, ImmutableArray<GroupKey> keys, ImmutableArray<AggregateBinding> aggregates,
        Func<Expression, IReadOnlyDictionary<Variable, int>, CompiledExpression> compile, ImmutableArray<Variable> counts = default)
        : base(context, [.. keys.Select(k => k.Name), .. aggregates.Select(a => a.Name)], input)
    {
        ArgumentNullException.ThrowIfNull(compile);
        _groupKeys = keys;
        _counts = counts;
        _keys = [.. keys.Select(k => compile(k.Value, input.Slots))];
        _aggregates = [.. aggregates];
        _operands = [.. aggregates.Select(a => a.Aggregate.Operand is { } operand ? compile(operand, input.Slots) : null)];
        _accumulators = new Accumulator[_aggregates.Length];

        // Blank nodes of the query and what rewriting adds are no part of a solution (SPARQL 1.1 §18.3.1).
        _visibleSlots = [.. Enumerable.Range(0, input.Columns.Length).Where(slot => !input.Columns[slot].IsInternal)];
        _distinctRows = [.. aggregates.Select(a => a.Aggregate is { Operand: null, Distinct: true }
            ? new RowTable(_visibleSlots.Length + 1, context.Budget)
            : null)];
        _groups = new RowTable(_keys.Length, context.Budget);
        _batch = NewBatch(input);
        _keyColumns = [.. _keys.Select(_ => new TermId[context.BatchRows])];
        _operandColumn = new TermId[context.BatchRows];
        _key = new TermId[_keys.Length];
        _groupOf = new int[context.BatchRows];
        _countSlots = counts.IsDefault ? [] : [.. counts.Where(input.Slots.ContainsKey).Select(count => input.Slots[count])];
        _repeats = _countSlots.Length == 0 ? [] : new long[context.BatchRows];
        CreateAccumulators();
        Detail = string.Join(' ', Columns);
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_done)
        {
            ReadAll();
            _done = true;
        }

        var count = Math.Min(output.CapacityRows, _groups.Count - _position);
        if (count == 0)
        {
            return false;
        }

        output.Count = count;
        for (var k = 0; k < _keys.Length; k++)
        {
            _groups.Column(k).Slice(_position, count).CopyTo(output.Column(k));
        }

        for (var a = 0; a < _accumulators.Length; a++)
        {
            var column = output.Column(_keys.Length + a);
            for (var i = 0; i < count; i++)
            {
                column[i] = _accumulators[a].Finish(_position + i);
            }
        }

        _position += count;
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        Free();
        CreateAccumulators();
        _done = false;
        _position = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Free();
        base.Dispose(disposing);
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        _groupKeys.Any(key => ExpressionVariables.HasExists(key.Value))
            || _aggregates.Any(binding => binding.Aggregate.Operand is { } operand && ExpressionVariables.HasExists(operand))
                ? null
                : new HashAggregate(copy.Context, inputs[0], _groupKeys, [.. _aggregates], copy.Compile, _counts)
                {
                    EstimatedRows = EstimatedRows,
                    EstimatedCost = EstimatedCost,
                };

    private void Free()
    {
        _groups.Free();
        for (var a = 0; a < _accumulators.Length; a++)
        {
            _accumulators[a].Free();
            _distinctRows[a]?.Free();
        }
    }

    private void CreateAccumulators()
    {
        for (var a = 0; a < _accumulators.Length; a++)
        {
            _accumulators[a] = _operands[a] is null
                ? new CountRowsAccumulator(Context)
                : Accumulator.Create(Context, _aggregates[a].Aggregate);
        }
    }

    private void ReadAll()
    {
        if (_keys.Length == 0)
        {
            // SPARQL 1.1 §18.2.4.1: without GROUP BY the key is the constant 1, so that there is a group even of no solutions.
            _groups.FindOrAdd(_key, out _);
        }

        while (Inputs[0].Next(_batch))
        {
            var count = _batch.SelectedCount;
            FindGroups(count);
            CountRepeats();
            for (var a = 0; a < _accumulators.Length; a++)
            {
                _accumulators[a].SetGroupCount(_groups.Count);
                AddBatch(a, count);
            }
        }

        foreach (var accumulator in _accumulators)
        {
            accumulator.SetGroupCount(_groups.Count);
        }
    }

    private void FindGroups(int count)
    {
        if (_keys.Length == 0)
        {
            return;
        }

        for (var k = 0; k < _keys.Length; k++)
        {
            _keys[k].Evaluate(_batch, Context, _keyColumns[k]);
        }

        _groups.FindOrAdd(_keyColumns, _groupOf.AsSpan(0, count));
    }

    private void AddBatch(int aggregate, int count)
    {
        var groups = _groupOf.AsSpan(0, count);
        var values = _operandColumn.AsSpan(0, count);
        if (_operands[aggregate] is { } operand)
        {
            operand.Evaluate(_batch, Context, values);
            Add(aggregate, groups, values);
        }
        else if (_distinctRows[aggregate] is { } seen)
        {
            AddDistinctRows(aggregate, seen, groups);
        }
        else
        {
            Add(aggregate, groups, values);
        }
    }

    private void Add(int aggregate, ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        if (_countSlots.Length == 0)
        {
            _accumulators[aggregate].Add(groups, values);
        }
        else
        {
            _accumulators[aggregate].Add(groups, values, _repeats.AsSpan(0, groups.Length));
        }
    }

    private void CountRepeats()
    {
        if (_countSlots.Length == 0)
        {
            return;
        }

        var rows = _batch.Rows;
        var repeats = _repeats.AsSpan(0, rows.Length);
        repeats.Fill(1);
        foreach (var slot in _countSlots)
        {
            var counts = _batch.Column(slot);
            for (var i = 0; i < repeats.Length; i++)
            {
                repeats[i] *= Math.Max(1, (long)counts[rows[i]].Bits);
            }
        }
    }

    // COUNT(DISTINCT *): solutions of a group without repetition (SPARQL 1.1 §18.5.1.2).
    private void AddDistinctRows(int aggregate, RowTable seen, ReadOnlySpan<int> groups)
    {
        Span<TermId> row = new TermId[_visibleSlots.Length + 1];
        Span<int> group = stackalloc int[1];
        var rows = _batch.Rows;
        for (var i = 0; i < rows.Length; i++)
        {
            row[0] = new TermId((ulong)groups[i]);
            for (var c = 0; c < _visibleSlots.Length; c++)
            {
                row[c + 1] = _batch.Column(_visibleSlots[c])[rows[i]];
            }

            seen.FindOrAdd(row, out var isNew);
            if (isNew)
            {
                group[0] = groups[i];
                _accumulators[aggregate].Add(group, row[..1]);
            }
        }
    }
}
