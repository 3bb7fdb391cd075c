using System.Text;
using System.Xml;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>Splits the IRI of a predicate into a namespace and a name that an element can have.</summary>
internal sealed class QualifiedNames
{
    private readonly List<(string Prefix, string Iri)> _declared = [("rdf", RdfXmlNames.Rdf)];
    private readonly HashSet<int> _used = [0];

    /// <summary>The namespaces that the root element needs, rdf first.</summary>
    public IEnumerable<(string Prefix, string Iri)> Used => _declared.Where((_, index) => _used.Contains(index));

    /// <summary>Takes a prefix if XML can have it and it is free.</summary>
    public void Declare(string prefix, string iri)
    {
        var isName = prefix.Length == 0 || (IsNcName(prefix) && !prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase));
        if (isName && prefix is not ("its" or "ns0") && IsNamespace(iri) && !_declared.Exists(entry => entry.Prefix == prefix))
        {
            _declared.Add((prefix, iri));
        }
    }

    /// <summary>Splits an IRI; false if no name can be made of it, or the name is syntax in RDF/XML.</summary>
    /// <param name="predicate">The IRI in UTF-8.</param>
    /// <param name="name">The name: with a declared prefix, or with <c>ns0</c>.</param>
    /// <param name="space">The namespace that <c>ns0</c> is to stand for; null if the prefix is declared.</param>
    public bool TrySplit(ReadOnlySpan<byte> predicate, out string name, out string? space)
    {
        name = "";
        space = null;
        var iri = Encoding.UTF8.GetString(predicate);
        if (!RdfXmlNames.MayBeProperty(iri) || iri == RdfXmlNames.Rdf + "li")
        {
            return false;
        }

        var best = -1;
        for (var i = 0; i < _declared.Count; i++)
        {
            var (_, declared) = _declared[i];
            if (iri.StartsWith(declared, StringComparison.Ordinal) && IsNcName(iri.AsSpan(declared.Length))
                && (best < 0 || declared.Length > _declared[best].Iri.Length))
            {
                best = i;
            }
        }

        if (best >= 0)
        {
            var (prefix, declared) = _declared[best];
            _used.Add(best);
            name = prefix.Length == 0 ? iri[declared.Length..] : $"{prefix}:{iri[declared.Length..]}";
            return true;
        }

        var start = NameStart(iri);
        if (start >= iri.Length || !IsNamespace(iri[..start]))
        {
            return false;
        }

        name = "ns0:" + iri[start..];
        space = iri[..start];
        return true;
    }

    // Where the longest name at the end begins. XmlConvert knows the names of the fourth edition, which every XML reader takes.
    private static int NameStart(string iri)
    {
        var start = iri.Length;
        for (var i = iri.Length - 1; i > 0 && XmlConvert.IsNCNameChar(iri[i]); i--)
        {
            start = XmlConvert.IsStartNCNameChar(iri[i]) ? i : start;
        }

        return start;
    }

    private static bool IsNcName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !XmlConvert.IsStartNCNameChar(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!XmlConvert.IsNCNameChar(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNamespace(string iri) => iri.Length > 0 && iri is not (RdfXmlNames.Xml or RdfXmlNames.Xmlns);
}
