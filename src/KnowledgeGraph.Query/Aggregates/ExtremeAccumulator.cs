using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>
/// MIN and MAX (SPARQL 1.1 §18.5.1.5 and §18.5.1.6): the first or last in the order of ORDER BY; an error for no values, or if one value
/// is an error.
/// </summary>
internal sealed class ExtremeAccumulator(ExecutionContext context, bool isMax) : Accumulator(context)
{
    private readonly TermOrder _order = new(context);
    private readonly GroupStates<State> _states = new(context.Budget);

    private struct State
    {
        public TermId Best;
        public bool IsError;
    }

    public override void SetGroupCount(int count) => _states.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            var value = values[i];
            if (value.IsUndefined)
            {
                state.IsError = true;
            }
            else if (state.Best.IsUndefined)
            {
                state.Best = value;
            }
            else
            {
                var order = _order.Compare(value, state.Best);
                state.Best = isMax ? (order > 0 ? value : state.Best) : order < 0 ? value : state.Best;
            }
        }
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats) => Add(groups, values);

    public override TermId Finish(int group) => _states[group].IsError ? default : _states[group].Best;

    public override void Free() => _states.Free();
}

/// <summary>SAMPLE (SPARQL 1.1 §18.5.1.8): the first value that is no error.</summary>
internal sealed class SampleAccumulator(ExecutionContext context) : Accumulator(context)
{
    private readonly GroupStates<TermId> _states = new(context.Budget);

    public override void SetGroupCount(int count) => _states.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            state = state.IsUndefined ? values[i] : state;
        }
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats) => Add(groups, values);

    public override TermId Finish(int group) => _states[group];

    public override void Free() => _states.Free();
}
