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
    /// <param name="like">A plan whose order its rows have; null for none.</param>
    public bool Wants(double cost, JoinPlan? like)
    {
        if (_cheapest is null || cost < _cheapest.Cost)
        {
            return true;
        }

        return like?.FirstSorted is { } variable && (_bySorting.Find(plan => plan.FirstSorted == variable) is not { } known || cost < known.Cost);
    }

    /// <summary>Keeps a plan that is wanted.</summary>
    /// <param name="plan">The plan.</param>
    public void Add(JoinPlan plan)
    {
        if (_cheapest is null || plan.Cost < _cheapest.Cost)
        {
            _cheapest = plan;
        }

        if (plan.FirstSorted is { } variable)
        {
            _bySorting.RemoveAll(known => known.FirstSorted == variable && known.Cost > plan.Cost);
            if (!_bySorting.Exists(known => known.FirstSorted == variable))
            {
                _bySorting.Add(plan);
            }
        }
    }

    /// <summary>All that is kept, the cheapest first.</summary>
    public JoinPlan[] ToArray() =>
        _cheapest is null ? [] : [_cheapest, .. _bySorting.Where(plan => !ReferenceEquals(plan, _cheapest) && plan.FirstSorted != _cheapest.FirstSorted)];
}
