using System.Globalization;
using System.Xml.Linq;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>
/// The little RDF/XML that the SPARQL tests use for data and result sets: node elements, rdf:about and rdf:nodeID, property elements with
/// text, resources, typed text and <c>parseType="Resource"</c>. Anything else is an error.
/// </summary>
internal sealed class RdfXmlText
{
    private static readonly XNamespace s_rdf = RdfVocabulary.Namespace;
    private static readonly string[] s_attributes = ["about", "nodeID", "resource", "datatype", "parseType"];

    private readonly string _base;
    private readonly Dataset _dataset = new();
    private int _nodes;

    private RdfXmlText(string baseIri) => _base = baseIri;

    public static Dataset Read(string text, string baseIri)
    {
        var reader = new RdfXmlText(baseIri);
        foreach (var node in XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!.Elements())
        {
            reader.Node(node);
        }

        return reader._dataset;
    }

    private Term Node(XElement element)
    {
        Check(element);
        var subject = Attribute(element, "about") is { } about ? (Term)new Iri(IriReference.Resolve(_base, about))
            : Attribute(element, "nodeID") is { } label ? new BlankNode("id-" + label)
            : Fresh();
        if (element.Name != s_rdf + "Description")
        {
            _dataset.Add(new Quad(subject, RdfVocabulary.Type, Name(element), null));
        }

        Properties(element, subject);
        return subject;
    }

    private void Properties(XElement element, Term subject)
    {
        foreach (var property in element.Elements())
        {
            Check(property);
            _dataset.Add(new Quad(subject, Name(property), Value(property), null));
        }
    }

    private Term Value(XElement property)
    {
        if (Attribute(property, "resource") is { } resource)
        {
            return new Iri(IriReference.Resolve(_base, resource));
        }

        if (Attribute(property, "nodeID") is { } label)
        {
            return new BlankNode("id-" + label);
        }

        if (Attribute(property, "parseType") is { } parseType)
        {
            var node = parseType == "Resource" ? Fresh() : throw new InvalidDataException($"rdf:parseType=\"{parseType}\" is not read here.");
            Properties(property, node);
            return node;
        }

        if (property.Elements().FirstOrDefault() is { } inner)
        {
            return Node(inner);
        }

        return Attribute(property, "datatype") is { } datatype ? new Literal(property.Value, new Iri(datatype))
            : property.AncestorsAndSelf().Select(e => e.Attribute(XNamespace.Xml + "lang")?.Value).FirstOrDefault(tag => tag is not null) is { Length: > 0 } tag
                ? new Literal(property.Value, tag)
                : new Literal(property.Value);
    }

    private BlankNode Fresh() => new("n" + (_nodes++).ToString(CultureInfo.InvariantCulture));

    private static Iri Name(XElement element) => new(element.Name.NamespaceName + element.Name.LocalName);

    private static string? Attribute(XElement element, string name) => element.Attribute(s_rdf + name)?.Value;

    private static void Check(XElement element)
    {
        foreach (var attribute in element.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration && attribute.Name.Namespace != XNamespace.Xml
                && !(attribute.Name.Namespace == s_rdf && s_attributes.Contains(attribute.Name.LocalName)))
            {
                throw new InvalidDataException($"The attribute {attribute.Name} is not read here.");
            }
        }
    }
}
