using System.Diagnostics;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Property paths as explain prints them.</summary>
internal static class PathText
{
    /// <summary>The path in SPARQL syntax, fully parenthesized.</summary>
    public static string Of(PropertyPath path) => path switch
    {
        PropertyPath.Link(var predicate) => predicate.ToString(),
        PropertyPath.Inverse(var inner) => "^" + Of(inner),
        PropertyPath.Sequence(var left, var right) => $"({Of(left)}/{Of(right)})",
        PropertyPath.Alternative(var left, var right) => $"({Of(left)}|{Of(right)})",
        PropertyPath.ZeroOrMore(var inner) => Of(inner) + "*",
        PropertyPath.OneOrMore(var inner) => Of(inner) + "+",
        PropertyPath.ZeroOrOne(var inner) => Of(inner) + "?",
        PropertyPath.NegatedSet(var predicates) => $"!({string.Join('|', predicates)})",
        _ => throw new UnreachableException(),
    };
}
