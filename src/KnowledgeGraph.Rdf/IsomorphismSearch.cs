using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Rdf;

/// <summary>Looks for a mapping of blank nodes between two lists of quads of equal length, each without duplicates.</summary>
internal sealed class IsomorphismSearch
{
    // Refinements, not mappings: each runs over all quads.
    private const int MaxSteps = 20_000;

    private readonly IReadOnlyList<Quad> _left;
    private readonly HashSet<Quad> _right;
    private readonly BlankNodeColours _leftNodes;
    private readonly BlankNodeColours _rightNodes;
    private int _steps;

    public IsomorphismSearch(IReadOnlyList<Quad> left, IReadOnlyList<Quad> right)
    {
        _left = left;
        _right = [.. right];
        _leftNodes = new BlankNodeColours(left);
        _rightNodes = new BlankNodeColours(right);
    }

    public bool Run() =>
        _leftNodes.Count == _rightNodes.Count && Match(new ulong[_leftNodes.Count], new ulong[_rightNodes.Count]);

    private bool Match(ulong[] leftColours, ulong[] rightColours)
    {
        if (++_steps > MaxSteps || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InvalidOperationException("The blank nodes of the datasets are too symmetric to decide isomorphism.");
        }

        leftColours = _leftNodes.Refine(leftColours);
        rightColours = _rightNodes.Refine(rightColours);
        var left = ByColour(leftColours);
        var right = ByColour(rightColours);
        if (left.Count != right.Count
            || left.Any(entry => !right.TryGetValue(entry.Key, out var nodes) || nodes.Count != entry.Value.Count))
        {
            return false;
        }

        var symmetric = left.Where(entry => entry.Value.Count > 1).ToList();
        if (symmetric.Count == 0)
        {
            return Maps(left, right);
        }

        var smallest = symmetric.MinBy(entry => entry.Value.Count);

        // Tell one node of the smallest class apart and try each partner for it.
        var chosen = (ulong[])leftColours.Clone();
        chosen[smallest.Value[0]] = ulong.MaxValue - (ulong)_steps;
        foreach (var partner in right[smallest.Key])
        {
            var tried = (ulong[])rightColours.Clone();
            tried[partner] = chosen[smallest.Value[0]];
            if (Match(chosen, tried))
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<ulong, List<int>> ByColour(ulong[] colours)
    {
        var classes = new Dictionary<ulong, List<int>>();
        for (var node = 0; node < colours.Length; node++)
        {
            if (!classes.TryGetValue(colours[node], out var nodes))
            {
                classes.Add(colours[node], nodes = []);
            }

            nodes.Add(node);
        }

        return classes;
    }

    private bool Maps(Dictionary<ulong, List<int>> left, Dictionary<ulong, List<int>> right)
    {
        var mapping = new Dictionary<string, BlankNode>(StringComparer.Ordinal);
        foreach (var (colour, nodes) in left)
        {
            mapping.Add(_leftNodes.Label(nodes[0]), new BlankNode(_rightNodes.Label(right[colour][0])));
        }

        return _left.All(quad => _right.Contains(new Quad(
            Rename(quad.Subject, mapping), quad.Predicate, Rename(quad.Object, mapping),
            quad.Graph is null ? null : Rename(quad.Graph, mapping))));
    }

    private static Term Rename(Term term, Dictionary<string, BlankNode> mapping) => term switch
    {
        BlankNode node => mapping[node.Label],
        TripleTerm triple => new TripleTerm(Rename(triple.Subject, mapping), triple.Predicate, Rename(triple.Object, mapping)),
        _ => term,
    };
}
