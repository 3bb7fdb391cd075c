using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Finds cyclic groups among the patterns of a join, and plans them as one <see cref="TrieJoin"/>: the cycles alone, or with the patterns
/// that hang on them.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="isForced">True to take whatever is connected, cyclic or not.</param>
internal sealed class CyclicJoins(ExecutionContext context, bool isForced)
{
    /// <summary>The items, with a cyclic group in one item, for each way to do that.</summary>
    /// <param name="items">The items of a join.</param>
    /// <param name="needed">The variables that somebody reads above the join, filters included; null for all.</param>
    public IEnumerable<ImmutableArray<JoinItem>> Alternatives(ImmutableArray<JoinItem> items, ImmutableHashSet<Variable>? needed)
    {
        ImmutableArray<JoinItem.Scan> plain = [.. items.OfType<JoinItem.Scan>().Where(IsPlain)];
        var core = isForced ? plain : Core(plain);
        if (core.Length < (isForced ? 2 : 3))
        {
            yield break;
        }

        var cycle = Connected(core, core[0]);
        var all = Connected(plain, core[0]);
        foreach (var group in cycle.Length < all.Length ? [cycle, all] : new[] { all })
        {
            if (group.Length > 1 && Joined(group, items, needed) is { } joined)
            {
                yield return [joined, .. items.Where(item => !group.Contains(item))];
            }
        }
    }

    private static bool IsPlain(JoinItem.Scan scan)
    {
        var pattern = scan.Pattern;
        return !pattern.IsTripleTerms && pattern.Scope.Kind == GraphScopeKind.Default
            && pattern.Fourth is { IsBound: false, Variable: null }
            && pattern.Subject.Source is null && pattern.Predicate.Source is null && pattern.Object.Source is null
            && pattern.Variables.Length is 1 or 2 && Positions(pattern).Length == pattern.Variables.Length;
    }

    private static int[] Positions(ScanPattern pattern) =>
        [.. Enumerable.Range(0, 3).Where(position => pattern[position].Variable is not null)];

    // GYO reduction (Graham; Yu and Özsoyoğlu, 1979) where an edge has at most two variables: takes away patterns of one variable, those
    // beside another with the same two, and those with a variable that no other has, until nothing changes. What is left is cyclic.
    private static ImmutableArray<JoinItem.Scan> Core(ImmutableArray<JoinItem.Scan> plain)
    {
        var edges = plain.Where(item => item.Possible.Count == 2).DistinctBy(Ends).ToList();
        for (var count = -1; count != edges.Count;)
        {
            count = edges.Count;
            edges.RemoveAll(edge => edge.Possible.Any(variable => edges.Count(other => other.Possible.Contains(variable)) == 1));
        }

        // With those that lie within.
        var variables = edges.SelectMany(edge => edge.Possible).ToHashSet();
        return edges.Count == 0 ? [] : [.. plain.Where(item => variables.IsSupersetOf(item.Possible))];
    }

    private static string Ends(JoinItem.Scan item) =>
        string.Join(' ', item.Possible.Select(variable => variable.Name).Order(StringComparer.Ordinal));

    private static ImmutableArray<JoinItem.Scan> Connected(ImmutableArray<JoinItem.Scan> items, JoinItem.Scan first)
    {
        var reached = first.Possible;
        for (var count = -1; count != reached.Count;)
        {
            count = reached.Count;
            reached = reached.Union(items.Where(item => item.Possible.Overlaps(reached)).SelectMany(item => item.Possible));
        }

        return [.. items.Where(item => item.Possible.Overlaps(reached))];
    }

    private JoinItem.Planned? Joined(
        ImmutableArray<JoinItem.Scan> group, ImmutableArray<JoinItem> items, ImmutableHashSet<Variable>? needed)
    {
        if (TrieOrder.Find(context, group) is not { } order)
        {
            return null;
        }

        var read = needed?.Union(items.Where(item => !group.Contains(item)).SelectMany(item => item.Possible));
        ImmutableHashSet<Variable> variables = [.. order.Variables];
        var plan = Plan(group, order, [.. order.Variables.Where(variable => read?.Contains(variable) != false)]);
        return new JoinItem.Planned
        {
            Plan = Planner.Estimated(plan, order.Rows, order.Cost),
            Certain = variables,
            Possible = variables,
            Rows = order.Rows,
            Distinct = variables.ToDictionary(
                variable => variable,
                variable => Math.Max(1, Math.Min(
                    order.Rows, group.Where(item => item.Possible.Contains(variable)).Min(item => item.Distinct[variable])))),
        };
    }

    private TrieJoin Plan(ImmutableArray<JoinItem.Scan> group, TrieOrder order, ImmutableArray<Variable> columns)
    {
        var variables = order.Variables.ToList();
        var relations = group.ToDictionary(item => item, item => Relation(item, variables, order.Loaded.Contains(item)));
        var levels = variables.Select((variable, number) => (variable, new TrieLevel(
            context,
            [.. group.Where(item => item.Possible.Count == 2 && Last(item) == number).Select(item => relations[item])],
            [.. group.Where(item => First(item) == number).Select(item => relations[item])])));
        return new TrieJoin(context, [.. group.Select(item => relations[item])], [.. levels], columns, Text());

        int First(JoinItem.Scan item) => item.Possible.Min(variables.IndexOf);

        int Last(JoinItem.Scan item) => item.Possible.Max(variables.IndexOf);

        string Text() => string.Join(' ', variables) + ": "
            + string.Join(" . ", group.Select(item => order.Loaded.Contains(item) ? item.Text : item.Text + " by look-up"));
    }

    private TrieRelation Relation(JoinItem.Scan item, List<Variable> order, bool isLoaded)
    {
        int[] positions = [.. Positions(item.Pattern).OrderBy(position => order.IndexOf(item.Pattern[position].Variable!))];
        return new TrieRelation(context, item.Pattern, positions[0], positions.Length > 1 ? positions[1] : -1, isLoaded);
    }
}
