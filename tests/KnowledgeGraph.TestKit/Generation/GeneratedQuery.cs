using System.Collections.Immutable;
using System.Globalization;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>A generated SELECT or ASK query.</summary>
public sealed record GeneratedQuery
{
    private const string Prologue = "PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n";

    /// <summary>True for ASK.</summary>
    public bool IsAsk { get; init; }

    /// <summary>True for SELECT DISTINCT.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>What is selected: variables and <c>(expression AS ?v)</c>.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>WHERE.</summary>
    public required GroupElement Where { get; init; }

    /// <summary>GROUP BY.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>HAVING.</summary>
    public string? Having { get; init; }

    /// <summary>ORDER BY.</summary>
    public ImmutableArray<string> OrderBy { get; init; } = [];

    /// <summary>LIMIT.</summary>
    public int? Limit { get; init; }

    /// <summary>OFFSET.</summary>
    public int? Offset { get; init; }

    /// <summary>How often each kind of element and modifier is used.</summary>
    public IEnumerable<string> Uses => Where.All().Select(e => e.Kind)
        .Concat(GroupBy.IsEmpty ? [] : ["GroupBy"])
        .Concat(Items.Any(item => item.StartsWith('(')) ? ["SelectExpression"] : [])
        .Concat(IsDistinct ? ["Distinct"] : [])
        .Concat(OrderBy.IsEmpty ? [] : ["OrderBy"])
        .Concat(Having is null ? [] : ["Having"])
        .Concat(Limit is null && Offset is null ? [] : ["Slice"])
        .Concat(IsAsk ? ["Ask"] : []);

    /// <inheritdoc/>
    public override string ToString() => Prologue + Text(isInner: false);

    internal string Text(bool isInner)
    {
        var head = IsAsk ? "ASK" : $"SELECT {(IsDistinct ? "DISTINCT " : "")}{string.Join(' ', Items)}";
        var gap = isInner ? " " : "\n";
        return head + gap + "WHERE " + Where
            + Clause(gap, "GROUP BY", GroupBy)
            + (Having is null ? "" : $"{gap}HAVING ({Having})")
            + Clause(gap, "ORDER BY", OrderBy)
            + Clause(gap, "LIMIT", Limit)
            + Clause(gap, "OFFSET", Offset);
    }

    internal IEnumerable<GeneratedQuery> Simpler()
    {
        if (!OrderBy.IsEmpty && Limit is null && Offset is null)
        {
            yield return this with { OrderBy = [] };
        }

        if (Limit is not null || Offset is not null)
        {
            yield return this with { Limit = null, Offset = null };
        }

        if (IsDistinct)
        {
            yield return this with { IsDistinct = false };
        }

        if (Having is not null)
        {
            yield return this with { Having = null };
        }

        for (var i = 0; i < Items.Length && Items.Length > 1; i++)
        {
            yield return this with { Items = Items.RemoveAt(i) };
        }

        foreach (var where in Where.Simpler())
        {
            yield return this with { Where = where };
        }
    }

    private static string Clause(string gap, string keyword, ImmutableArray<string> parts) =>
        parts.IsEmpty ? "" : $"{gap}{keyword} {string.Join(' ', parts)}";

    private static string Clause(string gap, string keyword, int? number) =>
        number is { } n ? string.Create(CultureInfo.InvariantCulture, $"{gap}{keyword} {n}") : "";
}
