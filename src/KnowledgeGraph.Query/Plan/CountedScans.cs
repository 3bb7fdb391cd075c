using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Finds the patterns of a join of which only one variable is read, by whoever it is: their rows are not enumerated, but counted by the
/// index, for each value of that variable.
/// </summary>
/// <param name="counts">The leave to do so.</param>
/// <param name="read">The variables read above the join, and by its filters; null for all.</param>
internal sealed class CountedScans(CountedRows counts, ImmutableHashSet<Variable>? read)
{
    /// <summary>The columns that may hold numbers of rows, those of parts planned on their own included.</summary>
    public IEnumerable<Variable> Names => counts.Variables;

    /// <summary>The items with such patterns marked.</summary>
    /// <param name="items">The items, as the index counts them.</param>
    /// <param name="sampled">The same items, perhaps with sampled sizes.</param>
    public ImmutableArray<JoinItem> Apply(ImmutableArray<JoinItem> items, ImmutableArray<JoinItem> sampled)
    {
        if (read is null)
        {
            return sampled;
        }

        var mentions = items.SelectMany(item => item.Possible).CountBy(variable => variable).ToDictionary();
        var result = sampled.ToBuilder();
        for (var i = 0; i < result.Count; i++)
        {
            if (result[i] is JoinItem.Scan { Ranged: null } scan && scan.Pattern.IsCountedExactly && KeyOf(scan) is { } key)
            {
                result[i] = scan.CountedBy(key, counts.Next(), items[i].Distinct[key]);
            }
        }

        return result.ToImmutable();

        Variable? KeyOf(JoinItem.Scan scan)
        {
            var known = scan.Pattern.Variables.Where(variable => read.Contains(variable) || mentions[variable] > 1).ToArray();
            return known is [var only] && scan.Pattern.Variables.Length > 1 ? only : null;
        }
    }
}
