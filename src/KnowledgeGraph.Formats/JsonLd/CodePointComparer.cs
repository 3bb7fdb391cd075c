namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Code point order of strings: ordinal order of UTF-16 but for surrogates, which come after all of the basic plane.</summary>
internal sealed class CodePointComparer : IComparer<string>
{
    private CodePointComparer()
    {
    }

    public static CodePointComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var common = a.CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        return char.IsSurrogate(a[common]) == char.IsSurrogate(b[common])
            ? a[common].CompareTo(b[common])
            : char.IsSurrogate(a[common]) ? 1 : -1;
    }
}
