using System.Globalization;
using System.Xml;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>
/// The document as the framework's reader shows it: an internal DTD subset is read for its entities and defaults, nothing outside the
/// document is ever fetched, and what entities expand to is bounded. Says what is wrong with line and column.
/// </summary>
internal sealed class RdfXmlInput : IDisposable
{
    private readonly string? _sourceName;
    private readonly IXmlLineInfo _position;

    public RdfXmlInput(Stream input, RdfReaderOptions options)
    {
        _sourceName = options.SourceName;
        Xml = XmlReader.Create(input, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = new RefusingResolver(),
            MaxCharactersFromEntities = options.MaxEntityCharacters,
        });
        _position = (IXmlLineInfo)Xml;
    }

    public XmlReader Xml { get; }

    /// <summary>Whether an error in the XML itself has been met, behind which nothing can be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The 0-based position of the node or attribute at hand.</summary>
    public (int Line, int Column) Position => (Math.Max(_position.LineNumber - 1, 0), Math.Max(_position.LinePosition - 1, 0));

    public void Dispose() => Xml.Dispose();

    /// <summary>Goes to the next node; false at the end of the document.</summary>
    /// <exception cref="RdfSyntaxException">The document is not well-formed, or refers to something outside it.</exception>
    public bool Read()
    {
        try
        {
            return Xml.Read();
        }
        catch (XmlException e)
        {
            IsBroken = true;
            var problem = e.Message;
            var place = string.Create(CultureInfo.InvariantCulture, $" Line {e.LineNumber}, position {e.LinePosition}.");
            if (problem.EndsWith(place, StringComparison.Ordinal))
            {
                problem = problem[..^place.Length];
            }

            throw new RdfSyntaxException(
                "not well-formed XML: " + problem.TrimEnd('.'), _sourceName, Math.Max(e.LineNumber - 1, 0), Math.Max(e.LinePosition - 1, 0),
                inner: e);
        }
        catch (OutsideReferenceException e)
        {
            IsBroken = true;
            throw Error(
                "found a reference to an entity or DTD outside the document, which is not fetched", "put what is needed into the internal subset", e);
        }
    }

    /// <summary>An error at the node or attribute at hand.</summary>
    public RdfSyntaxException Error(string problem, string? hint = null, Exception? inner = null) => Error(Position, problem, hint, inner);

    /// <summary>An error at a position remembered.</summary>
    public RdfSyntaxException Error((int Line, int Column) at, string problem, string? hint = null, Exception? inner = null) =>
        new(problem, _sourceName, at.Line, at.Column, hint, inner);

    /// <summary>The beginning of a name or value, for messages.</summary>
    public static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private sealed class OutsideReferenceException : Exception;

    private sealed class RefusingResolver : XmlResolver
    {
        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => throw new OutsideReferenceException();
    }
}
