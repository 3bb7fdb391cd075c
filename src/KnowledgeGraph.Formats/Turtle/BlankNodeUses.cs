using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>How the blank nodes of a dataset are used: which of them need no label.</summary>
internal sealed class BlankNodeUses
{
    private readonly Dictionary<BlankNode, Uses> _uses = [];

    public BlankNodeUses(IEnumerable<Quad> quads)
    {
        foreach (var quad in quads)
        {
            if (quad.Subject is BlankNode subject)
            {
                In(subject, quad.Graph);
            }

            if (quad.Object is BlankNode value)
            {
                var uses = In(value, quad.Graph);
                uses.References++;
                uses.Reference = quad;
            }

            AddNamed(quad.Object as TripleTerm);
            if (quad.Graph is BlankNode graph)
            {
                Of(graph).NeedsLabel = true;
            }
        }
    }

    /// <summary>Whether a node can be written without a label: in one graph, at most once an object, never in a triple term.</summary>
    public bool CanBeAnonymous(Term node) => node is BlankNode blank && Of(blank) is { NeedsLabel: false, References: <= 1 };

    /// <summary>The one quad that refers to a node that can be anonymous; null if none does.</summary>
    public Quad? Reference(Term node) => Of((BlankNode)node).Reference;

    private Uses Of(BlankNode node)
    {
        if (!_uses.TryGetValue(node, out var uses))
        {
            uses = new Uses();
            _uses.Add(node, uses);
        }

        return uses;
    }

    private Uses In(BlankNode node, Term? graph)
    {
        var uses = Of(node);
        uses.NeedsLabel |= uses.IsSeen && !Equals(uses.Graph, graph);
        uses.IsSeen = true;
        uses.Graph = graph;
        return uses;
    }

    // Only objects nest.
    private void AddNamed(TripleTerm? triple)
    {
        for (; triple is not null; triple = triple.Object as TripleTerm)
        {
            foreach (var node in new[] { triple.Subject, triple.Object }.OfType<BlankNode>())
            {
                Of(node).NeedsLabel = true;
            }
        }
    }

    private sealed class Uses
    {
        public int References { get; set; }

        public Quad? Reference { get; set; }

        public bool NeedsLabel { get; set; }

        public bool IsSeen { get; set; }

        public Term? Graph { get; set; }
    }
}
