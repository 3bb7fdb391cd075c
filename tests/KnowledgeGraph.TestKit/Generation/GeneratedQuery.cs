using System.Collections.Immutable;
using System.Globalization;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>A generated query.</summary>
public sealed record GeneratedQuery
{
    internal const string Prologue = "BASE <http://example.org/base/> PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n";

    /// <summary>The form.</summary>
    public QueryForm Form { get; init; }

    /// <summary>True for SELECT DISTINCT.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>True for SELECT REDUCED.</summary>
    public bool IsReduced { get; init; }

    /// <summary>What is selected, variables and <c>(expression AS ?v)</c>; the triples of CONSTRUCT; what DESCRIBE describes.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>FROM and FROM NAMED.</summary>
    public ImmutableArray<string> From { get; init; } = [];

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

    /// <inheritdoc/>
    public override string ToString() => Prologue + Text(isInner: false);

    internal string Text(bool isInner)
    {
        var head = Form switch
        {
            QueryForm.Ask => "ASK",
            QueryForm.Construct => $"CONSTRUCT {{ {string.Join(" . ", Items)} }}",
            QueryForm.Describe => $"DESCRIBE {string.Join(' ', Items)}",
            _ => $"SELECT {(IsDistinct ? "DISTINCT " : IsReduced ? "REDUCED " : "")}{string.Join(' ', Items)}",
        };
        var gap = isInner ? " " : "\n";
        return head + string.Concat(From.Select(clause => gap + clause)) + gap + "WHERE " + Where
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

        if (IsDistinct || IsReduced)
        {
            yield return this with { IsDistinct = false, IsReduced = false };
        }

        if (!From.IsEmpty)
        {
            yield return this with { From = [] };
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
