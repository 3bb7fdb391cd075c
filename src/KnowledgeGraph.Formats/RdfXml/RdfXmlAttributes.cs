using System.Text;
using System.Xml;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>The attributes of the element at hand, sorted by what they are for. Good until the next element is read.</summary>
internal sealed class RdfXmlAttributes(RdfXmlInput input, QuadSink sink)
{
    private readonly List<Property> _properties = [];

    /// <summary>Property attributes, rdf:type among them.</summary>
    public IReadOnlyList<Property> Properties => _properties;

    public Value? Id { get; private set; }

    public Value? About { get; private set; }

    public Value? NodeId { get; private set; }

    public Value? Resource { get; private set; }

    public Value? Datatype { get; private set; }

    public Value? ParseType { get; private set; }

    public Value? Annotation { get; private set; }

    public Value? AnnotationNodeId { get; private set; }

    /// <summary>Reads the attributes of the element at hand.</summary>
    /// <returns>The scope of the element.</returns>
    public RdfXmlScope Read(RdfXmlScope scope)
    {
        _properties.Clear();
        Id = About = NodeId = Resource = Datatype = ParseType = Annotation = AnnotationNodeId = null;
        var xml = input.Xml;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            switch (xml.NamespaceURI)
            {
                case RdfXmlNames.Xmlns:
                    Declare(xml);
                    break;
                case RdfXmlNames.Xml:
                    scope = ReadXml(xml, scope);
                    break;
                case RdfXmlNames.Its when xml.LocalName == "dir":
                    scope = scope with { Direction = DirectionOf(xml.Value) };
                    break;
                case RdfXmlNames.Its when xml.LocalName == "version":
                    break;
                case RdfXmlNames.Rdf when xml.LocalName == "version":
                    scope = scope with { IsVersion12 = xml.Value is "1.2" or "1.2-basic" };
                    break;
                case "":
                    ReadUnqualified(xml);
                    break;
                default:
                    ReadQualified(xml.NamespaceURI + xml.LocalName);
                    break;
            }
        }

        xml.MoveToElement();
        return scope;
    }

    /// <summary>Refuses an attribute that does not go with what the element is.</summary>
    public void Refuse(Value? attribute, string name, string where)
    {
        if (attribute is { } present)
        {
            throw input.Error(present.At, $"found rdf:{name} {where}");
        }
    }

    /// <summary>Refuses property attributes.</summary>
    public void RefuseProperties(string where)
    {
        if (_properties.Count > 0)
        {
            throw input.Error(_properties[0].At, $"found the property attribute {RdfXmlInput.Shown(_properties[0].Name)} {where}");
        }
    }

    private static BaseDirection DirectionOf(string value) => value switch
    {
        "ltr" => BaseDirection.LeftToRight,
        "rtl" => BaseDirection.RightToLeft,
        _ => BaseDirection.None,
    };

    private void Declare(XmlReader xml)
    {
        // A hint for writers; xmlns="" undeclares.
        if (xml.Value.Length > 0)
        {
            sink.Prefix(Encoding.UTF8.GetBytes(xml.Prefix.Length == 0 ? "" : xml.LocalName), Encoding.UTF8.GetBytes(xml.Value));
        }
    }

    private RdfXmlScope ReadXml(XmlReader xml, RdfXmlScope scope)
    {
        switch (xml.LocalName)
        {
            case "lang" when xml.Value.Length > 0 && !LanguageTag.IsWellFormed(xml.Value):
                throw input.Error(
                    $"found xml:lang=\"{RdfXmlInput.Shown(xml.Value)}\", expected a language tag",
                    "letters first, subtags of one to eight letters or digits after hyphens, such as en-GB");
            case "lang":
                return scope with { Language = xml.Value };
            case "base":
                return scope with { BaseIri = RdfXmlTerms.ResolveBase(scope.BaseIri, xml.Value, input) };
            default:
                return scope;
        }
    }

    private void ReadUnqualified(XmlReader xml)
    {
        // §6.1.2: names that begin with "xml" are not RDF's; §6.1.4: a few may lack their namespace.
        var name = xml.LocalName;
        if (name.StartsWith("xml", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (!RdfXmlNames.MayBeUnqualified(name))
        {
            throw input.Error(
                $"found the attribute {RdfXmlInput.Shown(name)} without a namespace, expected a prefix",
                name is "nodeID" or "datatype" ? $"write rdf:{name}" : null);
        }

        ReadQualified(RdfXmlNames.Rdf + name);
    }

    private void ReadQualified(string iri)
    {
        var value = new Value(input.Xml.Value, input.Position);
        if (!RdfXmlNames.IsRdf(iri, out var local) || RdfXmlNames.MayBeAttribute(iri))
        {
            _properties.Add(new Property(iri, input.Xml.Name, value.Text, value.At));
            return;
        }

        _ = local switch
        {
            "ID" => Id = value,
            "about" => About = value,
            "nodeID" => NodeId = value,
            "resource" => Resource = value,
            "datatype" => Datatype = value,
            "parseType" => ParseType = value,
            "annotation" => Annotation = value,
            "annotationNodeID" => AnnotationNodeId = value,
            _ => throw input.Error(
                $"found the attribute rdf:{local}, which is no attribute of RDF/XML",
                RdfXmlNames.IsOld(local) ? "it was removed in 2004" : local == "li" ? "rdf:li is an element" : null),
        };
    }

    /// <summary>A value and where it stands.</summary>
    public readonly record struct Value(string Text, (int Line, int Column) At);

    /// <summary>A property attribute.</summary>
    public readonly record struct Property(string Iri, string Name, string Text, (int Line, int Column) At);
}
