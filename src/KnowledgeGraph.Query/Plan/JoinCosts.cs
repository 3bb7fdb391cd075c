using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// What the ways to read an item and to join two plans cost, and how many rows they make. What a set of items is like
/// (<see cref="JoinSet"/>) is found once for each set.
/// </summary>
internal sealed class JoinCosts
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

    // More are not sorted for a merge join: they would have to be held, all of them.
    private const double MaxSortedRows = 1_000_000;

    // Estimates are no integers: so many different values a row count as one each.
    private const double UniqueShare = 0.99;

    /// <summary>Solutions of a service, of which nothing is known.</summary>
    internal const double ServiceRows = 1000;

    // A call takes as long as reading many rows; one that nothing restricts may bring very many; one without endpoint cannot succeed.
    private const double ServiceCallCost = 200_000;
    private const double ServiceRowsPerCall = 500;
    private const double OpenServiceCost = 20 * ServiceCallCost;
    private const double NamelessServiceCost = 1e15;

    private static readonly ImmutableArray<IndexOrder> s_tripleOrders =
        [IndexOrder.Spo, IndexOrder.Sop, IndexOrder.Pso, IndexOrder.Pos, IndexOrder.Osp, IndexOrder.Ops];

    private readonly ImmutableArray<(VariableBits Variables, double Selectivity)> _filters;
    private readonly ImmutableArray<VariableBits> _allFilters;
    private readonly JoinVariables _variables;
    private readonly double _share;
    private readonly double _sortCost;

    /// <summary>The costs of a join.</summary>
    /// <param name="items">What is joined.</param>
    /// <param name="filters">What filters the join, each as soon as its variables are bound.</param>
    /// <param name="share">The share of the rows that is wanted, above 0 and at most 1.</param>
    /// <param name="sortCost">The work to sort a row for a merge join; infinite if none is sorted.</param>
    public JoinCosts(ImmutableArray<JoinItem> items, ImmutableArray<JoinFilter> filters, double share, double sortCost)
    {
        _share = share;
        _sortCost = sortCost;
        _variables = new JoinVariables(items);
        _allFilters = [.. filters.Select(filter => _variables.Bits(filter.Variables))];
        _filters =
        [
            .. filters.Where(filter => !filter.IsCounted)
                .Select(filter => (_variables.Bits(filter.Variables), CardinalityEstimates.Selectivity(filter.Condition))),
        ];
    }

    /// <summary>The ways to read an item, of which each is the cheapest of its order.</summary>
    /// <param name="item">The item.</param>
    public JoinPlan[] Leaves(JoinItem item)
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
                candidates.Add(Leaf(item, set, 1, (counted.AllRows * CountCost) + item.Rows + 1, [key], counted.Pattern.OrderBy(key)));
                break;
            case JoinItem.Scan scan:
                var applied = _allFilters.Count(filter => !filter.IsEmpty && filter.IsSubsetOf(certain));
                foreach (var order in Orders(scan.Pattern))
                {
                    var read = scan.RangeOf(order) is null ? scan.AllRows : scan.Rows;
                    var cost = (read * (Penalty(scan.Pattern, order) + (applied * FilterCost))) + 1;
                    candidates.Add(Leaf(item, set, 1, cost, Sorting(scan.Pattern, order), order));
                }

                break;
            case JoinItem.Path path:
                var ends = (path.Start.IsBound ? 1 : 0) + (path.End.IsBound ? 1 : 0);
                var steps = ((ends == 0 ? 20 : 1) * item.Rows * PathStepCost) + PathStepCost;
                candidates.Add(Leaf(item, set, steps, steps, [], default));
                break;
            case JoinItem.Service service:
                var call = service.NeedsName ? NamelessServiceCost : OpenServiceCost;
                candidates.Add(Leaf(item, set, call, call, [], default));
                break;
            default:
                var plan = ((JoinItem.Planned)item).Plan;
                candidates.Add(Leaf(item, set, plan.EstimatedCost, plan.EstimatedCost, plan.SortedBy, default));
                break;
        }

        return candidates.ToArray();
    }

    // The work for the rows wanted: what comes before the first, and as much of the rest as they are of all rows.
    private double Wanted(double startup, double total) => startup + (_share * (total - startup));

    private JoinPlan Leaf(
        JoinItem item, JoinSet set, double startup, double total, ImmutableArray<Variable> sorted, IndexOrder order) => new()
        {
            Method = JoinMethod.Leaf,
            Item = item,
            Set = set,
            Startup = startup,
            Total = total,
            Cost = Wanted(startup, total),
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

    /// <summary>Offers every way to join two plans.</summary>
    /// <param name="candidates">Takes those worth keeping.</param>
    /// <param name="joined">What the join is like.</param>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    public void Offer(JoinCandidates candidates, JoinSet joined, JoinPlan left, JoinPlan right)
    {
        var keys = left.Set.Certain.Intersect(right.Set.Certain);
        var made = joined.Rows + (keys.IsEmpty ? left.Set.Rows * right.Set.Rows * PairCost : 0);
        OfferHash(candidates, joined, left, right, made);
        OfferHash(candidates, joined, right, left, made);
        OfferMerge(candidates, joined, keys, left, right);
        OfferProbe(candidates, joined, left, right);
        OfferProbe(candidates, joined, right, left);
    }

    // Both sides sorted by the same variable, or one of them once the other has been.
    private void OfferMerge(JoinCandidates candidates, JoinSet joined, VariableBits keys, JoinPlan left, JoinPlan right)
    {
        var merged = ((left.Set.Rows + right.Set.Rows) * MergeCost) + joined.Rows;
        if (left.FirstSorted == right.FirstSorted)
        {
            if (left.FirstSorted >= 0 && keys.Contains(left.FirstSorted))
            {
                OfferOne(
                    candidates, joined, JoinMethod.Merge, left.Startup + right.Startup, left.Total + right.Total + merged, left, right);
            }

            return;
        }

        if (!double.IsInfinity(_sortCost))
        {
            OfferSorted(candidates, joined, keys, left, right, merged);
            OfferSorted(candidates, joined, keys, right, left, merged);
        }
    }

    // The left side sorted, all of it before the first row, by what the right side is sorted by.
    private void OfferSorted(
        JoinCandidates candidates, JoinSet joined, VariableBits keys, JoinPlan left, JoinPlan right, double merged)
    {
        if (right.FirstSorted < 0 || !keys.Contains(right.FirstSorted) || left.Set.Rows > MaxSortedRows)
        {
            return;
        }

        var sorted = left.Total + (left.Set.Rows * _sortCost);
        var (startup, total) = (sorted + right.Startup, sorted + right.Total + merged);
        if (candidates.Wants(Wanted(startup, total), right.FirstSorted))
        {
            OfferOne(candidates, joined, JoinMethod.Merge, startup, total, Sorted(left, right, sorted), right);
        }
    }

    private static JoinPlan Sorted(JoinPlan input, JoinPlan like, double work) => new()
    {
        Method = JoinMethod.Sort,
        Set = input.Set,
        Startup = work,
        Total = work,
        Cost = work,
        Left = input,
        Sorted = [like.Sorted[0]],
        FirstSorted = like.FirstSorted,
    };

    // The right side is held as a whole before the first row of the left is asked for.
    private void OfferHash(JoinCandidates candidates, JoinSet joined, JoinPlan left, JoinPlan right, double made)
    {
        var held = right.Total + (right.Set.Rows * BuildCost);
        OfferOne(
            candidates, joined, JoinMethod.Hash, left.Startup + held, left.Total + held + (left.Set.Rows * HashProbeCost) + made,
            left, right);
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
        OfferOne(candidates, joined, JoinMethod.Probe, left.Startup, left.Total + cost, left, right);
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
            var cost = (Math.Max(1, calls) * ServiceCallCost) + joined.Rows;
            OfferOne(candidates, joined, JoinMethod.Probe, left.Startup + ServiceCallCost, left.Total + cost, left, right);
        }
    }

    // All methods keep the order of the left side.
    private void OfferOne(
        JoinCandidates candidates, JoinSet joined, JoinMethod method, double startup, double total, JoinPlan left, JoinPlan right)
    {
        var cost = Wanted(startup, total);
        if (candidates.Wants(cost, left.FirstSorted))
        {
            var isProbe = method == JoinMethod.Probe;
            candidates.Add(new JoinPlan
            {
                Method = method,
                Set = joined,
                Startup = startup,
                Total = total,
                Cost = cost,
                Left = left,
                Right = isProbe ? null : right,
                Item = isProbe ? right.Item : null,
                Sorted = left.Sorted,
                FirstSorted = left.FirstSorted,
            });
        }
    }

    /// <summary>What the join of two sets is like.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">The other set.</param>
    public JoinSet Joined(JoinSet left, JoinSet right)
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
