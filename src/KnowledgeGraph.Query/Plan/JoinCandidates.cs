namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// The plans worth keeping for one set of items: the cheapest, and for each variable the cheapest of those sorted by it, since a merge
/// join further up may want that order.
/// </summary>
internal sealed class JoinCandidates
{
    private readonly List<JoinPlan> _bySorting = [];
    private JoinPlan? _cheapest;

    /// <summary>The cheapest.</summary>
    public JoinPlan Cheapest => _cheapest!;

    /// <summary>Whether a plan of that cost and order would be kept; asked before it is made.</summary>
    /// <param name="cost">Its cost.</param>
    /// <param name="firstSorted">The number of the variable that it is sorted by, -1 for none.</param>
    public bool Wants(double cost, int firstSorted) =>
        _cheapest is null || cost < _cheapest.Cost
        || (firstSorted >= 0 && firstSorted != _cheapest.FirstSorted
            && (IndexOf(firstSorted) is var known && (known < 0 || cost < _bySorting[known].Cost)));

    /// <summary>Keeps a plan that is wanted.</summary>
    /// <param name="plan">The plan.</param>
    public void Add(JoinPlan plan)
    {
        if (_cheapest is null || plan.Cost < _cheapest.Cost)
        {
            _cheapest = plan;
        }

        if (plan.FirstSorted < 0)
        {
            return;
        }

        var known = IndexOf(plan.FirstSorted);
        if (known < 0)
        {
            _bySorting.Add(plan);
        }
        else if (plan.Cost < _bySorting[known].Cost)
        {
            _bySorting[known] = plan;
        }
    }

    /// <summary>All that is kept, the cheapest first.</summary>
    public JoinPlan[] ToArray() =>
        _cheapest is null ? [] : [_cheapest, .. _bySorting.Where(plan => plan.FirstSorted != _cheapest.FirstSorted)];

    /// <summary>What is kept and costs less than a limit, the cheapest first.</summary>
    /// <param name="limit">The limit.</param>
    public JoinPlan[] ToArray(double limit) => _cheapest is null || _cheapest.Cost >= limit
        ? []
        : [_cheapest, .. _bySorting.Where(plan => plan.FirstSorted != _cheapest.FirstSorted && plan.Cost < limit)];

    private int IndexOf(int firstSorted)
    {
        for (var i = 0; i < _bySorting.Count; i++)
        {
            if (_bySorting[i].FirstSorted == firstSorted)
            {
                return i;
            }
        }

        return -1;
    }
}
