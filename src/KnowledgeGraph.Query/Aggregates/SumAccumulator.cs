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

    // What is neither a small integer nor a small decimal; most sums have none of these.
    private readonly GroupStates<XsdNumber> _others = new(context.Budget);

    private struct State
    {
        // The parts of the sum that integers and decimals in ids make, apart, because they need no big numbers; both are exact.
        public long Integers;
        public long Millionths;
        public long Count;
        public bool HasDecimals;
        public bool HasOthers;
        public bool IsError;
    }

    public override void SetGroupCount(int count) => _states.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            state.Count++;

            // Numbers in ids have 55 bits, so that these tests come well before an overflow.
            if (values[i].TryGetInteger(out var integer) && Math.Abs(state.Integers) < long.MaxValue / 2)
            {
                state.Integers += integer;
            }
            else if (!state.HasOthers && values[i].TryGetMillionths(out var millionths) && Math.Abs(state.Millionths) < long.MaxValue / 2)
            {
                state.Millionths += millionths;
                state.HasDecimals = true;
            }
            else
            {
                AddOther(groups[i], ref state, values[i], repeat: 1);
            }
        }
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            ref var state = ref _states[groups[i]];
            var (value, repeat) = (values[i], repeats[i]);
            state.Count += repeat;
            if (value.TryGetInteger(out var integer) && Math.Abs(integer) < long.MaxValue / 2 / repeat
                && Math.Abs(state.Integers) < long.MaxValue / 2)
            {
                state.Integers += integer * repeat;
            }
            else if (!state.HasOthers && value.TryGetMillionths(out var millionths) && Math.Abs(millionths) < long.MaxValue / 2 / repeat
                && Math.Abs(state.Millionths) < long.MaxValue / 2)
            {
                state.Millionths += millionths * repeat;
                state.HasDecimals = true;
            }
            else
            {
                AddOther(groups[i], ref state, value, repeat);
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

        var exact = XsdNumber.Integer(state.Integers);
        var sum = XsdArithmetic.Add(state.HasOthers ? _others[group] : Decimals(state), exact);
        if (!isAverage || state.Count == 0)
        {
            return _workspace.Number(sum);
        }

        return XsdArithmetic.TryDivide(sum, XsdNumber.Integer(state.Count), out var average) ? _workspace.Number(average) : default;
    }

    public override void Free()
    {
        _states.Free();
        _others.Free();
    }

    // Floating-point numbers are added in the order in which they come, to the decimals before them.
    private void AddOther(int group, ref State state, TermId value, long repeat)
    {
        if (!_workspace.TryGetNumber(value, out var one) || !XsdArithmetic.TryMultiply(one, XsdNumber.Integer(repeat), out var number))
        {
            state.IsError = true;
            return;
        }

        _others.SetCount(group + 1);
        if (!state.HasOthers)
        {
            _others[group] = Decimals(state);
            state.HasOthers = true;
        }

        _others[group] = XsdArithmetic.Add(_others[group], number);
    }

    private static XsdNumber Decimals(in State state) =>
        state.HasDecimals ? XsdNumber.Decimal(XsdDecimal.Create(state.Millionths, TermId.MillionthsScale)) : default;
}
