using System.Collections.Immutable;
using System.Globalization;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>
/// A piece of a generated group graph pattern, in concrete syntax: leaves are SPARQL text, so that the parser is on the way, and the tree
/// is what shrinking takes apart.
/// </summary>
public abstract record Element
{
    private Element()
    {
    }

    /// <summary>A triple pattern or a path pattern.</summary>
    public sealed record Pattern(string Subject, string Predicate, string Object) : Element;

    /// <summary>FILTER of an expression.</summary>
    public sealed record Filter(string Condition) : Element;

    /// <summary>FILTER EXISTS or FILTER NOT EXISTS.</summary>
    public sealed record Exists(bool IsNegated, GroupElement Inner) : Element;

    /// <summary>OPTIONAL.</summary>
    public sealed record Optional(GroupElement Inner) : Element;

    /// <summary>UNION.</summary>
    public sealed record Union(GroupElement Left, GroupElement Right) : Element;

    /// <summary>MINUS.</summary>
    public sealed record Minus(GroupElement Inner) : Element;

    /// <summary>BIND.</summary>
    public sealed record Bind(string Value, string Name) : Element;

    /// <summary>VALUES.</summary>
    public sealed record Values(ImmutableArray<string> Variables, ImmutableArray<ImmutableArray<string>> Rows) : Element;

    /// <summary>GRAPH.</summary>
    public sealed record Graph(string Name, GroupElement Inner) : Element;

    /// <summary>A group in braces.</summary>
    public sealed record Nested(GroupElement Inner) : Element;

    /// <summary>A sub-select.</summary>
    public sealed record SubSelect(GeneratedQuery Query) : Element;

    /// <summary>How many solutions a group with LIMIT has, which is determined although the solutions are not.</summary>
    public sealed record Counted(GroupElement Inner, int Limit, string Name) : Element;

    /// <summary>The element as SPARQL text.</summary>
    public sealed override string ToString() => this switch
    {
        Pattern p => $"{p.Subject} {p.Predicate} {p.Object} .",
        Filter f => $"FILTER({f.Condition})",
        Exists e => $"FILTER {(e.IsNegated ? "NOT " : "")}EXISTS {e.Inner}",
        Optional o => $"OPTIONAL {o.Inner}",
        Union u => $"{u.Left} UNION {u.Right}",
        Minus m => $"MINUS {m.Inner}",
        Bind b => $"BIND({b.Value} AS {b.Name})",
        Values v => $"VALUES ({string.Join(' ', v.Variables)}) {{ {string.Join(' ', v.Rows.Select(row => $"({string.Join(' ', row)})"))} }}",
        Graph g => $"GRAPH {g.Name} {g.Inner}",
        Nested n => n.Inner.ToString(),
        SubSelect s => $"{{ {s.Query.Text(isInner: true)} }}",
        Counted c => string.Create(
            CultureInfo.InvariantCulture, $"{{ SELECT (COUNT(*) AS {c.Name}) WHERE {{ SELECT * WHERE {c.Inner} LIMIT {c.Limit} }} }}"),
        _ => throw new InvalidOperationException(GetType().Name),
    };

    /// <summary>Elements that are a step simpler: a branch instead of the whole, a simpler inside.</summary>
    internal IEnumerable<Element> Simpler() => this switch
    {
        Exists e => e.Inner.Simpler().Select(inner => e with { Inner = inner }).Prepend<Element>(new Nested(e.Inner)),
        Optional o => o.Inner.Simpler().Select(inner => o with { Inner = inner }).Prepend<Element>(new Nested(o.Inner)),
        Union u => u.Left.Simpler().Select(inner => u with { Left = inner })
            .Concat(u.Right.Simpler().Select(inner => u with { Right = inner }))
            .Prepend<Element>(new Nested(u.Right)).Prepend(new Nested(u.Left)),
        Minus m => m.Inner.Simpler().Select(inner => m with { Inner = inner }).Prepend<Element>(new Nested(m.Inner)),
        Graph g => g.Inner.Simpler().Select(inner => g with { Inner = inner }).Prepend<Element>(new Nested(g.Inner)),
        Nested n => n.Inner.Simpler().Select(inner => new Nested(inner)),
        SubSelect s => s.Query.Simpler().Select(query => new SubSelect(query)).Prepend<Element>(new Nested(s.Query.Where)),
        Counted c => c.Inner.Simpler().Select(inner => c with { Inner = inner }),
        Values v when v.Rows.Length > 1 => v.Rows.Select(row => v with { Rows = v.Rows.Remove(row) }),
        _ => [],
    };
}
