using System.Globalization;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>A set of code points as sorted, disjoint ranges. Immutable.</summary>
internal sealed class CodePointSet
{
    public const int MaxCodePoint = 0x10FFFF;

    private static readonly Lazy<CodePointSet[]> s_categories = new(ScanCategories);

    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = new([(0, MaxCodePoint)]);

    public ReadOnlySpan<(int First, int Last)> Ranges => _ranges;

    public static CodePointSet Of(int codePoint) => new([(codePoint, codePoint)]);

    public static CodePointSet Range(int first, int last) => new([(first, last)]);

    public static CodePointSet OfRanges(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted);
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var range in sorted)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet([.. merged]);
    }

    /// <summary>The code points of a general category (Unicode Standard §4.5).</summary>
    public static CodePointSet Category(UnicodeCategory category) => s_categories.Value[(int)category];

    public CodePointSet Union(CodePointSet other) => OfRanges([.. _ranges, .. other._ranges]);

    public CodePointSet Complement()
    {
        var gaps = new List<(int First, int Last)>(_ranges.Length + 1);
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
            {
                gaps.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= MaxCodePoint)
        {
            gaps.Add((next, MaxCodePoint));
        }

        return new CodePointSet([.. gaps]);
    }

    public CodePointSet Except(CodePointSet other) => Complement().Union(other).Complement();

    public bool Contains(int codePoint)
    {
        foreach (var (first, last) in _ranges)
        {
            if (codePoint >= first && codePoint <= last)
            {
                return true;
            }
        }

        return false;
    }

    // One pass over Unicode for all categories.
    private static CodePointSet[] ScanCategories()
    {
        var ranges = Enum.GetValues<UnicodeCategory>().Select(_ => new List<(int First, int Last)>()).ToArray();
        var first = 0;
        var category = CharUnicodeInfo.GetUnicodeCategory(first);
        for (var codePoint = 1; codePoint <= MaxCodePoint; codePoint++)
        {
            var next = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (next != category)
            {
                ranges[(int)category].Add((first, codePoint - 1));
                (first, category) = (codePoint, next);
            }
        }

        ranges[(int)category].Add((first, MaxCodePoint));
        return [.. ranges.Select(each => new CodePointSet([.. each]))];
    }
}
