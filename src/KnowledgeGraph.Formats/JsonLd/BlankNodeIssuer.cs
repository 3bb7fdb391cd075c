using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Generate blank node identifier.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#generate-blank-node-identifier"/>
internal sealed class BlankNodeIssuer
{
    private readonly Dictionary<string, string> _issued = new(StringComparer.Ordinal);
    private readonly bool _keepsLabels;
    private int _count;

    /// <param name="keepsLabels">
    /// True: written labels stay, as with the other readers, and generated ones are <c>_:anon0</c> …; false: all become <c>_:b0</c> ….
    /// </param>
    public BlankNodeIssuer(bool keepsLabels) => _keepsLabels = keepsLabels;

    public string Fresh() => string.Create(CultureInfo.InvariantCulture, $"_:{(_keepsLabels ? "anon" : "b")}{_count++}");

    /// <summary>The new identifier if it is one of a blank node; anything else as it is.</summary>
    public string Relabel(string identifier)
    {
        if (!JsonTree.IsBlankNode(identifier))
        {
            return identifier;
        }

        if (!_issued.TryGetValue(identifier, out var issued))
        {
            issued = _keepsLabels ? Kept(identifier) : Fresh();
            _issued.Add(identifier, issued);
        }

        return issued;
    }

    private string Kept(string identifier)
    {
        var label = Encoding.UTF8.GetBytes(identifier, 2, identifier.Length - 2);
        return label.Length == 0 || NameCharacters.BlankNodeLabelLength(label) != label.Length ? Fresh()
            : BlankNodeLabels.IsReserved(label) ? "_:anon-" + identifier[2..]
            : identifier;
    }
}
