using System.Runtime.InteropServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>What sorted lists of ids have in common.</summary>
internal static class SortedLists
{
    // From this ratio of lengths on the longer list is searched, not merged.
    private const int GallopRatio = 8;

    /// <summary>Writes the ids that two lists have in common, each of which has an id once.</summary>
    /// <param name="shorter">A list, rising.</param>
    /// <param name="longer">Another one, better not shorter.</param>
    /// <param name="common">At least as long as the first list; may be its memory.</param>
    /// <returns>Number of ids written, rising.</returns>
    public static int Intersect(ReadOnlySpan<TermId> shorter, ReadOnlySpan<TermId> longer, Span<TermId> common)
    {
        var a = MemoryMarshal.Cast<TermId, ulong>(shorter);
        var b = MemoryMarshal.Cast<TermId, ulong>(longer);
        return longer.Length / GallopRatio > shorter.Length ? Gallop(a, b, common) : Merge(a, b, common);
    }

    // No branch depends on which id is the lesser: it would be foretold wrongly half of the time.
    private static int Merge(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<TermId> common)
    {
        int i = 0, j = 0, count = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            common[count] = new(x);
            count += x == y ? 1 : 0;
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        return count;
    }

    private static int Gallop(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<TermId> common)
    {
        var count = 0;
        foreach (var x in a)
        {
            var step = 1;
            while (step < b.Length && b[step] < x)
            {
                step = Math.Min(b.Length, step * 2);
            }

            var place = b[..Math.Min(b.Length, step + 1)].BinarySearch(x);
            b = b[(place < 0 ? ~place : place)..];
            if (b.IsEmpty)
            {
                break;
            }

            common[count] = new(x);
            count += place >= 0 ? 1 : 0;
        }

        return count;
    }
}
