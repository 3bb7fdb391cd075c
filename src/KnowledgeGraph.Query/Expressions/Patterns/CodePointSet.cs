using System.Globalization;

namespace KnowledgeGraph.Query.Expressions.Patterns;

/// <summary>A set of code points as sorted, disjoint ranges. Immutable.</summary>
internal sealed class CodePointSet
{
    public const int MaxCodePoint = 0x10FFFF;

    private static readonly Lazy<CodePointSet>[] s_categories =
        [.. Enum.GetValues<UnicodeCategory>().Select(category => new Lazy<CodePointSet>(() => ScanCategory(category)))];

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
    public static CodePointSet Category(UnicodeCategory category) => s_categories[(int)category].Value;

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

    private static CodePointSet ScanCategory(UnicodeCategory category)
    {
        var ranges = new List<(int First, int Last)>();
        var start = -1;
        for (var codePoint = 0; codePoint <= MaxCodePoint + 1; codePoint++)
        {
            var belongs = codePoint <= MaxCodePoint && CharUnicodeInfo.GetUnicodeCategory(codePoint) == category;
            if (belongs && start < 0)
            {
                start = codePoint;
            }
            else if (!belongs && start >= 0)
            {
                ranges.Add((start, codePoint - 1));
                start = -1;
            }
        }

        return new CodePointSet([.. ranges]);
    }
}
