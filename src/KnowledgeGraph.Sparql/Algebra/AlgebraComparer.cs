using KnowledgeGraph.Sparql.Syntax;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// Compares algebras up to the names of internal variables. Comparison with == is structural too, but takes names as they are.
/// </summary>
public static class AlgebraComparer
{
    /// <summary>True if the queries are the same but for prefixes and the names of internal variables.</summary>
    /// <param name="left">One query.</param>
    /// <param name="right">The other.</param>
    public static bool AreEquivalent(Query left, Query right) => Canonical(left) == Canonical(right);

    /// <summary>True if the patterns are the same but for the names of internal variables.</summary>
    /// <param name="left">One pattern.</param>
    /// <param name="right">The other.</param>
    public static bool AreEquivalent(GraphPattern left, GraphPattern right) => Renaming().Rewrite(left) == Renaming().Rewrite(right);

    /// <summary>True if the update requests are the same but for prefixes and the names of internal variables.</summary>
    /// <param name="left">One request.</param>
    /// <param name="right">The other.</param>
    public static bool AreEquivalent(Update left, Update right) => Renaming().Rewrite(left) == Renaming().Rewrite(right);

    /// <summary>The query with its internal variables numbered in the order of their appearance.</summary>
    /// <param name="query">The query.</param>
    public static Query Canonical(Query query) => Renaming().Rewrite(query);

    private static InternalVariableRenaming Renaming()
    {
        var count = 0;
        return new InternalVariableRenaming(() => new Variable(FormattableString.Invariant($".{count++}")));
    }
}
