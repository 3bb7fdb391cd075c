using System.Text;
using System.Xml;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>The content of an element as Exclusive XML Canonicalization writes it, comments included, no prefix list.</summary>
/// <seealso href="https://www.w3.org/TR/xml-exc-c14n/#sec-Specification"/>
internal sealed class XmlLiteralText(RdfXmlInput input, int maxNesting)
{
    private readonly StringBuilder _text = new();

    // The namespace declarations written, the innermost last; for every open element how many there were before it, and its name.
    private readonly List<(string Prefix, string Iri)> _written = [];
    private readonly Stack<(int Written, string Name)> _open = new();
    private readonly List<Attribute> _attributes = [];

    /// <summary>Reads from the start of an element to its end.</summary>
    public string Read()
    {
        _text.Clear();
        _written.Clear();
        _open.Clear();
        var xml = input.Xml;
        if (xml.IsEmptyElement)
        {
            return "";
        }

        while (input.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    Open(xml);
                    break;
                case XmlNodeType.EndElement when _open.Count == 0:
                    return _text.ToString();
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Comment:
                    _text.Append("<!--").Append(xml.Value).Append("-->");
                    break;
                case XmlNodeType.ProcessingInstruction:
                    _text.Append("<?").Append(xml.Name).Append(xml.Value.Length > 0 ? " " : "").Append(xml.Value).Append("?>");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    AppendText(xml.Value);
                    break;
            }
        }

        throw input.Error("found the end of the document in an XML literal");
    }

    private void Open(XmlReader xml)
    {
        if (_open.Count >= maxNesting)
        {
            throw input.Error($"elements of an XML literal nest deeper than {maxNesting} levels");
        }

        var (name, isEmpty) = (xml.Name, xml.IsEmptyElement);
        _open.Push((_written.Count, name));
        _text.Append('<').Append(name);
        var declared = _written.Count;
        Declare(xml.Prefix, xml.NamespaceURI);
        ReadAttributes(xml);
        AppendDeclarations(declared);
        foreach (var attribute in _attributes)
        {
            _text.Append(' ').Append(attribute.Name).Append("=\"");
            AppendValue(attribute.Value);
            _text.Append('"');
        }

        _text.Append('>');
        if (isEmpty)
        {
            Close();
        }
    }

    private void Close()
    {
        var (written, name) = _open.Pop();
        _written.RemoveRange(written, _written.Count - written);
        _text.Append("</").Append(name).Append('>');
    }

    private void ReadAttributes(XmlReader xml)
    {
        _attributes.Clear();
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI != RdfXmlNames.Xmlns)
            {
                _attributes.Add(new Attribute(xml.Name, xml.NamespaceURI, xml.LocalName, xml.Value));
                if (xml.Prefix.Length > 0)
                {
                    Declare(xml.Prefix, xml.NamespaceURI);
                }
            }
        }

        xml.MoveToElement();

        // Canonical XML §2.3: by namespace, then by local name, in the order of code points.
        _attributes.Sort((a, b) => CompareCodePoints(a.Space, b.Space) is var space && space != 0 ? space : CompareCodePoints(a.Local, b.Local));
    }

    // A prefix is declared where it is used first, and again where it means something else.
    private void Declare(string prefix, string iri)
    {
        if (prefix == "xml")
        {
            return;
        }

        var last = _written.FindLastIndex(entry => entry.Prefix == prefix);
        if (last < 0 ? prefix.Length > 0 || iri.Length > 0 : _written[last].Iri != iri)
        {
            _written.Add((prefix, iri));
        }
    }

    private void AppendDeclarations(int from)
    {
        foreach (var (prefix, iri) in _written.Skip(from).OrderBy(entry => entry.Prefix, Comparer<string>.Create(CompareCodePoints)))
        {
            _text.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix).Append("=\"");
            AppendValue(iri);
            _text.Append('"');
        }
    }

    private void AppendText(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '\r' => _text.Append("&#xD;"),
                _ => _text.Append(c),
            };
        }
    }

    private void AppendValue(string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '"' => _text.Append("&quot;"),
                '\t' => _text.Append("&#x9;"),
                '\n' => _text.Append("&#xA;"),
                '\r' => _text.Append("&#xD;"),
                _ => _text.Append(c),
            };
        }
    }

    // Bytes of UTF-8 are in the order of code points.
    private static int CompareCodePoints(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private readonly record struct Attribute(string Name, string Space, string Local, string Value);
}
