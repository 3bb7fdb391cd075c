using System.Collections.Immutable;
using System.Numerics;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Finds a cheap order and method for a join of several items: dynamic programming over all shapes for few items, over left-deep ones for
/// more, greedy beyond. For each set of items the cheapest plan is kept, and the cheapest for each variable it may be sorted by, since a
/// merge join further up may want that order.
/// </summary>
internal sealed class JoinOrdering
{
    // Work in units of one row scanned from an index: orders of magnitude set by judgement, not yet fitted to measurements.
    private const double BuildCost = 8;
    private const double HashProbeCost = 4;
    private const double MergeCost = 1.5;
    private const double IndexProbeCost = 120;
    private const double PathStepCost = 150;
    private const double PairCost = 1;
    private const int MaxItemsBushy = 8;
    private const int MaxItemsLeftDeep = 12;

    private static readonly ImmutableArray<IndexOrder> s_tripleOrders =
        [IndexOrder.Spo, IndexOrder.Sop, IndexOrder.Pso, IndexOrder.Pos, IndexOrder.Osp, IndexOrder.Ops];

    private readonly ImmutableArray<JoinItem> _items;
    private readonly ImmutableArray<JoinFilter> _filters;

    /// <summary>An ordering problem.</summary>
    /// <param name="items">What is joined; not empty.</param>
    /// <param name="filters">What filters the join, each as soon as its variables are bound.</param>
    public JoinOrdering(ImmutableArray<JoinItem> items, ImmutableArray<JoinFilter> filters)
    {
        _items = items;
        _filters = filters;
    }

    /// <summary>The cheapest plan found.</summary>
    public JoinPlan Solve()
    {
        var components = Components();
        var plans = components.Select(component => component.Length <= MaxItemsLeftDeep ? Dynamic(component) : Greedy(component))
            .OrderBy(plan => plan.Rows);

        // Components share no variable: their product is taken last, the smallest first.
        return plans.Aggregate((left, right) => Cheapest(Join(left, right, null)));
    }

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

    private JoinPlan Dynamic(ImmutableArray<JoinItem> items)
    {
        var best = new List<JoinPlan>[1 << items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            best[1 << i] = Prune(Leaves(items[i]));
        }

        for (var mask = 1; mask < best.Length; mask++)
        {
            if (BitOperations.PopCount((uint)mask) < 2)
            {
                continue;
            }

            var candidates = new List<JoinPlan>();
            double? rows = null;
            for (var part = (mask - 1) & mask; part > 0; part = (part - 1) & mask)
            {
                var other = mask & ~part;
                if (items.Length > MaxItemsBushy && BitOperations.PopCount((uint)other) > 1)
                {
                    continue;
                }

                if (best[part] is not { Count: > 0 } lefts || best[other] is not { Count: > 0 } rights
                    || !lefts[0].Possible.Overlaps(rights[0].Possible))
                {
                    continue;
                }

                rows ??= JoinedRows(lefts[0], rights[0]);
                foreach (var left in lefts)
                {
                    foreach (var right in rights)
                    {
                        candidates.AddRange(Join(left, right, rows));
                    }
                }
            }

            best[mask] = Prune(candidates);
        }

        return best[^1][0];
    }

    private JoinPlan Greedy(ImmutableArray<JoinItem> items)
    {
        var rest = items.Select(item => Cheapest(Leaves(item))).ToList();
        var plan = rest.MinBy(leaf => leaf.Rows)!;
        rest.Remove(plan);
        while (rest.Count > 0)
        {
            var (next, leaf) = rest
                .Select(leaf => (Plan: Cheapest(Join(plan, leaf, null)), Leaf: leaf))
                .OrderBy(pair => plan.Possible.Overlaps(pair.Leaf.Possible) ? 0 : 1)
                .ThenBy(pair => pair.Plan.Cost + pair.Plan.Rows)
                .First();
            plan = next;
            rest.Remove(leaf);
        }

        return plan;
    }

    private static JoinPlan Cheapest(IEnumerable<JoinPlan> plans) => plans.MinBy(plan => plan.Cost)!;

    private static List<JoinPlan> Prune(List<JoinPlan> plans)
    {
        if (plans.Count == 0)
        {
            return plans;
        }

        var cheapest = Cheapest(plans);
        return
        [
            cheapest,
            .. plans.Where(plan => !plan.Sorted.IsEmpty)
                .GroupBy(plan => plan.Sorted[0])
                .Select(Cheapest)
                .Where(plan => !ReferenceEquals(plan, cheapest) && (cheapest.Sorted.IsEmpty || plan.Sorted[0] != cheapest.Sorted[0])),
        ];
    }

    private List<JoinPlan> Leaves(JoinItem item)
    {
        var rows = item.Rows * Selectivity(item.Certain, null, null);
        var leaf = new JoinPlan
        {
            Method = JoinMethod.Leaf,
            Item = item,
            Certain = item.Certain,
            Possible = item.Possible,
            Rows = rows,
            Cost = 0,
            Distinct = Capped(item.Distinct, rows),
        };
        switch (item)
        {
            case JoinItem.Scan scan:
                return
                [
                    .. Orders(scan.Pattern).Select(order => leaf with
                    {
                        Order = order,
                        Cost = item.Rows * Penalty(scan.Pattern, order) + 1,
                        Sorted = Sorting(scan.Pattern, order),
                    }),
                ];
            case JoinItem.Path path:
                var ends = (path.Start.IsBound ? 1 : 0) + (path.End.IsBound ? 1 : 0);
                return [leaf with { Cost = (ends == 0 ? 20 : 1) * item.Rows * PathStepCost + PathStepCost }];
            default:
                var plan = ((JoinItem.Planned)item).Plan;
                return [leaf with { Cost = plan.EstimatedCost, Sorted = plan.SortedBy }];
        }
    }

    private static IEnumerable<IndexOrder> Orders(ScanPattern pattern)
    {
        // What will be bound matters, not to what.
        var bound = new QuadPattern(Mark(pattern.Subject), Mark(pattern.Predicate), Mark(pattern.Object));
        var known = (pattern.Subject.IsBound ? 1 : 0) + (pattern.Predicate.IsBound ? 1 : 0) + (pattern.Object.IsBound ? 1 : 0);
        return pattern.IsTripleTerms ? [pattern.OrderFor(bound)] : s_tripleOrders.Where(order => order.BoundPrefix(bound) == known);

        static TermId Mark(in PatternTerm term) => term.IsBound ? TermId.True : default;
    }

    // In one named graph only two orders have the graph first; the others filter the quads of all graphs.
    private static double Penalty(ScanPattern pattern, IndexOrder order) =>
        pattern.Scope.Kind == GraphScopeKind.Default || pattern.IsTripleTerms ? 1
        : pattern.Scope.Kind == GraphScopeKind.Named && order is not (IndexOrder.Spo or IndexOrder.Pos) ? 6
        : pattern.Scope.IsUnion ? 3
        : 1.1;

    private static ImmutableArray<Variable> Sorting(ScanPattern pattern, IndexOrder order)
    {
        var sorting = ImmutableArray.CreateBuilder<Variable>();
        foreach (var position in order.Positions())
        {
            if (pattern[position] is { IsBound: false, Variable: { } variable } && !sorting.Contains(variable))
            {
                sorting.Add(variable);
            }
        }

        return sorting.ToImmutable();
    }

    private List<JoinPlan> Join(JoinPlan left, JoinPlan right, double? knownRows)
    {
        var rows = knownRows ?? JoinedRows(left, right);
        var keys = left.Certain.Intersect(right.Certain);
        var joined = new JoinPlan
        {
            Method = JoinMethod.Hash,
            Left = left,
            Right = right,
            Certain = left.Certain.Union(right.Certain),
            Possible = left.Possible.Union(right.Possible),
            Rows = rows,
            Cost = left.Cost + right.Cost + rows,
            Distinct = Merged(left.Distinct, right.Distinct, rows),
        };
        var pairs = keys.IsEmpty ? left.Rows * right.Rows * PairCost : 0;
        var plans = new List<JoinPlan>
        {
            joined with
            {
                Cost = joined.Cost + (right.Rows * BuildCost) + (left.Rows * HashProbeCost) + pairs,
                Sorted = left.Sorted,
            },
            joined with
            {
                Left = right,
                Right = left,
                Cost = joined.Cost + (left.Rows * BuildCost) + (right.Rows * HashProbeCost) + pairs,
                Sorted = right.Sorted,
            },
        };
        if (!left.Sorted.IsEmpty && !right.Sorted.IsEmpty && left.Sorted[0] == right.Sorted[0] && keys.Contains(left.Sorted[0]))
        {
            plans.Add(joined with
            {
                Method = JoinMethod.Merge,
                Cost = joined.Cost + ((left.Rows + right.Rows) * MergeCost),
                Sorted = left.Sorted,
            });
        }

        AddProbe(plans, joined, left, right);
        AddProbe(plans, joined, right, left);
        return plans;
    }

    // The right side, if it is one pattern, looked up for each row of the left.
    private static void AddProbe(List<JoinPlan> plans, JoinPlan joined, JoinPlan left, JoinPlan right)
    {
        if (right is not { Method: JoinMethod.Leaf, Item: JoinItem.Scan or JoinItem.Path }
            || !left.Certain.Overlaps(right.Item.Possible))
        {
            return;
        }

        var shared = left.Certain.Intersect(right.Item.Possible);
        var probes = left.Rows;
        if (shared.Count == 1 && !left.Sorted.IsEmpty && shared.Contains(left.Sorted[0]))
        {
            probes = Math.Min(probes, left.Distinct.GetValueOrDefault(left.Sorted[0], probes));
        }

        // Rows come before the filters that the leaf alone would have applied.
        var unfiltered = joined.Rows * Math.Max(1, right.Item.Rows / Math.Max(1e-9, right.Rows));
        var cost = right.Item is JoinItem.Path
            ? (probes * PathStepCost * (shared.Count > 1 ? 5 : 1)) + (unfiltered * PathStepCost)
            : (probes * IndexProbeCost) + unfiltered;
        plans.Add(joined with
        {
            Method = JoinMethod.Probe,
            Left = left,
            Right = null,
            Item = right.Item,
            Cost = left.Cost + cost,
            Sorted = left.Sorted,
        });
    }

    private double JoinedRows(JoinPlan left, JoinPlan right)
    {
        var rows = left.Rows * right.Rows;

        // Several shared variables are rarely independent: the strongest counts fully, the next by its root, and so on.
        var exponent = 1.0;
        foreach (var divisor in left.Possible.Intersect(right.Possible)
            .Select(variable => Math.Max(left.Distinct.GetValueOrDefault(variable, 1), right.Distinct.GetValueOrDefault(variable, 1)))
            .OrderDescending())
        {
            rows /= Math.Pow(Math.Max(1, divisor), exponent);
            exponent /= 2;
        }

        return rows * Selectivity(left.Certain.Union(right.Certain), left.Certain, right.Certain);
    }

    // Of the filters that can be applied to these variables, but not to either side alone.
    private double Selectivity(ImmutableHashSet<Variable> certain, ImmutableHashSet<Variable>? left, ImmutableHashSet<Variable>? right)
    {
        var selectivity = 1.0;
        foreach (var filter in _filters)
        {
            if (filter.Variables.IsSubsetOf(certain) && !(left is not null && filter.Variables.IsSubsetOf(left))
                && !(right is not null && filter.Variables.IsSubsetOf(right)))
            {
                selectivity *= CardinalityEstimates.Selectivity(filter.Condition);
            }
        }

        return selectivity;
    }

    private static Dictionary<Variable, double> Merged(
        IReadOnlyDictionary<Variable, double> left, IReadOnlyDictionary<Variable, double> right, double rows)
    {
        var merged = new Dictionary<Variable, double>(left);
        foreach (var (variable, values) in right)
        {
            merged[variable] = merged.TryGetValue(variable, out var other) ? Math.Min(other, values) : values;
        }

        return Capped(merged, rows);
    }

    private static Dictionary<Variable, double> Capped(IReadOnlyDictionary<Variable, double> distinct, double rows) =>
        distinct.ToDictionary(pair => pair.Key, pair => Math.Max(1, Math.Min(pair.Value, rows)));
}
