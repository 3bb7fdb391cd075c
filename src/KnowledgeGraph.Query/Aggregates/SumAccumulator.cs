using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>
/// SUM and AVG (SPARQL 1.1 §18.5.1.3 and §18.5.1.4): an error if one value is not a number; 0 for no values at all.
/// </summary>
internal sealed class SumAccumulator(ExecutionContext context, bool isAverage) : Accumulator(context)
{
    private readonly TermWorkspace _workspace = new(context);
    private readonly GroupStates<State> _states = new(context.Budget);

    private struct State
    {
        // The part of the sum that small integers make, apart, because it needs no big numbers.
        public long Integers;
        public XsdNumber Others;
        public long Count;
        public bool IsError;
    }

    public override void SetGroupCount(int count) => _states.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            state.Count++;

            // Inline integers have 55 bits, so that this test comes well before an overflow.
            if (values[i].TryGetInteger(out var integer) && Math.Abs(state.Integers) < long.MaxValue / 2)
            {
                state.Integers += integer;
            }
            else if (_workspace.TryGetNumber(values[i], out var number))
            {
                state.Others = XsdArithmetic.Add(state.Others, number);
            }
            else
            {
                state.IsError = true;
            }
        }
    }

    public override TermId Finish(int group)
    {
        ref var state = ref _states[group];
        if (state.IsError)
        {
            return default;
        }

        var sum = XsdArithmetic.Add(state.Others, XsdNumber.Integer(state.Integers));
        if (!isAverage || state.Count == 0)
        {
            return _workspace.Number(sum);
        }

        return XsdArithmetic.TryDivide(sum, XsdNumber.Integer(state.Count), out var average) ? _workspace.Number(average) : default;
    }

    public override void Free() => _states.Free();
}
