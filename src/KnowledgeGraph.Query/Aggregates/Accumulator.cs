using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>
/// A set function over many groups at once (SPARQL 1.1 §18.5.1): takes a column of values with the group of each, and gives one value per
/// group. State stands in arrays by group number.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#setFunctions"/>
public abstract class Accumulator
{
    private protected Accumulator(ExecutionContext context) => Context = context;

    private protected ExecutionContext Context { get; }

    /// <summary>The accumulator of an aggregate with an operand.</summary>
    /// <param name="context">The run.</param>
    /// <param name="aggregate">The aggregate; its operand is evaluated by the caller.</param>
    public static Accumulator Create(ExecutionContext context, Aggregate aggregate)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(aggregate);
        Accumulator accumulator = aggregate.Function switch
        {
            AggregateFunction.Count => new CountAccumulator(context),
            AggregateFunction.Sum => new SumAccumulator(context, isAverage: false),
            AggregateFunction.Avg => new SumAccumulator(context, isAverage: true),
            AggregateFunction.Min => new ExtremeAccumulator(context, isMax: false),
            AggregateFunction.Max => new ExtremeAccumulator(context, isMax: true),
            AggregateFunction.Sample => new SampleAccumulator(context),
            AggregateFunction.GroupConcat => new ConcatAccumulator(context, aggregate.Separator),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        // The least, the greatest and any one of a set are those of the multiset.
        var isIdempotent = aggregate.Function is AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Sample;
        return aggregate.Distinct && !isIdempotent ? new DistinctAccumulator(context, accumulator) : accumulator;
    }

    /// <summary>Makes room for groups; new ones are empty.</summary>
    /// <param name="count">Number of groups from now on; never less than before.</param>
    public abstract void SetGroupCount(int count);

    /// <summary>Adds values.</summary>
    /// <param name="groups">The group of each value.</param>
    /// <param name="values">The values; undefined is an error of the operand.</param>
    public abstract void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values);

    /// <summary>Adds values that each stand for several equal ones. Where repetition changes nothing, that is the same as adding them.</summary>
    /// <param name="groups">The group of each value.</param>
    /// <param name="values">The values.</param>
    /// <param name="repeats">How often each value comes, at least once.</param>
    internal virtual void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            for (long k = 0; k < repeats[i]; k++)
            {
                Add(groups.Slice(i, 1), values.Slice(i, 1));
            }
        }
    }

    /// <summary>The value of a group; undefined for an error.</summary>
    /// <param name="group">The group.</param>
    public abstract TermId Finish(int group);

    /// <summary>Gives the memory back.</summary>
    public abstract void Free();
}

/// <summary>The values of each group without repetition, as terms; errors are one value (SPARQL 1.1 §18.5.1, Distinct).</summary>
internal sealed class DistinctAccumulator(ExecutionContext context, Accumulator inner) : Accumulator(context)
{
    private readonly RowTable _seen = new(2, context.Budget);
    private int[] _groups = [];
    private TermId[] _values = [];

    public override void SetGroupCount(int count) => inner.SetGroupCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        if (_groups.Length < groups.Length)
        {
            _groups = new int[groups.Length];
            _values = new TermId[groups.Length];
        }

        var count = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            _seen.FindOrAddTwo(new TermId((ulong)groups[i]), values[i], out var isNew);
            if (isNew)
            {
                _groups[count] = groups[i];
                _values[count++] = values[i];
            }
        }

        inner.Add(_groups.AsSpan(0, count), _values.AsSpan(0, count));
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats) => Add(groups, values);

    public override TermId Finish(int group) => inner.Finish(group);

    public override void Free()
    {
        _seen.Free();
        inner.Free();
    }
}
