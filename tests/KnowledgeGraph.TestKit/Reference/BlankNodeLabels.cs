using System.Globalization;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>The blank nodes that BNODE makes for one solution (SPARQL 1.1 §17.4.2.9).</summary>
internal sealed class BlankNodeLabels(Func<int> number)
{
    private readonly Dictionary<string, BlankNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>A blank node that is nowhere yet.</summary>
    public BlankNode Fresh() => new("made-" + number().ToString(CultureInfo.InvariantCulture));

    /// <summary>The blank node of a label: the same whenever this solution asks for it.</summary>
    public BlankNode Of(string label) => _nodes.TryGetValue(label, out var node) ? node : _nodes[label] = Fresh();
}
