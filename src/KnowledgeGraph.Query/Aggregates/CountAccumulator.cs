using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Aggregates;

/// <summary>COUNT of an expression: values that are no error (SPARQL 1.1 §18.5.1.2).</summary>
internal sealed class CountAccumulator(ExecutionContext context) : Accumulator(context)
{
    private readonly TermWorkspace _workspace = new(context);
    private readonly GroupStates<long> _counts = new(context.Budget);

    public override void SetGroupCount(int count) => _counts.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += values[i].IsUndefined ? 0 : 1;
        }
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += values[i].IsUndefined ? 0 : repeats[i];
        }
    }

    public override TermId Finish(int group) => _workspace.Integer(_counts[group]);

    public override void Free() => _counts.Free();
}

/// <summary>COUNT(*): every row counts, whatever its value.</summary>
internal sealed class CountRowsAccumulator(ExecutionContext context) : Accumulator(context)
{
    private readonly TermWorkspace _workspace = new(context);
    private readonly GroupStates<long> _counts = new(context.Budget);

    public override void SetGroupCount(int count) => _counts.SetCount(count);

    public override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values)
    {
        foreach (var group in groups)
        {
            _counts[group]++;
        }
    }

    internal override void Add(ReadOnlySpan<int> groups, ReadOnlySpan<TermId> values, ReadOnlySpan<long> repeats)
    {
        for (var i = 0; i < groups.Length; i++)
        {
            _counts[groups[i]] += repeats[i];
        }
    }

    public override TermId Finish(int group) => _workspace.Integer(_counts[group]);

    public override void Free() => _counts.Free();
}
