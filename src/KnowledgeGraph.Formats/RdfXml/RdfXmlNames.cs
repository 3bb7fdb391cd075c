using System.Collections.Frozen;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>The names that are syntax in RDF/XML, and where they may stand.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-xml/#section-Infoset-Grammar"/>
internal static class RdfXmlNames
{
    public const string Rdf = RdfVocabulary.Namespace;
    public const string Its = "http://www.w3.org/2005/11/its";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
    public const string XmlLiteral = Rdf + "XMLLiteral";

    // coreSyntaxTerms; those with "annotation" and rdf:version came with RDF 1.2.
    private static readonly string[] s_core =
        ["RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "annotation", "annotationNodeID", "version"];

    // oldTerms.
    private static readonly string[] s_old = ["aboutEach", "aboutEachPrefix", "bagID"];

    private static readonly FrozenSet<string> s_notNode = Set([.. s_core, "li", .. s_old]);
    private static readonly FrozenSet<string> s_notProperty = Set([.. s_core, "Description", .. s_old]);
    private static readonly FrozenSet<string> s_notAttribute = Set([.. s_core, "Description", "li", .. s_old]);

    // Beyond rdf:type, these may be written without a prefix (§6.1.4); new documents should not.
    private static readonly FrozenSet<string> s_unqualified = Set(["ID", "about", "resource", "parseType", "type"]);

    /// <summary>Whether an IRI is in the RDF namespace, and if so its local name.</summary>
    public static bool IsRdf(string iri, out string local)
    {
        var isRdf = iri.StartsWith(Rdf, StringComparison.Ordinal);
        local = isRdf ? iri[Rdf.Length..] : "";
        return isRdf;
    }

    public static bool MayBeNode(string iri) => !IsRdf(iri, out var local) || !s_notNode.Contains(local);

    public static bool MayBeProperty(string iri) => !IsRdf(iri, out var local) || !s_notProperty.Contains(local);

    public static bool MayBeAttribute(string iri) => !IsRdf(iri, out var local) || !s_notAttribute.Contains(local);

    public static bool IsOld(string local) => Array.IndexOf(s_old, local) >= 0;

    public static bool MayBeUnqualified(string local) => s_unqualified.Contains(local);

    /// <summary>Whether a text is an NCName of XML 1.0, fifth edition: what rdf:ID and rdf:nodeID demand.</summary>
    public static bool IsNcName(ReadOnlySpan<byte> text)
    {
        var start = true;
        while (!text.IsEmpty)
        {
            var c = NameCharacters.Decode(text, out var length);
            if (!(start ? NameCharacters.IsStart(c) : NameCharacters.IsPart(c) || c == '.'))
            {
                return false;
            }

            start = false;
            text = text[length..];
        }

        return !start;
    }

    private static FrozenSet<string> Set(string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
