using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Reads SHACL property paths (SHACL §2.3.1). A node that fits several of the rules is the first that fits.</summary>
/// <param name="source">The property shape.</param>
internal sealed class PathReader(ShapeSource source)
{
    // A path is walked by recursion, and written out again.
    private const int MaxDepth = 100;
    private const int MaxNodes = 400;

    private readonly HashSet<Term> _open = [];
    private int _nodes;

    /// <summary>Reads the path that a node stands for.</summary>
    public ShapePath Read(Term node)
    {
        if (node is Iri predicate)
        {
            return ++_nodes <= MaxNodes ? new ShapePath.Predicate(predicate) : throw Wrong(node, $"at most {MaxNodes} steps");
        }

        if (node is not BlankNode || !_open.Add(node))
        {
            throw Wrong(node, node is BlankNode ? "a path that does not contain itself" : "an IRI or a blank node");
        }

        if (_open.Count > MaxDepth || ++_nodes > MaxNodes)
        {
            throw Wrong(node, $"a path at most {MaxDepth} deep and {MaxNodes} steps long");
        }

        var path = ReadBlank(node);
        _open.Remove(node);
        return path;
    }

    private ShapePath ReadBlank(Term node)
    {
        if (source.Triples.Values(node, RdfVocabulary.First).Any())
        {
            return new ShapePath.Sequence(List(node));
        }

        if (Inner(node, "alternativePath") is { } ways)
        {
            return new ShapePath.Alternative(List(ways));
        }

        return Inner(node, "inversePath") is { } inverse ? new ShapePath.Inverse(Read(inverse))
            : Inner(node, "zeroOrMorePath") is { } many ? new ShapePath.ZeroOrMore(Read(many))
            : Inner(node, "oneOrMorePath") is { } some ? new ShapePath.OneOrMore(Read(some))
            : Inner(node, "zeroOrOnePath") is { } one ? new ShapePath.ZeroOrOne(Read(one))
            : throw Wrong(
                node, "a list of paths, or sh:alternativePath, sh:inversePath, sh:zeroOrMorePath, sh:oneOrMorePath or sh:zeroOrOnePath");
    }

    private Term? Inner(Term node, string name) => source.Triples.Values(node, name).ToList() switch
    {
        [] => null,
        [var only] => only,
        _ => throw Wrong(node, $"at most one sh:{name}"),
    };

    private ImmutableArray<ShapePath> List(Term head) =>
        source.Triples.List(head) is { Count: >= 2 } members
            ? [.. members.Select(Read)]
            : throw Wrong(head, "a well-formed list of at least two paths");

    private ShaclException Wrong(Term node, string expected)
    {
        var start = source.Values("path").First();
        return new ShaclException(
            $"the path node {node} is ill-formed; expected {expected}.", source.Node,
            new Triple(source.Node, ShaclVocabulary.Term("path"), start));
    }
}
