namespace KnowledgeGraph.Rdf;

/// <summary>
/// Colour refinement over the blank nodes of some quads: two nodes keep the same colour as long as nothing around them tells them apart.
/// Hash collisions can only merge colours; a mapping found by colours must be verified.
/// </summary>
internal sealed class BlankNodeColours
{
    private const ulong SelfMark = 0x9E3779B97F4A7C15;

    private readonly IReadOnlyList<Quad> _quads;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _labels = [];

    // The blank nodes of each quad, each once.
    private readonly int[][] _nodes;

    public BlankNodeColours(IReadOnlyList<Quad> quads)
    {
        _quads = quads;
        _nodes = new int[quads.Count][];
        var found = new List<int>();
        for (var i = 0; i < quads.Count; i++)
        {
            found.Clear();
            Collect(quads[i].Subject, found);
            Collect(quads[i].Object, found);
            Collect(quads[i].Graph, found);
            _nodes[i] = [.. found.Distinct()];
        }
    }

    public int Count => _labels.Count;

    public string Label(int node) => _labels[node];

    public static bool HasBlankNode(Quad quad) => HasBlankNode(quad.Subject) || HasBlankNode(quad.Object) || HasBlankNode(quad.Graph);

    /// <summary>Refines until the number of colours grows no more.</summary>
    public ulong[] Refine(ulong[] colours)
    {
        var classes = CountClasses(colours);
        while (true)
        {
            var next = new ulong[colours.Length];
            for (var i = 0; i < _quads.Count; i++)
            {
                foreach (var node in _nodes[i])
                {
                    // A sum does not depend on the order of the quads.
                    next[node] = unchecked(next[node] + Sign(_quads[i], node, colours));
                }
            }

            for (var node = 0; node < next.Length; node++)
            {
                next[node] = Mix(colours[node], next[node]);
            }

            var refined = CountClasses(next);
            if (refined <= classes)
            {
                return next;
            }

            classes = refined;
            colours = next;
        }
    }

    private static bool HasBlankNode(Term? term) => term switch
    {
        BlankNode => true,
        TripleTerm triple => HasBlankNode(triple.Subject) || HasBlankNode(triple.Object),
        _ => false,
    };

    private static int CountClasses(ulong[] colours) => colours.Distinct().Count();

    private static ulong Mix(ulong a, ulong b)
    {
        // The finaliser of SplitMix64.
        unchecked
        {
            var x = (a * SelfMark) ^ (b + 0x632BE59BD9B4E019 + (a << 6) + (a >> 2));
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }

    private void Collect(Term? term, List<int> found)
    {
        switch (term)
        {
            case BlankNode node:
                if (!_index.TryGetValue(node.Label, out var index))
                {
                    index = _labels.Count;
                    _index.Add(node.Label, index);
                    _labels.Add(node.Label);
                }

                found.Add(index);
                break;
            case TripleTerm triple:
                Collect(triple.Subject, found);
                Collect(triple.Object, found);
                break;
        }
    }

    private ulong Sign(Quad quad, int self, ulong[] colours)
    {
        var sign = Mix(Sign(quad.Subject, self, colours), Sign(quad.Predicate, self, colours));
        return Mix(Mix(sign, Sign(quad.Object, self, colours)), quad.Graph is null ? 0 : Sign(quad.Graph, self, colours));
    }

    private ulong Sign(Term term, int self, ulong[] colours)
    {
        switch (term)
        {
            case BlankNode node:
                var index = _index[node.Label];
                return Mix(1, index == self ? SelfMark : colours[index]);
            case TripleTerm triple:
                var sign = Mix(Sign(triple.Subject, self, colours), Sign(triple.Predicate, self, colours));
                return Mix(2, Mix(sign, Sign(triple.Object, self, colours)));
            default:
                return Mix(3, unchecked((ulong)term.GetHashCode()));
        }
    }
}
