using System.Collections.Immutable;
using System.Numerics;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Finds a cheap order and method for a join of several items: dynamic programming over all shapes for few items, over left-deep ones for
/// more, greedy beyond. What plans cost is said by <see cref="JoinCosts"/>; a plan is only made if it is kept (<see cref="JoinCandidates"/>).
/// </summary>
internal sealed class JoinOrdering
{
    // A plan cheaper than this runs in less time than the search for a better one takes.
    private const double QuickCost = 2_000;

    // Beyond these the search would take longer than the join: about 3^n and n * 2^n splits.
    private const int MaxItemsBushy = 8;
    private const int MaxItemsLeftDeep = 10;

    private readonly ImmutableArray<JoinItem> _items;
    private readonly JoinCosts _costs;
    private readonly Dictionary<JoinItem, JoinPlan[]> _leaves;
    private readonly ImmutableArray<(ImmutableArray<JoinItem> Items, JoinPlan Greedy)> _components;

    /// <summary>An ordering problem.</summary>
    /// <param name="items">What is joined; not empty.</param>
    /// <param name="filters">What filters the join, each as soon as its variables are bound.</param>
    /// <param name="share">The share of the rows that is wanted, above 0 and at most 1.</param>
    /// <param name="sortCost">The work to sort a row for a merge join, in rows scanned; infinite if none is sorted.</param>
    public JoinOrdering(ImmutableArray<JoinItem> items, ImmutableArray<JoinFilter> filters, double share, double sortCost)
    {
        _items = items;
        _costs = new JoinCosts(items, filters, share, sortCost);
        _leaves = items.Distinct().ToDictionary(item => item, _costs.Leaves);
        _components = [.. Components().Select(component => (component, Greedy(component)))];
    }

    /// <summary>Whether a plan is so cheap that it takes less time than the search for a better one.</summary>
    /// <param name="plan">The plan.</param>
    public static bool IsQuick(JoinPlan plan) => plan.Cost < QuickCost;

    /// <summary>A plan found without a search: always the join that looks best next.</summary>
    public JoinPlan Quick() => Product(_components.Select(component => component.Greedy));

    /// <summary>The cheapest plan found.</summary>
    public JoinPlan Search() => Product(_components.Select(
        component => component.Items.Length is > 1 and <= MaxItemsLeftDeep ? Dynamic(component.Items, component.Greedy) : component.Greedy));

    // Components share no variable: their product is taken last, the smallest first.
    private JoinPlan Product(IEnumerable<JoinPlan> components) => components.OrderBy(plan => plan.Set.Rows).Aggregate(CheapestJoin);

    private List<ImmutableArray<JoinItem>> Components()
    {
        var components = new List<ImmutableArray<JoinItem>>();
        var rest = _items.ToList();
        while (rest.Count > 0)
        {
            var component = ImmutableArray.CreateBuilder<JoinItem>();
            component.Add(rest[0]);
            rest.RemoveAt(0);
            for (var i = 0; i < component.Count; i++)
            {
                var next = rest.Where(item => item.Possible.Overlaps(component[i].Possible)).ToList();
                component.AddRange(next);
                rest.RemoveAll(next.Contains);
            }

            components.Add(component.ToImmutable());
        }

        return components;
    }

    // Costs only rise: what costs more than a plan for all that is known already leads to no better one.
    private JoinPlan Dynamic(ImmutableArray<JoinItem> items, JoinPlan known)
    {
        // Plans by the set of items joined, a bit an item; empty for sets that share no variable, or cost too much.
        var best = new JoinPlan[1 << items.Length][];
        for (var i = 0; i < items.Length; i++)
        {
            best[1 << i] = [.. _leaves[items[i]]];
        }

        for (var mask = 1; mask < best.Length; mask++)
        {
            if (BitOperations.PopCount((uint)mask) >= 2)
            {
                best[mask] = Splits(mask, best, isBushy: items.Length <= MaxItemsBushy, known.Cost);
            }
        }

        return best[^1] is [var cheapest, ..] ? cheapest : known;
    }

    private JoinPlan[] Splits(int mask, JoinPlan[][] best, bool isBushy, double mostCost)
    {
        var candidates = new JoinCandidates();
        JoinSet? joined = null;
        for (var part = (mask - 1) & mask; part > 0; part = (part - 1) & mask)
        {
            // Either side of a split is tried on the left; so each split is taken once.
            var other = mask & ~part;
            if (isBushy ? part < other : BitOperations.PopCount((uint)other) > 1)
            {
                continue;
            }

            var (lefts, rights) = (best[part], best[other]);
            if (lefts.Length == 0 || rights.Length == 0 || !lefts[0].Set.Possible.Overlaps(rights[0].Set.Possible))
            {
                continue;
            }

            joined ??= _costs.Joined(lefts[0].Set, rights[0].Set);
            if (CheapestInput(lefts[0], rights[0]) >= mostCost)
            {
                continue;
            }

            foreach (var left in lefts)
            {
                foreach (var right in rights)
                {
                    _costs.Offer(candidates, joined, left, right);
                }
            }
        }

        return candidates.ToArray(mostCost);
    }

    // A side that is probed is not read.
    private static double CheapestInput(JoinPlan left, JoinPlan right) =>
        (right.Method == JoinMethod.Leaf ? 0 : right.Cost) + (left.Method == JoinMethod.Leaf ? 0 : left.Cost);

    private JoinPlan Greedy(ImmutableArray<JoinItem> items)
    {
        var rest = new List<JoinPlan>(items.Length);
        foreach (var item in items)
        {
            rest.Add(_leaves[item][0]);
        }

        var plan = rest.MinBy(leaf => leaf.Set.Rows)!;
        rest.Remove(plan);
        while (rest.Count > 0)
        {
            (JoinPlan Plan, JoinPlan Leaf, bool IsConnected)? best = null;
            foreach (var leaf in rest)
            {
                var isConnected = plan.Set.Possible.Overlaps(leaf.Set.Possible);
                if (best is not { } known || isConnected || !known.IsConnected)
                {
                    var next = CheapestJoin(plan, leaf);
                    best = best is { } old && old.IsConnected == isConnected
                        && old.Plan.Cost + old.Plan.Set.Rows <= next.Cost + next.Set.Rows
                        ? best
                        : (next, leaf, isConnected);
                }
            }

            plan = best!.Value.Plan;
            rest.Remove(best.Value.Leaf);
        }

        return plan;
    }

    private JoinPlan CheapestJoin(JoinPlan left, JoinPlan right)
    {
        var candidates = new JoinCandidates();
        _costs.Offer(candidates, _costs.Joined(left.Set, right.Set), left, right);
        return candidates.Cheapest;
    }
}
