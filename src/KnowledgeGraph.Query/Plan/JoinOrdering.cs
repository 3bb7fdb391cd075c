using System.Collections.Immutable;
using System.Numerics;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Finds a cheap order and method for a join of several items: dynamic programming over all shapes for few items, over left-deep ones for
/// more, greedy beyond. What a set of items is like (<see cref="JoinSet"/>) is found once for each set; a plan is only made if it is kept
/// (<see cref="JoinCandidates"/>).
/// </summary>
internal sealed class JoinOrdering
{
    // Work in units of one row scanned from an index: orders of magnitude set by judgement, not yet fitted to measurements.
    private const double BuildCost = 8;
    private const double HashProbeCost = 4;
    private const double MergeCost = 1.5;
    private const double IndexProbeCost = 200;
    private const double PathStepCost = 150;
    private const double PairCost = 1;
    private const double FilterCost = 5;
    private const double CountCost = 0.5;

    // Estimates are no integers: so many different values a row count as one each.
    private const double UniqueShare = 0.99;

    // A plan cheaper than this runs in less time than the search for a better one takes.
    private const double QuickCost = 2_000;

    /// <summary>Solutions of a service, of which nothing is known.</summary>
    internal const double ServiceRows = 1000;

    // A call takes as long as reading many rows; one that nothing restricts may bring very many; one without endpoint cannot succeed.
    private const double ServiceCallCost = 200_000;
    private const double ServiceRowsPerCall = 500;
    private const double OpenServiceCost = 20 * ServiceCallCost;
    private const double NamelessServiceCost = 1e15;

    // Beyond these the search would take longer than the join: about 3^n and n * 2^n splits.
    private const int MaxItemsBushy = 8;
    private const int MaxItemsLeftDeep = 10;

    private static readonly ImmutableArray<IndexOrder> s_tripleOrders =
        [IndexOrder.Spo, IndexOrder.Sop, IndexOrder.Pso, IndexOrder.Pos, IndexOrder.Osp, IndexOrder.Ops];

    private readonly ImmutableArray<JoinItem> _items;
    private readonly ImmutableArray<(VariableBits Variables, double Selectivity)> _filters;
    private readonly ImmutableArray<VariableBits> _allFilters;
    private readonly JoinVariables _variables;
    private readonly Dictionary<JoinItem, JoinPlan[]> _leaves;
    private readonly ImmutableArray<(ImmutableArray<JoinItem> Items, JoinPlan Greedy)> _components;

    /// <summary>An ordering problem.</summary>
    /// <param name="items">What is joined; not empty.</param>
    /// <param name="filters">What filters the join, each as soon as its variables are bound.</param>
    public JoinOrdering(ImmutableArray<JoinItem> items, ImmutableArray<JoinFilter> filters)
    {
        _items = items;
        _variables = new JoinVariables(items);
        _allFilters = [.. filters.Select(filter => _variables.Bits(filter.Variables))];
        _filters =
        [
            .. filters.Where(filter => !filter.IsCounted)
                .Select(filter => (_variables.Bits(filter.Variables), CardinalityEstimates.Selectivity(filter.Condition))),
        ];
        _leaves = items.Distinct().ToDictionary(item => item, Leaves);
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

            joined ??= Joined(lefts[0].Set, rights[0].Set);
            if (CheapestInput(lefts[0], rights[0]) >= mostCost)
            {
                continue;
            }

            foreach (var left in lefts)
            {
                foreach (var right in rights)
                {
                    Offer(candidates, joined, left, right);
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
        Offer(candidates, Joined(left.Set, right.Set), left, right);
        return candidates.Cheapest;
    }

    private JoinPlan[] Leaves(JoinItem item)
    {
        var certain = _variables.Bits(item.Certain);
        var rows = item.Rows * Selectivity(certain, null, null);
        var distinct = new double[_variables.Count];
        var all = item is JoinItem.Scan { Key: null } whole ? whole.AllRows : item.Rows;
        foreach (var (variable, values) in item.Distinct)
        {
            // Sampled values may be more than the rows: fewer than one row for each of those that come to the join.
            distinct[_variables[variable]] = values > all ? values : Math.Max(1, Math.Min(values, rows));
        }

        var set = new JoinSet(_variables, certain, _variables.Bits(item.Possible), rows, distinct);
        var candidates = new JoinCandidates();
        switch (item)
        {
            case JoinItem.Scan { Key: { } key } counted:
                candidates.Add(Leaf(item, set, (counted.AllRows * CountCost) + item.Rows + 1, [key], counted.Pattern.OrderBy(key)));
                break;
            case JoinItem.Scan scan:
                var applied = _allFilters.Count(filter => !filter.IsEmpty && filter.IsSubsetOf(certain));
                foreach (var order in Orders(scan.Pattern))
                {
                    var read = scan.RangeOf(order) is null ? scan.AllRows : scan.Rows;
                    var cost = (read * (Penalty(scan.Pattern, order) + (applied * FilterCost))) + 1;
                    candidates.Add(Leaf(item, set, cost, Sorting(scan.Pattern, order), order));
                }

                break;
            case JoinItem.Path path:
                var ends = (path.Start.IsBound ? 1 : 0) + (path.End.IsBound ? 1 : 0);
                candidates.Add(Leaf(item, set, ((ends == 0 ? 20 : 1) * item.Rows * PathStepCost) + PathStepCost, [], default));
                break;
            case JoinItem.Service service:
                candidates.Add(Leaf(item, set, service.NeedsName ? NamelessServiceCost : OpenServiceCost, [], default));
                break;
            default:
                var plan = ((JoinItem.Planned)item).Plan;
                candidates.Add(Leaf(item, set, plan.EstimatedCost, plan.SortedBy, default));
                break;
        }

        return candidates.ToArray();
    }

    private JoinPlan Leaf(JoinItem item, JoinSet set, double cost, ImmutableArray<Variable> sorted, IndexOrder order) => new()
    {
        Method = JoinMethod.Leaf,
        Item = item,
        Set = set,
        Cost = cost,
        Sorted = sorted,
        FirstSorted = sorted.IsEmpty ? -1 : _variables[sorted[0]],
        Order = order,
    };

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

    private void Offer(JoinCandidates candidates, JoinSet joined, JoinPlan left, JoinPlan right)
    {
        var keys = left.Set.Certain.Intersect(right.Set.Certain);
        var both = left.Cost + right.Cost + joined.Rows;
        var pairs = keys.IsEmpty ? left.Set.Rows * right.Set.Rows * PairCost : 0;
        OfferOne(
            candidates, joined, JoinMethod.Hash, both + (right.Set.Rows * BuildCost) + (left.Set.Rows * HashProbeCost) + pairs, left, right);
        OfferOne(
            candidates, joined, JoinMethod.Hash, both + (left.Set.Rows * BuildCost) + (right.Set.Rows * HashProbeCost) + pairs, right, left);
        if (left.FirstSorted >= 0 && left.FirstSorted == right.FirstSorted && keys.Contains(left.FirstSorted))
        {
            OfferOne(candidates, joined, JoinMethod.Merge, both + ((left.Set.Rows + right.Set.Rows) * MergeCost), left, right);
        }

        OfferProbe(candidates, joined, left, right);
        OfferProbe(candidates, joined, right, left);
    }

    // The right side, if it is one pattern, looked up for each row of the left.
    private void OfferProbe(JoinCandidates candidates, JoinSet joined, JoinPlan left, JoinPlan right)
    {
        if (right is { Method: JoinMethod.Leaf, Item: JoinItem.Service service })
        {
            OfferService(candidates, joined, left, right, service);
            return;
        }

        if (right is not { Method: JoinMethod.Leaf, Item: JoinItem.Scan or JoinItem.Path })
        {
            return;
        }

        var shared = left.Set.Certain.Intersect(right.Set.Possible);
        if (shared.IsEmpty)
        {
            return;
        }

        var probes = left.Set.Rows;
        if (shared.Count == 1)
        {
            foreach (var variable in shared)
            {
                probes = IsGrouped(left, variable) ? Math.Min(probes, left.Set.Distinct(variable)) : probes;
            }
        }

        // Rows come before the filters that the leaf alone would have applied.
        var rows = right.Item is JoinItem.Scan { Key: null } scan ? scan.AllRows : right.Item.Rows;
        var unfiltered = joined.Rows * Math.Max(1, rows / Math.Max(1e-9, right.Set.Rows));
        var cost = right.Item is JoinItem.Path
            ? (probes * PathStepCost * (shared.Count > 1 ? 5 : 1)) + (unfiltered * PathStepCost)
            : (probes * IndexProbeCost) + unfiltered;
        OfferOne(candidates, joined, JoinMethod.Probe, left.Cost + cost, left, right);
    }

    // Whether rows with the same value stand together: sorted by it, or made row by row from rows that each had a value of their own.
    private static bool IsGrouped(JoinPlan plan, int variable)
    {
        if (plan.FirstSorted == variable)
        {
            return true;
        }

        for (var part = plan; part is not null; part = part.Left)
        {
            if (part.Set.Certain.Contains(variable) && part.Set.Distinct(variable) >= part.Set.Rows * UniqueShare)
            {
                return true;
            }
        }

        return false;
    }

    // The service called with values of the left side, or at the endpoints that it names.
    private void OfferService(JoinCandidates candidates, JoinSet joined, JoinPlan left, JoinPlan right, JoinItem.Service service)
    {
        var isNamed = !service.NeedsName || left.Set.Possible.Contains(_variables[service.Pattern.NameVariable!]);
        var isRestricted = service.Pattern.IsBindable && !left.Set.Certain.Intersect(_variables.Bits(service.Pattern.Answered)).IsEmpty;
        if (isNamed && (isRestricted || service.NeedsName))
        {
            var calls = isRestricted ? Math.Ceiling(left.Set.Rows / ServiceRowsPerCall) : 20;
            OfferOne(
                candidates, joined, JoinMethod.Probe, left.Cost + (Math.Max(1, calls) * ServiceCallCost) + joined.Rows, left, right);
        }
    }

    // All methods keep the order of the left side.
    private static void OfferOne(JoinCandidates candidates, JoinSet joined, JoinMethod method, double cost, JoinPlan left, JoinPlan right)
    {
        if (candidates.Wants(cost, left.FirstSorted))
        {
            var isProbe = method == JoinMethod.Probe;
            candidates.Add(new JoinPlan
            {
                Method = method,
                Set = joined,
                Cost = cost,
                Left = left,
                Right = isProbe ? null : right,
                Item = isProbe ? right.Item : null,
                Sorted = left.Sorted,
                FirstSorted = left.FirstSorted,
            });
        }
    }

    private JoinSet Joined(JoinSet left, JoinSet right)
    {
        // Several shared variables are rarely independent: the strongest counts fully, the next by its root, and so on.
        var divisors = new List<double>();
        foreach (var variable in left.Possible.Intersect(right.Possible))
        {
            divisors.Add(Math.Max(left.Distinct(variable), right.Distinct(variable)));
        }

        divisors.Sort();
        var rows = left.Rows * right.Rows;
        var exponent = 1.0;
        for (var i = divisors.Count - 1; i >= 0; i--)
        {
            rows /= Math.Pow(divisors[i], exponent);
            exponent /= 2;
        }

        return left.Join(right, rows * Selectivity(left.Certain.Union(right.Certain), left.Certain, right.Certain));
    }

    // Of the filters that can be applied to these variables, but not to either side alone.
    private double Selectivity(VariableBits certain, VariableBits? left, VariableBits? right)
    {
        var selectivity = 1.0;
        foreach (var (variables, share) in _filters)
        {
            if (variables.IsSubsetOf(certain) && !(left is { } l && variables.IsSubsetOf(l)) && !(right is { } r && variables.IsSubsetOf(r)))
            {
                selectivity *= share;
            }
        }

        return selectivity;
    }
}
