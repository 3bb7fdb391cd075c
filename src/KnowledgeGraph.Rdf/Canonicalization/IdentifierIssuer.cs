using System.Globalization;

namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>Gives out labels in the order in which nodes ask for them (RDFC-1.0 §4.5).</summary>
internal sealed class IdentifierIssuer
{
    private readonly string _prefix;
    private readonly Dictionary<string, string> _issued;
    private readonly List<string> _order;

    public IdentifierIssuer(string prefix)
    {
        _prefix = prefix;
        _issued = new Dictionary<string, string>(StringComparer.Ordinal);
        _order = [];
    }

    private IdentifierIssuer(IdentifierIssuer other)
    {
        _prefix = other._prefix;
        _issued = new Dictionary<string, string>(other._issued, StringComparer.Ordinal);
        _order = [.. other._order];
    }

    /// <summary>The nodes that have a label, in the order in which they got it.</summary>
    public IReadOnlyList<string> Order => _order;

    public IReadOnlyDictionary<string, string> Issued => _issued;

    public string Issue(string node)
    {
        if (!_issued.TryGetValue(node, out var label))
        {
            label = _prefix + _order.Count.ToString(CultureInfo.InvariantCulture);
            _issued.Add(node, label);
            _order.Add(node);
        }

        return label;
    }

    public IdentifierIssuer Copy() => new(this);
}
