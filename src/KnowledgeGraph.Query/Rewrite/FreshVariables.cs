using System.Globalization;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Makes internal variables for one query; none occurs in the parser's algebra.</summary>
public sealed class FreshVariables
{
    private int _next;

    /// <summary>A new variable.</summary>
    /// <param name="purpose">A word that explain shows.</param>
    public Variable Next(string purpose) => new(string.Create(CultureInfo.InvariantCulture, $"..{purpose}{_next++}"));
}
