using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// A SHACL property path (SHACL §2.3.1), as it is written in a shapes graph; sequences and alternatives keep their lists, so that a
/// report can repeat them. Depth and length are bounded by whoever reads it.
/// </summary>
internal abstract record ShapePath
{
    private ShapePath()
    {
    }

    /// <summary>One step.</summary>
    internal sealed record Predicate(Iri Value) : ShapePath;

    /// <summary>A list of at least two paths, one after the other.</summary>
    internal sealed record Sequence(ImmutableArray<ShapePath> Steps) : ShapePath;

    /// <summary>sh:alternativePath with a list of at least two paths.</summary>
    internal sealed record Alternative(ImmutableArray<ShapePath> Ways) : ShapePath;

    /// <summary>A path that is another one walked in a way of its own.</summary>
    /// <param name="Property">The local name of the property that leads to the other path.</param>
    /// <param name="Path">The other path.</param>
    internal abstract record Modified(string Property, ShapePath Path) : ShapePath;

    /// <summary>sh:inversePath.</summary>
    internal sealed record Inverse(ShapePath Path) : Modified("inversePath", Path);

    /// <summary>sh:zeroOrMorePath.</summary>
    internal sealed record ZeroOrMore(ShapePath Path) : Modified("zeroOrMorePath", Path);

    /// <summary>sh:oneOrMorePath.</summary>
    internal sealed record OneOrMore(ShapePath Path) : Modified("oneOrMorePath", Path);

    /// <summary>sh:zeroOrOnePath.</summary>
    internal sealed record ZeroOrOne(ShapePath Path) : Modified("zeroOrOnePath", Path);

    /// <summary>The SPARQL path that it maps to (SHACL §2.3.1).</summary>
    public PropertyPath ToPropertyPath() => this switch
    {
        Predicate path => new PropertyPath.Link(path.Value),
        Sequence path => Fold(path.Steps, static (left, right) => new PropertyPath.Sequence(left, right)),
        Alternative path => Fold(path.Ways, static (left, right) => new PropertyPath.Alternative(left, right)),
        Inverse path => new PropertyPath.Inverse(path.Path.ToPropertyPath()),
        ZeroOrMore path => new PropertyPath.ZeroOrMore(path.Path.ToPropertyPath()),
        OneOrMore path => new PropertyPath.OneOrMore(path.Path.ToPropertyPath()),
        ZeroOrOne path => new PropertyPath.ZeroOrOne(path.Path.ToPropertyPath()),
        _ => throw new UnreachableException(),
    };

    /// <summary>The path in the syntax of SPARQL, IRIs written by a function.</summary>
    public string Write(Func<Iri, string> iri) => this switch
    {
        Predicate path => iri(path.Value),
        Sequence path => string.Join('/', path.Steps.Select(step => step.WriteInner(iri))),
        Alternative path => string.Join('|', path.Ways.Select(way => way.WriteInner(iri))),
        Inverse path => "^" + path.Path.WriteInner(iri),
        ZeroOrMore path => path.Path.WriteInner(iri) + "*",
        OneOrMore path => path.Path.WriteInner(iri) + "+",
        ZeroOrOne path => path.Path.WriteInner(iri) + "?",
        _ => throw new UnreachableException(),
    };

    /// <inheritdoc/>
    public sealed override string ToString() => Write(static iri => iri.ToString());

    private string WriteInner(Func<Iri, string> iri) => this is Predicate ? Write(iri) : $"({Write(iri)})";

    private static PropertyPath Fold(ImmutableArray<ShapePath> parts, Func<PropertyPath, PropertyPath, PropertyPath> join)
    {
        var folded = parts[^1].ToPropertyPath();
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            folded = join(parts[i].ToPropertyPath(), folded);
        }

        return folded;
    }
}
