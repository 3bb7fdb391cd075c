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
    private readonly int _maxEntityCharacters;
    private readonly IXmlLineInfo _position;

    public RdfXmlInput(Stream input, RdfReaderOptions options)
    {
        _sourceName = options.SourceName;
        _maxEntityCharacters = options.MaxEntityCharacters;
        Xml = XmlReader.Create(input, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = new RefusingResolver(),
            MaxCharactersFromEntities = options.MaxEntityCharacters,
        });
        _position = (IXmlLineInfo)Xml;
    }

    public XmlReader Xml { get; }

    /// <summary>The 0-based position of the node or attribute at hand.</summary>
    public (int Line, int Column) Position => (Math.Max(_position.LineNumber - 1, 0), Math.Max(_position.LinePosition - 1, 0));

    public void Dispose() => Xml.Dispose();

    /// <summary>Goes to the next node; false at the end of the document.</summary>
    /// <exception cref="XmlException">The document is not well-formed; see <see cref="Broken"/>. Values throw it, too.</exception>
    public bool Read() => Xml.Read();

    /// <summary>The error for a document that the framework's reader refuses.</summary>
    public RdfSyntaxException Broken(XmlException e)
    {
        var at = e.LineNumber > 0 ? (e.LineNumber - 1, Math.Max(e.LinePosition - 1, 0)) : Position;
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is OutsideReferenceException)
            {
                return Error(
                    at, "found a reference to an entity or DTD outside the document, which is not fetched",
                    "put what is needed into the internal subset", e);
            }
        }

        if (e.Message.Contains(nameof(XmlReaderSettings.MaxCharactersFromEntities), StringComparison.Ordinal))
        {
            return Error(
                at, string.Create(CultureInfo.InvariantCulture, $"the entities of the document expand to more than {_maxEntityCharacters} characters"),
                nameof(RdfReaderOptions.MaxEntityCharacters) + " sets the limit", e);
        }

        var place = string.Create(CultureInfo.InvariantCulture, $" Line {e.LineNumber}, position {e.LinePosition}.");
        var problem = e.Message.EndsWith(place, StringComparison.Ordinal) ? e.Message[..^place.Length] : e.Message;
        return Error(at, "not well-formed XML: " + problem.TrimEnd('.'), inner: e);
    }

    /// <summary>An error at the node or attribute at hand.</summary>
    public RdfSyntaxException Error(string problem, string? hint = null, Exception? inner = null) => Error(Position, problem, hint, inner);

    /// <summary>An error at a position remembered.</summary>
    public RdfSyntaxException Error((int Line, int Column) at, string problem, string? hint = null, Exception? inner = null) =>
        new(problem, _sourceName, at.Line, at.Column, hint, inner);

    /// <summary>The beginning of a name or value, for messages.</summary>
    public static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private sealed class OutsideReferenceException : XmlException;

    private sealed class RefusingResolver : XmlResolver
    {
        public override Uri ResolveUri(Uri? baseUri, string? relativeUri) => throw new OutsideReferenceException();

        public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => throw new OutsideReferenceException();
    }
}
