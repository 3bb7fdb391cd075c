using System.Xml;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>
/// The document as the framework's reader shows it. Document type declarations are refused, and with them all entities but those of XML
/// itself; nothing outside the document is ever fetched. Says what is wrong with line and column.
/// </summary>
internal sealed class RdfXmlInput : IDisposable
{
    private readonly string? _sourceName;
    private readonly CodePointColumns _columns;
    private readonly IXmlLineInfo _position;

    public RdfXmlInput(Stream input, RdfReaderOptions options)
    {
        _sourceName = options.SourceName;
        _columns = new CodePointColumns(input, () => _position?.LineNumber - 1 ?? 0);
        Xml = XmlReader.Create(_columns, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        _position = (IXmlLineInfo)Xml;
    }

    public XmlReader Xml { get; }

    /// <summary>The 0-based position of the node or attribute at hand, the column as the framework counts: errors recount it.</summary>
    public (int Line, int Column) Position => (Math.Max(_position.LineNumber - 1, 0), Math.Max(_position.LinePosition - 1, 0));

    public void Dispose()
    {
        Xml.Dispose();
        _columns.Dispose();
    }

    /// <summary>Goes to the next node; false at the end of the document.</summary>
    /// <exception cref="XmlException">The document is not well-formed; see <see cref="Broken"/>. Values throw it, too.</exception>
    public bool Read()
    {
        var more = Xml.Read();
        if (Xml.NodeType == XmlNodeType.XmlDeclaration && Xml.GetAttribute("encoding") is { } encoding)
        {
            _columns.IsOther = !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        }

        return more;
    }

    /// <summary>The error for a document that the framework's reader refuses.</summary>
    public RdfSyntaxException Broken(XmlException e)
    {
        var problem = XmlProblem.Of(e, Xml as IXmlNamespaceResolver, InCodePoints);
        var at = problem.IsDocType && _columns.DocType is { } docType ? docType
            : e.LineNumber > 0 ? (e.LineNumber - 1, Math.Max(e.LinePosition - 1 - problem.Back, 0))
            : Position;
        return Error(at, problem.Text, problem.Hint, e);
    }

    /// <summary>An error at the node or attribute at hand.</summary>
    public RdfSyntaxException Error(string problem, string? hint = null) => Error(Position, problem, hint);

    /// <summary>An error at a position remembered.</summary>
    public RdfSyntaxException Error((int Line, int Column) at, string problem, string? hint = null, Exception? inner = null) =>
        new(problem, _sourceName, at.Line, InCodePoints(at.Line, at.Column), hint, inner);

    /// <summary>The beginning of a name or value, for messages.</summary>
    public static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private int InCodePoints(int line, int column) => _columns.InCodePoints(line, column);
}
