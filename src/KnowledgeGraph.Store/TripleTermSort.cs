using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts triple terms by subject, predicate, object. Where components are triple terms, these are compared by their components in turn;
/// so the order of the ids that come out is the order of the rows, however deep they nest.
/// </summary>
internal static class TripleTermSort
{
    /// <param name="triples">Numbers of the components, in the order of the triple terms' own numbers.</param>
    /// <param name="rankOfNumber">Ranks of blank nodes, texts and inline literals.</param>
    /// <param name="order">The triple terms' numbers in the new order.</param>
    /// <returns>The triples in the new order.</returns>
    internal static BulkRow[] Sort(BulkRow[] triples, uint[][] rankOfNumber, out uint[] order)
    {
        order = new uint[triples.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (uint)i;
        }

        Array.Sort(order, (left, right) => Compare(triples, rankOfNumber, left, right));
        return Array.ConvertAll(order, i => triples[i]);
    }

    private static int Compare(BulkRow[] triples, uint[][] rankOfNumber, uint left, uint right)
    {
        // RDF 1.2 nests in the object only: a chain of objects is followed in this loop.
        while (left != right)
        {
            var (l, r) = (triples[left], triples[right]);
            var order = CompareComponents(triples, rankOfNumber, l.Subject, r.Subject);
            order = order != 0 ? order : CompareComponents(triples, rankOfNumber, l.Predicate, r.Predicate);
            if (order != 0)
            {
                return order;
            }

            if (!IsTriple(l.Object) || !IsTriple(r.Object))
            {
                return CompareComponents(triples, rankOfNumber, l.Object, r.Object);
            }

            (left, right) = (l.Object & BulkTerms.IndexMask, r.Object & BulkTerms.IndexMask);
        }

        return 0;
    }

    private static int CompareComponents(BulkRow[] triples, uint[][] rankOfNumber, uint left, uint right)
    {
        if (left == right)
        {
            return 0;
        }

        if (IsTriple(left) && IsTriple(right))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return Compare(triples, rankOfNumber, left & BulkTerms.IndexMask, right & BulkTerms.IndexMask);
        }

        // Triple terms come after all other terms.
        return IsTriple(left) ? 1 : IsTriple(right) ? -1 : Rank(rankOfNumber, left).CompareTo(Rank(rankOfNumber, right));
    }

    private static bool IsTriple(uint number) => number >> BulkTerms.IndexBits == BulkTerms.TripleTermKind;

    private static uint Rank(uint[][] rankOfNumber, uint number) =>
        rankOfNumber[number >> BulkTerms.IndexBits][number & BulkTerms.IndexMask];
}
