using System.Text;
using System.Xml;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>Reads property elements of RDF/XML, §7.2.14 and on.</summary>
internal sealed class RdfXmlPropertyReader(
    RdfXmlReader nodes, RdfXmlInput input, RdfXmlTerms terms, RdfXmlStatements statements, RdfXmlAttributes attributes, RdfReaderOptions options)
{
    private readonly StringBuilder _text = new();
    private readonly XmlLiteralText _literal = new(input, options.MaxNesting);
    private int _nesting;

    /// <summary>A property element.</summary>
    /// <param name="subject">Whose property.</param>
    /// <param name="members">How many rdf:li there were before.</param>
    /// <param name="outer">The scope of the element around it.</param>
    public void Read(int subject, ref long members, RdfXmlScope outer)
    {
        var nesting = _nesting;
        var mark = terms.Arena.Save();
        try
        {
            ReadProperty(subject, ref members, outer);
        }
        finally
        {
            _nesting = nesting;
        }

        statements.Release(mark);
    }

    private void ReadProperty(int subject, ref long members, RdfXmlScope outer)
    {
        var at = input.Position;
        var predicate = ReadPredicate(ref members, at);
        var scope = attributes.Read(outer);
        if (attributes.ParseType is { Text: "Triple" } && !scope.IsVersion12)
        {
            // Without rdf:version="1.2" the property is left out (W3C test rdf12-xml-tt-01).
            Skip();
            return;
        }

        var property = new Property(
            subject, predicate, at, attributes.Id is { } id ? terms.AddId(id, scope) : -1, ReadAnnotation(scope));
        attributes.Refuse(attributes.About, "about", "on a property element");
        if (attributes.ParseType is { } parseType)
        {
            ReadParseType(parseType, property, scope);
        }
        else if (attributes.Resource is not null || attributes.NodeId is not null || attributes.Properties.Count > 0)
        {
            ReadEmpty(property, scope);
        }
        else
        {
            ReadContent(property, scope);
        }
    }

    private int ReadPredicate(ref long members, (int Line, int Column) at)
    {
        var iri = nodes.NameOf(input.Xml);
        if (iri == RdfXmlNames.Rdf + "li")
        {
            // §7.4 List Expansion Rules.
            return terms.AddMember(++members);
        }

        return RdfXmlNames.MayBeProperty(iri)
            ? terms.AddName(iri, at)
            : throw input.Error(
                $"found {input.Xml.Name}, expected a property element",
                iri == RdfXmlNames.Rdf + "Description" ? "nodes and properties take turns" : null);
    }

    private int ReadAnnotation(in RdfXmlScope scope)
    {
        if (attributes.Annotation is not { } annotation)
        {
            return attributes.AnnotationNodeId is { } label ? terms.AddNodeId(label, "annotationNodeID") : -1;
        }

        attributes.Refuse(attributes.AnnotationNodeId, "annotationNodeID", "beside rdf:annotation");
        return terms.AddReference(annotation, scope);
    }

    private void ReadParseType(RdfXmlAttributes.Value parseType, in Property property, RdfXmlScope scope)
    {
        const string Where = "beside rdf:parseType";
        attributes.Refuse(attributes.Resource, "resource", Where);
        attributes.Refuse(attributes.NodeId, "nodeID", Where);
        attributes.Refuse(attributes.Datatype, "datatype", Where);
        attributes.RefuseProperties(Where);
        Enter();
        switch (parseType.Text)
        {
            case "Resource":
                var node = terms.AddGenerated();
                Add(property, node);
                nodes.ReadPropertyElements(node, scope);
                break;
            case "Collection":
                ReadCollection(property, scope);
                break;
            case "Triple":
                Add(property, ReadTriple(scope));
                break;
            default:
                // parseTypeOtherPropertyElt: any other is read as "Literal".
                Add(property, terms.AddXml(_literal.Read()));
                break;
        }
    }

    // emptyPropertyElt that names its object or says something about it. Jena and others pass over white space in it, and so do we.
    private void ReadEmpty(in Property property, RdfXmlScope scope)
    {
        attributes.Refuse(attributes.Datatype, "datatype", "beside attributes that describe a node");
        if (attributes.Resource is not null)
        {
            attributes.Refuse(attributes.NodeId, "nodeID", "beside rdf:resource");
        }

        var value = attributes.Resource is { } resource ? terms.AddReference(resource, scope)
            : attributes.NodeId is { } label ? terms.AddNodeId(label)
            : terms.AddGenerated();
        Add(property, value);
        nodes.ReadPropertyAttributes(value, scope);
        if (input.Xml.IsEmptyElement)
        {
            return;
        }

        while (input.Read() && input.Xml.NodeType != XmlNodeType.EndElement)
        {
            const string Expected = "the end of a property element whose attributes describe its object";
            if (input.Xml.NodeType == XmlNodeType.Element)
            {
                throw input.Error($"found {input.Xml.Name}, expected {Expected}");
            }

            nodes.RefuseText(Expected);
        }
    }

    // resourcePropertyElt, literalPropertyElt, and emptyPropertyElt without content.
    private void ReadContent(in Property property, RdfXmlScope scope)
    {
        var datatype = attributes.Datatype;
        _text.Clear();
        var isNode = false;
        var isBlank = true;
        var xml = input.Xml;
        if (!xml.IsEmptyElement)
        {
            while (input.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                switch (xml.NodeType)
                {
                    case XmlNodeType.Element when isNode || !isBlank:
                        throw input.Error(
                            $"found {RdfXmlInput.Shown(xml.Name)} behind {(isNode ? "a node element" : "text")}, expected the end of the property element",
                            isNode ? "rdf:parseType=\"Collection\" takes more than one" : "rdf:parseType=\"Literal\" takes text with elements");
                    case XmlNodeType.Element when datatype is not null:
                        throw input.Error(datatype.Value.At, "found rdf:datatype on a property element with a node element in it");
                    case XmlNodeType.Element:
                        isNode = true;
                        Enter();
                        Add(property, nodes.ReadNode(scope));
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA when isNode:
                        throw input.Error("found text behind a node element, expected the end of the property element");
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        isBlank = false;
                        _text.Append(xml.Value);
                        break;
                    case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when !isNode:
                        _text.Append(xml.Value);
                        break;
                }
            }
        }

        if (!isNode)
        {
            var text = _text.ToString();
            Add(property, datatype is { } type ? terms.AddTyped(text, type, scope) : terms.AddPlain(text, scope));
        }
    }

    // parseTypeCollectionPropertyElt: the list is handed over while it is read.
    private void ReadCollection(in Property property, RdfXmlScope scope)
    {
        var xml = input.Xml;
        var mark = terms.Arena.Save();
        var previous = -1;
        if (!xml.IsEmptyElement)
        {
            while (input.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    nodes.RefuseText("a node element");
                    continue;
                }

                var at = input.Position;
                var number = terms.NextGenerated();
                var cell = terms.AddGenerated(number);
                if (previous < 0)
                {
                    Add(property, cell);
                }
                else
                {
                    statements.Add(previous, terms.AddRdf("rest"), cell, at);
                }

                statements.Add(cell, terms.AddRdf("first"), nodes.ReadNode(scope), at);

                // The arena keeps one cell, however long the list is.
                statements.Release(mark);
                previous = terms.AddGenerated(number);
            }
        }

        var nil = terms.AddRdf("nil");
        if (previous < 0)
        {
            Add(property, nil);
        }
        else
        {
            statements.Add(previous, terms.AddRdf("rest"), nil, property.At);
        }
    }

    // parseTypeTriplePropertyElt: one node element that says one thing, which becomes a triple term and is not asserted.
    private int ReadTriple(RdfXmlScope scope)
    {
        var outer = statements.Capture;
        var capture = new TripleCapture();
        statements.Capture = capture;
        var at = input.Position;
        var count = 0;
        if (!input.Xml.IsEmptyElement)
        {
            while (input.Read() && input.Xml.NodeType != XmlNodeType.EndElement)
            {
                if (input.Xml.NodeType != XmlNodeType.Element)
                {
                    nodes.RefuseText("a node element");
                }
                else if (++count > 1)
                {
                    throw input.Error("found a second node element in rdf:parseType=\"Triple\", expected one");
                }
                else
                {
                    nodes.ReadNode(scope);
                }
            }
        }

        statements.Capture = outer;
        return capture.Term >= 0
            ? capture.Term
            : throw input.Error(at, "found no triple in rdf:parseType=\"Triple\"", "a node element with one property");
    }

    private void Add(in Property property, int value) =>
        statements.Add(property.Subject, property.Predicate, value, property.At, property.Reification, property.Annotation);

    private void Enter()
    {
        if (++_nesting > options.MaxNesting)
        {
            throw input.Error($"property elements nest deeper than {options.MaxNesting} levels");
        }
    }

    private void Skip()
    {
        var (xml, depth) = (input.Xml, input.Xml.Depth);
        while (!(xml.Depth == depth && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement)))
        {
            input.Read();
        }
    }

    private readonly record struct Property(int Subject, int Predicate, (int Line, int Column) At, int Reification, int Annotation);
}
