using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>
/// The profiles of RDF answers: RDF 1.2 with triple terms, or RDF 1.1, where each triple of a claim is an <c>rdf:Statement</c> that is
/// <c>:partOfClaim</c> of it (<see cref="ClassicReification"/>). Asked for by <c>Accept-Profile</c>, by the parameter <c>profile</c> of a
/// range in <c>Accept</c>, or by <c>_profile</c> in the address; told by a Link header of relation <c>profile</c>.
/// </summary>
/// <param name="Token">The short name, for <c>_profile</c> and entity tags.</param>
/// <param name="Iri">The identifier.</param>
/// <seealso href="https://www.w3.org/TR/dx-prof-conneg/"/>
public sealed record ContentProfile(string Token, string Iri)
{
    /// <summary>The query parameter that names a profile (§7.3, query string arguments).</summary>
    public const string Parameter = "_profile";

    /// <summary>The request header that lists profiles (§7.2).</summary>
    public const string Header = "Accept-Profile";

    /// <summary>What answers with a profile vary by.</summary>
    public const string Vary = "Accept, Accept-Profile, Accept-Encoding";

    private const string Namespace = "https://w3id.org/secoop/profile/";

    /// <summary>RDF 1.2, the default.</summary>
    public static ContentProfile Rdf12 { get; } = new("rdf12", Namespace + "rdf12");

    /// <summary>RDF 1.1, claims by classic reification.</summary>
    public static ContentProfile Rdf11 { get; } = new("rdf11", Namespace + "rdf11");

    /// <summary>All profiles, the default first.</summary>
    public static ImmutableArray<ContentProfile> All { get; } = [Rdf12, Rdf11];

    /// <summary>True if triple terms are written as statements.</summary>
    public bool IsReified => this == Rdf11;

    /// <summary>The profile that a request asks for; a header that names none of ours gets the default (§6.3), a parameter does not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="format">The format of the answer.</param>
    /// <exception cref="ProblemException">400: the parameter names no profile.</exception>
    public static ContentProfile Choose(HttpRequest request, RdfFormat format)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(format);
        if (RequestParameters.Single(request.Query[Parameter], Parameter) is { Length: > 0 } asked)
        {
            return Named(asked)
                ?? throw ProblemException.BadRequest($"The parameter '{Parameter}' is '{asked}'; expected {string.Join(", ", All.Select(each => each.Token))}.");
        }

        return Best(OfHeader(request)) ?? Best(OfAccept(request, format)) ?? Rdf12;
    }

    /// <summary>Passes the quads of an answer on as the profile has them.</summary>
    /// <param name="writer">Takes them.</param>
    public QuadSink Sink(RdfWriter writer) => IsReified ? new ClassicReification(writer) : writer;

    /// <summary>Tells the profile of an answer, and where the other is.</summary>
    /// <param name="response">The response.</param>
    /// <param name="format">The format of the answer.</param>
    public void WriteLinks(HttpResponse response, AnswerFormat format)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(format);
        var request = response.HttpContext.Request;
        var links = new List<string> { $"<{Iri}>; rel=\"profile\"" };
        // The address of an answer to POST does not lead to it.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            var others = request.Query.Where(pair => pair.Key != Parameter);
            links.AddRange(All.Where(each => each != this).Select(each =>
                $"<{request.PathBase.Add(request.Path)}{QueryString.Create(others).Add(Parameter, each.Token)}>; rel=\"alternate\"; "
                + $"type=\"{format.MediaType}\"; formats=\"{each.Iri}\""));
        }

        response.Headers.Link = new([.. response.Headers.Link, .. links]);
    }

    private static ContentProfile? Named(string name) => All.FirstOrDefault(each => each.Token == name || each.Iri == name);

    // At the same quality what is not the default wins: it was named.
    private static ContentProfile? Best(IEnumerable<(ContentProfile Profile, double Quality)> asked) =>
        asked.Where(each => each.Quality > 0).OrderByDescending(each => each.Quality).ThenByDescending(each => each.Profile.IsReified)
            .Select(each => each.Profile).FirstOrDefault();

    // <iri>;q=0.5, or a token without brackets.
    private static IEnumerable<(ContentProfile Profile, double Quality)> OfHeader(HttpRequest request)
    {
        foreach (var item in request.Headers.GetCommaSeparatedValues(Header))
        {
            var parts = item.Split(';', StringSplitOptions.TrimEntries);
            if (Named(parts[0].Trim('<', '>')) is { } profile)
            {
                var quality = parts.Skip(1).FirstOrDefault(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
                yield return (profile, quality is null ? 1 : QualityOf(quality[2..]));
            }
        }
    }

    // text/turtle;profile="…": several profiles of one range are parted by spaces (RFC 6906 §3.1); a range without ours means the default.
    private static IEnumerable<(ContentProfile Profile, double Quality)> OfAccept(HttpRequest request, RdfFormat format)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges))
        {
            yield break;
        }

        var types = format.OtherMediaTypes.Prepend(format.MediaType).Select(type => MediaTypeHeaderValue.Parse(type)).ToList();
        foreach (var range in ranges.Where(range => types.Exists(type => Covers(range, type))))
        {
            var names = range.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("profile", StringComparison.OrdinalIgnoreCase))?.GetUnescapedValue();
            var profile = names?.Value?.Split(' ').Select(Named).FirstOrDefault(each => each is not null);
            yield return (profile ?? Rdf12, range.Quality ?? 1);
        }
    }

    // The parameters of the range are no part of the type.
    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));

    private static double QualityOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 0;
}
