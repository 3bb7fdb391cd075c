using System.Text;
using System.Xml;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>
/// Reads RDF/XML: node elements, and what is common to all property elements. Every method begins at the start of an element and leaves
/// at its end. The productions are those of RDF 1.2 XML Syntax §7.2.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-xml/"/>
internal sealed class RdfXmlReader : IDisposable
{
    private readonly RdfXmlInput _input;
    private readonly RdfReaderOptions _options;
    private readonly RdfXmlTerms _terms;
    private readonly RdfXmlStatements _statements;
    private readonly RdfXmlAttributes _attributes;
    private readonly RdfXmlPropertyReader _properties;
    private readonly CancellationToken _ct;

    public RdfXmlReader(Stream input, QuadSink sink, RdfReaderOptions options, CancellationToken ct)
    {
        _input = new RdfXmlInput(input, options);
        _options = options;
        _ct = ct;
        _terms = new RdfXmlTerms(_input);
        _statements = new RdfXmlStatements(_input, _terms, sink);
        _attributes = new RdfXmlAttributes(_input, sink);
        _properties = new RdfXmlPropertyReader(this, _input, _terms, _statements, _attributes, options);
    }

    public void Dispose() => _input.Dispose();

    public void Read()
    {
        try
        {
            ReadDocument();
        }
        catch (XmlException e)
        {
            throw _input.Broken(e);
        }
    }

    /// <summary>A node element; its subject stays in the arena.</summary>
    public int ReadNode(RdfXmlScope outer)
    {
        var xml = _input.Xml;
        var at = _input.Position;
        var type = NameOf(xml);
        if (!RdfXmlNames.MayBeNode(type))
        {
            throw _input.Error(
                $"found {xml.Name}, expected a node element",
                type == RdfXmlNames.Rdf + "RDF" ? "rdf:RDF is only the outermost element" : "rdf:Description, or the name of a class");
        }

        var scope = _attributes.Read(outer);
        RefuseOnNode();
        var subject = ReadSubject(scope);
        var mark = _terms.Arena.Save();
        if (type != RdfXmlNames.Rdf + "Description")
        {
            _statements.Add(subject, _terms.AddRdf("type"), _terms.AddName(type, at), at);
        }

        ReadPropertyAttributes(subject, scope);
        _statements.Release(mark);
        ReadPropertyElements(subject, scope);
        return subject;
    }

    /// <summary>The property elements in a node element, or in a property element that stands for one.</summary>
    public void ReadPropertyElements(int subject, RdfXmlScope scope)
    {
        var xml = _input.Xml;
        if (xml.IsEmptyElement)
        {
            return;
        }

        long members = 0;
        while (_input.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                ReadProperty(subject, ref members, scope);
            }
            else
            {
                RefuseText("a property element");
            }
        }
    }

    /// <summary>Property attributes as statements about a node.</summary>
    public void ReadPropertyAttributes(int subject, in RdfXmlScope scope)
    {
        foreach (var property in _attributes.Properties)
        {
            var predicate = _terms.AddName(property.Iri, property.At);

            // propertyAttr: the value of rdf:type is an IRI, that of all others a literal.
            var value = property.Iri == RdfXmlNames.Rdf + "type"
                ? _terms.AddReference(new RdfXmlAttributes.Value(property.Text, property.At), scope)
                : _terms.AddPlain(property.Text, scope);
            _statements.Add(subject, predicate, value, property.At);
        }
    }

    /// <summary>Refuses text that is more than white space between elements.</summary>
    public void RefuseText(string expected)
    {
        if (_input.Xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
        {
            throw _input.Error(FirstWord(), $"found text, expected {expected}");
        }
    }

    // Where the text at hand has its first character that is no white space.
    private (int Line, int Column) FirstWord()
    {
        var (line, column) = _input.Position;
        foreach (var c in _input.Xml.Value.TakeWhile(char.IsWhiteSpace))
        {
            (line, column) = c == '\n' ? (line + 1, 0) : (line, column + 1);
        }

        return (line, column);
    }

    /// <summary>The IRI that the name of the element at hand stands for.</summary>
    public string NameOf(XmlReader xml) => xml.NamespaceURI.Length > 0
        ? xml.NamespaceURI + xml.LocalName
        : throw _input.Error($"found the element {RdfXmlInput.Shown(xml.Name)} without a namespace", "declare one with xmlns");

    // doc: the document element is rdf:RDF or a node element.
    private void ReadDocument()
    {
        var scope = new RdfXmlScope(
            _options.BaseIri is null ? null : Encoding.UTF8.GetBytes(_options.BaseIri), null, BaseDirection.None, IsVersion12: false);
        while (_input.Read())
        {
            if (_input.Xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (_input.Xml.NamespaceURI + _input.Xml.LocalName == RdfXmlNames.Rdf + "RDF")
            {
                ReadRoot(scope);
            }
            else
            {
                ReadOutermost(scope);
            }
        }
    }

    private void ReadRoot(RdfXmlScope outer)
    {
        var scope = _attributes.Read(outer);
        RefuseOnNode();
        _attributes.Refuse(_attributes.About, "about", "on rdf:RDF");
        _attributes.Refuse(_attributes.Id, "ID", "on rdf:RDF");
        _attributes.Refuse(_attributes.NodeId, "nodeID", "on rdf:RDF");
        _attributes.RefuseProperties("on rdf:RDF");
        if (_input.Xml.IsEmptyElement)
        {
            return;
        }

        while (_input.Read() && _input.Xml.NodeType != XmlNodeType.EndElement)
        {
            if (_input.Xml.NodeType == XmlNodeType.Element)
            {
                ReadOutermost(scope);
            }
            else
            {
                RefuseText("a node element");
            }
        }
    }

    private void RefuseOnNode()
    {
        const string Where = "on an element that is no property";
        _attributes.Refuse(_attributes.Resource, "resource", Where);
        _attributes.Refuse(_attributes.Datatype, "datatype", Where);
        _attributes.Refuse(_attributes.ParseType, "parseType", Where);
        _attributes.Refuse(_attributes.Annotation, "annotation", Where);
        _attributes.Refuse(_attributes.AnnotationNodeId, "annotationNodeID", Where);
    }

    private int ReadSubject(in RdfXmlScope scope)
    {
        const string Where = "beside another attribute that names the node";
        if (_attributes.Id is { } id)
        {
            _attributes.Refuse(_attributes.NodeId, "nodeID", Where);
            _attributes.Refuse(_attributes.About, "about", Where);
            return _terms.AddId(id, scope);
        }

        if (_attributes.NodeId is { } nodeId)
        {
            _attributes.Refuse(_attributes.About, "about", Where);
            return _terms.AddNodeId(nodeId);
        }

        return _attributes.About is { } about ? _terms.AddReference(about, scope) : _terms.AddGenerated();
    }

    private void ReadOutermost(RdfXmlScope scope)
    {
        var depth = _input.Xml.Depth;
        try
        {
            ReadNode(scope);
        }
        catch (RdfSyntaxException e) when (_options.Lenient)
        {
            GoOnBehind(depth, e);
        }

        _terms.Arena.Clear();
    }

    private void ReadProperty(int subject, ref long members, RdfXmlScope scope)
    {
        _ct.ThrowIfCancellationRequested();
        var depth = _input.Xml.Depth;
        var isInTriple = _statements.Capture is not null;
        try
        {
            _properties.Read(subject, ref members, scope);
        }
        catch (RdfSyntaxException e) when (_options.Lenient && !isInTriple)
        {
            GoOnBehind(depth, e);
        }
    }

    // An element that is wrong is left out from where the error is; what was read of it before has been handed over. Errors of XML itself
    // are no RdfSyntaxException yet and end the reading.
    private void GoOnBehind(int depth, RdfSyntaxException error)
    {
        _options.OnSkipped?.Invoke(error);
        _statements.Capture = null;
        SkipTo(depth);
    }

    private void SkipTo(int depth)
    {
        var xml = _input.Xml;
        xml.MoveToElement();
        while (!(xml.Depth == depth && (xml.NodeType == XmlNodeType.EndElement || (xml.NodeType == XmlNodeType.Element && xml.IsEmptyElement))))
        {
            if (!_input.Read())
            {
                return;
            }
        }
    }
}
