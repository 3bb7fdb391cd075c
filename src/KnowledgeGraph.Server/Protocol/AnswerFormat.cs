using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>A form an answer can take: a SPARQL result format, an RDF format, or a page.</summary>
/// <param name="Name">The value of the <c>format</c> parameter.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Results">The result format, null if it is none.</param>
/// <param name="Rdf">The RDF format, null if it is none.</param>
public sealed record AnswerFormat(string Name, string MediaType, ResultFormat? Results, RdfFormat? Rdf)
{
    // What clients send, SPARQLWrapper above all, which writes the format that it wants into the address beside the Accept header.
    private static readonly Dictionary<string, string> s_otherNames = new(StringComparer.Ordinal)
    {
        ["rdf+xml"] = "rdfxml", ["rdf"] = "rdfxml", ["xml"] = "rdfxml", ["json-ld"] = "jsonld", ["json"] = "jsonld",
        ["n3"] = "turtle", ["ttl"] = "turtle", ["nt"] = "ntriples", ["nq"] = "nquads",
    };

    /// <summary>A page.</summary>
    public static AnswerFormat Html { get; } = new("html", "text/html", null, null);

    /// <summary>Every media type of the solutions of SELECT and of the answer of ASK; the first is the default.</summary>
    public static IReadOnlyList<AnswerFormat> OfSolutions { get; } =
        [.. ResultFormat.All.SelectMany(format => format.MediaTypes.Select(type => new AnswerFormat(format.Name, type, format, null))), Html];

    /// <summary>
    /// Every media type of the triples of CONSTRUCT and DESCRIBE; the first is the default. JSON-LD and RDF/XML cannot express every graph:
    /// a graph that they cannot is answered with 406.
    /// </summary>
    public static IReadOnlyList<AnswerFormat> OfGraphs { get; } =
    [
        .. RdfFormat.All.SelectMany(format => format.OtherMediaTypes.Prepend(format.MediaType)
            .Select(type => new AnswerFormat(ShortName(format), type, null, format))),
        Html,
    ];

    /// <summary>True for a page.</summary>
    public bool IsHtml => Results is null && Rdf is null;

    /// <summary>The media type with its charset, as sent.</summary>
    public string ContentType => MediaType.StartsWith("text/", StringComparison.Ordinal) ? MediaType + "; charset=utf-8" : MediaType;

    /// <summary>The media types that can carry any graph, of any size.</summary>
    public static IEnumerable<string> OfEveryGraph => RdfFormat.All.Where(format => format.WritesEveryGraph).Select(format => format.MediaType);

    /// <summary>The media types that can carry any solution; XML lacks some characters.</summary>
    public static IEnumerable<string> OfEverySolution =>
        ResultFormat.All.Where(format => format != ResultFormat.Xml).Select(format => format.MediaTypes[0]);

    /// <summary>The formats for answers of a kind.</summary>
    /// <param name="kind">The kind of answer.</param>
    public static IReadOnlyList<AnswerFormat> Of(QueryKind kind) => kind == QueryKind.Graph ? OfGraphs : OfSolutions;

    /// <summary>The values of the <c>format</c> parameter for answers of a kind, as words of a sentence.</summary>
    /// <param name="kind">The kind of answer.</param>
    public static string NamesOf(QueryKind kind) => string.Join(", ", Of(kind).Select(format => format.Name).Distinct());

    /// <summary>
    /// The <c>format</c> parameter of a request: the first of several that names a format here. SPARQLWrapper gives a short name and a list
    /// of media types.
    /// </summary>
    /// <param name="names">What is given.</param>
    public static string? NameOf(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.FirstOrDefault(IsKnown) ?? (names.Count > 0 ? names[0] : null);
    }

    private static bool IsKnown(string name) =>
        s_otherNames.ContainsKey(name) || OfSolutions.Concat(OfGraphs).Any(offer => offer.Name == name || offer.MediaType == name);

    /// <summary>The format that a request asks for, by its <c>format</c> parameter or its Accept header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The <c>format</c> parameter, or null.</param>
    /// <param name="offers">What can be given.</param>
    /// <exception cref="ProblemException">406: none of it.</exception>
    public static AnswerFormat Choose(HttpRequest request, string? name, IReadOnlyList<AnswerFormat> offers)
    {
        ArgumentNullException.ThrowIfNull(request);
        var chosen = string.IsNullOrEmpty(name)
            ? AcceptHeader.Choose(request.Headers.Accept, offers, offer => offer.MediaType)
            : offers.FirstOrDefault(offer => offer.Name == name || offer.MediaType == name)
                ?? offers.FirstOrDefault(offer => offer.Name == s_otherNames.GetValueOrDefault(name));
        return chosen ?? throw ProblemException.NotAcceptable(offers.Select(offer => offer.MediaType));
    }

    /// <summary>The name of an RDF format in addresses.</summary>
    /// <param name="format">The format.</param>
    public static string ShortName(RdfFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Name.Replace("-", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
