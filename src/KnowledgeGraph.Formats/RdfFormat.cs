using System.Collections.Immutable;

namespace KnowledgeGraph.Formats;

/// <summary>The concrete syntaxes of RDF 1.2 that are read and written.</summary>
public sealed class RdfFormat
{
    private RdfFormat(string name, string mediaType, ImmutableArray<string> otherMediaTypes, string extension, bool hasGraphNames)
        : this(name, mediaType, otherMediaTypes, [extension], hasGraphNames, writesEveryGraph: true)
    {
    }

    private RdfFormat(
        string name, string mediaType, ImmutableArray<string> otherMediaTypes, ImmutableArray<string> extensions, bool hasGraphNames,
        bool writesEveryGraph)
    {
        Name = name;
        MediaType = mediaType;
        OtherMediaTypes = otherMediaTypes;
        Extensions = extensions;
        HasGraphNames = hasGraphNames;
        WritesEveryGraph = writesEveryGraph;
    }

    /// <summary>N-Triples.</summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-n-triples/"/>
    public static RdfFormat NTriples { get; } = new("N-Triples", "application/n-triples", ["text/plain"], ".nt", hasGraphNames: false);

    /// <summary>N-Quads.</summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-n-quads/"/>
    public static RdfFormat NQuads { get; } = new("N-Quads", "application/n-quads", ["text/x-nquads"], ".nq", hasGraphNames: true);

    /// <summary>Turtle.</summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-turtle/"/>
    public static RdfFormat Turtle { get; } = new("Turtle", "text/turtle", ["application/x-turtle"], ".ttl", hasGraphNames: false);

    /// <summary>TriG.</summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-trig/"/>
    public static RdfFormat TriG { get; } = new("TriG", "application/trig", ["application/x-trig"], ".trig", hasGraphNames: true);

    /// <summary>RDF/XML.</summary>
    /// <seealso href="https://www.w3.org/TR/rdf12-xml/"/>
    public static RdfFormat RdfXml { get; } =
        new("RDF/XML", "application/rdf+xml", [], [".rdf", ".owl"], hasGraphNames: false, writesEveryGraph: false);

    /// <summary>JSON-LD 1.1. A document is read and written as a whole, not as a stream; triple terms have no place in it.</summary>
    /// <seealso href="https://www.w3.org/TR/json-ld11/"/>
    public static RdfFormat JsonLd { get; } =
        new("JSON-LD", "application/ld+json", [], [".jsonld"], hasGraphNames: true, writesEveryGraph: false);

    /// <summary>All formats, the preferred one first.</summary>
    public static ImmutableArray<RdfFormat> All { get; } = [Turtle, TriG, NTriples, NQuads, JsonLd, RdfXml];

    /// <summary>The name as its recommendation spells it.</summary>
    public string Name { get; }

    /// <summary>The registered media type.</summary>
    public string MediaType { get; }

    /// <summary>Media types the format also goes by.</summary>
    public ImmutableArray<string> OtherMediaTypes { get; }

    /// <summary>The file name extension with its dot.</summary>
    public string Extension => Extensions[0];

    /// <summary>All file name extensions, the usual one first.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>Whether the format can name a graph.</summary>
    public bool HasGraphNames { get; }

    /// <summary>
    /// Whether the format can write every graph. RDF/XML cannot: predicates must end in an XML name, and XML lacks
    /// most control characters. JSON-LD cannot: it has no triple terms.
    /// </summary>
    public bool WritesEveryGraph { get; }

    /// <summary>The format a file name's extension stands for; a trailing <c>.gz</c> is passed over.</summary>
    /// <param name="fileName">A file name or path.</param>
    /// <returns>The format, or null if the extension is another one.</returns>
    public static RdfFormat? FromFileName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var name = IsGzip(fileName) ? fileName.AsSpan(0, fileName.Length - 3) : fileName;
        foreach (var format in All)
        {
            foreach (var extension in format.Extensions)
            {
                if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                {
                    return format;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a file name ends in <c>.gz</c>. Unpacking is up to the caller.</summary>
    /// <param name="fileName">A file name or path.</param>
    public static bool IsGzip(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The format a media type stands for; parameters are passed over.</summary>
    /// <param name="mediaType">A media type, such as the value of a Content-Type header.</param>
    /// <returns>The format, or null if the media type is another one.</returns>
    public static RdfFormat? FromMediaType(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        var semicolon = mediaType.IndexOf(';', StringComparison.Ordinal);
        var type = (semicolon < 0 ? mediaType : mediaType[..semicolon]).Trim();
        return All.FirstOrDefault(format =>
            string.Equals(format.MediaType, type, StringComparison.OrdinalIgnoreCase)
            || format.OtherMediaTypes.Contains(type, StringComparer.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
