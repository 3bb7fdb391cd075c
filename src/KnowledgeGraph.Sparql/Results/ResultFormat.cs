using System.Collections.Immutable;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>The formats of solutions and booleans, with the names they go by.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-results-json/"/>
/// <seealso href="https://www.w3.org/TR/sparql12-results-xml/"/>
/// <seealso href="https://www.w3.org/TR/sparql12-results-csv-tsv/"/>
public sealed class ResultFormat
{
    private ResultFormat(string name, ImmutableArray<string> mediaTypes, ImmutableArray<string> extensions)
    {
        Name = name;
        MediaTypes = mediaTypes;
        Extensions = extensions;
    }

    /// <summary>SPARQL Query Results JSON.</summary>
    public static ResultFormat Json { get; } = new("json", ["application/sparql-results+json", "application/json"], [".srj", ".json"]);

    /// <summary>SPARQL Query Results XML.</summary>
    public static ResultFormat Xml { get; } = new("xml", ["application/sparql-results+xml", "application/xml", "text/xml"], [".srx", ".xml"]);

    /// <summary>SPARQL Query Results CSV: for people and spreadsheets, without term kinds.</summary>
    public static ResultFormat Csv { get; } = new("csv", ["text/csv"], [".csv"]);

    /// <summary>SPARQL Query Results TSV, terms in Turtle syntax.</summary>
    public static ResultFormat Tsv { get; } = new("tsv", ["text/tab-separated-values"], [".tsv"]);

    /// <summary>All formats, the preferred first.</summary>
    public static ImmutableArray<ResultFormat> All { get; } = [Json, Xml, Csv, Tsv];

    /// <summary>The short name: json, xml, csv, tsv.</summary>
    public string Name { get; }

    /// <summary>The media type to announce.</summary>
    public string MediaType => MediaTypes[0];

    /// <summary>All media types it is known by, the registered one first.</summary>
    public ImmutableArray<string> MediaTypes { get; }

    /// <summary>File name extensions with the full stop, the usual one first.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>The format of a media type; parameters after a semicolon are ignored. Null if unknown.</summary>
    /// <param name="mediaType">The media type.</param>
    public static ResultFormat? FromMediaType(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        var bare = mediaType.Split(';')[0].Trim();
        return All.FirstOrDefault(f => f.MediaTypes.Contains(bare, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The format of a short name; null if unknown.</summary>
    /// <param name="name">The name.</param>
    public static ResultFormat? FromName(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The format of a file name; null if unknown.</summary>
    /// <param name="fileName">The file name, with or without a path.</param>
    public static ResultFormat? FromFileName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return All.FirstOrDefault(f => f.Extensions.Any(e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
