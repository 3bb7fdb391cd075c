using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>A property path expression, in the words of SPARQL 1.1 §18.2.2.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#sparqlTranslatePathExpressions"/>
public abstract record PropertyPath
{
    private PropertyPath()
    {
    }

    /// <summary>link(iri): one step.</summary>
    /// <param name="Predicate">The predicate.</param>
    public sealed record Link(Iri Predicate) : PropertyPath;

    /// <summary>inv(path): the path walked backwards.</summary>
    /// <param name="Path">The path.</param>
    public sealed record Inverse(PropertyPath Path) : PropertyPath;

    /// <summary>seq(left, right).</summary>
    /// <param name="Left">First part.</param>
    /// <param name="Right">Second part.</param>
    public sealed record Sequence(PropertyPath Left, PropertyPath Right) : PropertyPath;

    /// <summary>alt(left, right).</summary>
    /// <param name="Left">One way.</param>
    /// <param name="Right">The other way.</param>
    public sealed record Alternative(PropertyPath Left, PropertyPath Right) : PropertyPath;

    /// <summary>ZeroOrMorePath.</summary>
    /// <param name="Path">The step.</param>
    public sealed record ZeroOrMore(PropertyPath Path) : PropertyPath;

    /// <summary>OneOrMorePath.</summary>
    /// <param name="Path">The step.</param>
    public sealed record OneOrMore(PropertyPath Path) : PropertyPath;

    /// <summary>ZeroOrOnePath.</summary>
    /// <param name="Path">The step.</param>
    public sealed record ZeroOrOne(PropertyPath Path) : PropertyPath;

    /// <summary>
    /// NPS(iris), one direction. A written set with both directions is an <see cref="Alternative"/> of a forward set and an
    /// <see cref="Inverse"/> of a set (SPARQL 1.1 §9.1).
    /// </summary>
    /// <param name="Predicates">The excluded predicates.</param>
    public sealed record NegatedSet(ImmutableArray<Iri> Predicates) : PropertyPath
    {
        /// <inheritdoc/>
        public bool Equals(NegatedSet? other) => other is not null && Content.Equal(Predicates, other.Predicates);

        /// <inheritdoc/>
        public override int GetHashCode() => Content.Hash(Predicates);
    }
}
