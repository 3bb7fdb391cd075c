using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>Reads SPARQL 1.2 Query Results XML. Document type declarations are refused.</summary>
internal static class XmlSolutions
{
    private static readonly XNamespace s_results = "http://www.w3.org/2005/sparql-results#";
    private static readonly XNamespace s_its = "http://www.w3.org/2005/11/its";

    public static SolutionTable Read(Stream input)
    {
        try
        {
            using var reader = XmlReader.Create(input, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return Read(Load(reader));
        }
        catch (XmlException e)
        {
            throw new InvalidDataException("This is not a SPARQL result in XML: " + e.Message, e);
        }
    }

    // XDocument.Load takes time in the square of the depth; here the depth is bounded.
    private static XElement Load(XmlReader reader)
    {
        XElement? root = null;
        var open = root;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth > (2 * SolutionReader.MaxNesting) + 10:
                    throw new InvalidDataException("The elements nest too deeply.");
                case XmlNodeType.Element:
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    open?.Add(element);
                    root ??= element;
                    open = reader.IsEmptyElement ? open : element;
                    AddAttributes(element, reader);
                    break;
                case XmlNodeType.EndElement:
                    open = open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open?.Add(new XText(reader.Value));
                    break;
            }
        }

        // A document without root element is an XmlException before.
        return root!;
    }

    private static void AddAttributes(XElement element, XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != XNamespace.Xmlns.NamespaceName)
            {
                element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
            }
        }
    }

    private static SolutionTable Read(XElement root)
    {
        if (root.Element(s_results + "boolean") is { } boolean)
        {
            return new SolutionTable([], [], Text(boolean).Trim() == "true");
        }

        var variables = root.Element(s_results + "head")?.Elements(s_results + "variable")
            .Select(static v => new Variable(Attribute(v, "name"))).ToImmutableArray() ?? [];
        var results = root.Element(s_results + "results") ?? throw new InvalidDataException("The result has neither `results` nor `boolean`.");
        var rows = new List<IReadOnlyList<Term?>>();
        foreach (var result in results.Elements(s_results + "result"))
        {
            var row = new Term?[variables.Length];
            foreach (var binding in result.Elements(s_results + "binding"))
            {
                var column = variables.IndexOf(new Variable(Attribute(binding, "name")));
                if (column < 0)
                {
                    throw new InvalidDataException($"The variable {Attribute(binding, "name")} is not in the head.");
                }

                row[column] = ReadTerm(OnlyChild(binding), SolutionReader.MaxNesting);
            }

            rows.Add(row);
        }

        return new SolutionTable(variables, rows);
    }

    private static Term ReadTerm(XElement term, int depthLeft)
    {
        if (depthLeft == 0)
        {
            throw new InvalidDataException("Triple terms nest too deeply.");
        }

        Term Part(string name) => ReadTerm(
            OnlyChild(term.Element(s_results + name) ?? throw new InvalidDataException($"A triple without `{name}`.")), depthLeft - 1);
        return term.Name.LocalName switch
        {
            "uri" => new Iri(Text(term)),
            "bnode" => new BlankNode(Text(term)),
            "literal" => SolutionReader.Literal(
                Text(term), term.Attribute(XNamespace.Xml + "lang")?.Value, term.Attribute(s_its + "dir")?.Value, term.Attribute("datatype")?.Value),
            "triple" => SolutionReader.Triple(Part("subject"), Part("predicate"), Part("object")),
            var other => throw new InvalidDataException($"`{other}` is no term: uri, bnode, literal or triple was expected."),
        };
    }

    // XElement.Value would go down into elements, however deep they nest.
    private static string Text(XElement element) => element.HasElements
        ? throw new InvalidDataException($"The element `{element.Name.LocalName}` holds text alone.")
        : element.Value;

    private static XElement OnlyChild(XElement element) =>
        element.Elements().FirstOrDefault() ?? throw new InvalidDataException($"The element `{element.Name.LocalName}` is empty.");

    private static string Attribute(XElement element, string name) =>
        element.Attribute(name)?.Value ?? throw new InvalidDataException($"The element `{element.Name.LocalName}` has no attribute `{name}`.");
}
