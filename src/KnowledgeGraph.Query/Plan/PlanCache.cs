using System.Collections.Concurrent;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Plans by the shape of their pattern, kept for queries that differ in constants alone. A shape may have several, for constants of few
/// rows and of many. Bounded: a shape that was not asked for since the last sweep makes room (the clock of Corbató, A Paging Experiment
/// with the Multics System, 1968). Thread-safe. No solution is kept.
/// </summary>
/// <param name="capacityShapes">The most shapes kept.</param>
public sealed class PlanCache(int capacityShapes = 1024)
{
    private const int MaxPlansPerShape = 4;

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private long _hits;

    /// <summary>Plans taken from the cache so far.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Number of shapes kept.</summary>
    public int Count => _entries.Count;

    /// <summary>Plans a pattern for a run, or takes the plan of a run with other constants.</summary>
    /// <param name="context">The run.</param>
    /// <param name="dataset">The run's dataset; one without a clause, or there is nothing to be found or kept.</param>
    /// <param name="pattern">The pattern as it was parsed.</param>
    public PlannedQuery Plan(ExecutionContext context, QueryDataset dataset, GraphPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(context);
        var shape = QueryShape.Of(pattern);
        if (shape is null)
        {
            return PlannedQuery.Make(context, dataset, new Rewriter(), pattern, []);
        }

        context.SetConstants(shape.Constants);
        var key = new Key(shape.Pattern, context.ExchangeRows, context.TrieJoinCost, context.SortCost);
        if (_entries.TryGetValue(key, out var entry))
        {
            foreach (var template in entry.Plans)
            {
                if (template.For(new PlanCopy(context)) is { } plan)
                {
                    entry.IsUsed = true;
                    Interlocked.Increment(ref _hits);
                    return new PlannedQuery(plan, template.Rewrites, shape.Constants);
                }
            }
        }

        context.Counted = [];
        var planned = PlannedQuery.Make(context, dataset, new Rewriter(), shape.Pattern, shape.Constants);
        if (PlanTemplate.Of(planned.Plan, context, shape.HasGraphs, planned.Rewrites) is { } made)
        {
            Keep(key, made);
        }

        return planned;
    }

    private void Keep(Key key, PlanTemplate template)
    {
        if (_entries.Count >= capacityShapes)
        {
            Sweep();
        }

        var entry = _entries.GetOrAdd(key, _ => new Entry());
        lock (entry)
        {
            // The newest first; the oldest makes room.
            entry.Plans = [template, .. entry.Plans.Take(MaxPlansPerShape - 1)];
        }
    }

    private void Sweep()
    {
        foreach (var (key, entry) in _entries)
        {
            if (!entry.IsUsed || _entries.Count > capacityShapes * 2)
            {
                _entries.TryRemove(key, out _);
            }

            entry.IsUsed = false;
        }
    }

    private readonly record struct Key(GraphPattern Pattern, double ExchangeRows, double TrieJoinCost, double SortCost);

    private sealed class Entry
    {
        public volatile bool IsUsed;

        public volatile PlanTemplate[] Plans = [];
    }
}
