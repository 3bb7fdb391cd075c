using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Http;

/// <summary>Proactive content negotiation.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1"/>
public static class AcceptHeader
{
    /// <summary>
    /// The offer that the client prefers: each offer takes the quality of the most specific range that matches it; the highest quality wins,
    /// the earlier offer breaks ties. Null if none is acceptable. A missing header accepts everything.
    /// </summary>
    /// <typeparam name="T">What is offered.</typeparam>
    /// <param name="accept">The values of the Accept header.</param>
    /// <param name="offers">The offers, the host's favourite first.</param>
    /// <param name="mediaType">The media type of an offer, without parameters.</param>
    /// <returns>The offer chosen, or null.</returns>
    public static T? Choose<T>(StringValues accept, IReadOnlyList<T> offers, Func<T, string> mediaType)
        where T : class
    {
        // What programs send, as a rule: one media type, spelt like the offer.
        if (accept is [{ } only])
        {
            foreach (var offer in offers)
            {
                if (only == mediaType(offer))
                {
                    return offer;
                }
            }
        }

        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Count == 0)
        {
            return offers.Count > 0 ? offers[0] : null;
        }

        T? best = null;
        var bestQuality = 0.0;
        foreach (var offer in offers)
        {
            var quality = Quality(ranges, mediaType(offer));
            if (quality > bestQuality)
            {
                best = offer;
                bestQuality = quality;
            }
        }

        return best;
    }

    /// <summary>True if the client names <c>text/html</c> and ranks it at least as high as every RDF or SPARQL media type it names.</summary>
    /// <param name="request">The request.</param>
    public static bool PrefersHtml(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (!NamesHtml(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return false;
        }

        var html = ranges.FirstOrDefault(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        return html is not null && (html.Quality ?? 1) > 0
            && ranges.All(range => (range.Quality ?? 1) <= (html.Quality ?? 1) || !IsDataRange(range));
    }

    // Spares the reading of headers that cannot matter.
    private static bool NamesHtml(StringValues accept)
    {
        foreach (var value in accept)
        {
            if (value is not null && value.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A browser lists image types and */* beside text/html; only ranges that name data formats compete with the page.
    private static bool IsDataRange(MediaTypeHeaderValue range) =>
        !range.MatchesAllTypes && !range.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
        && !range.MediaType.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);

    private static double Quality(IList<MediaTypeHeaderValue> ranges, string mediaType)
    {
        var offered = MediaTypeHeaderValue.Parse(mediaType);
        var quality = 0.0;
        var specificity = -1;
        foreach (var range in ranges)
        {
            var rangeSpecificity = range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
            if (rangeSpecificity > specificity && Matches(range, offered))
            {
                quality = range.Quality ?? 1;
                specificity = rangeSpecificity;
            }
        }

        return quality;
    }

    // Parameters such as charset or version are no reason to refuse; "q" is not part of the type.
    private static bool Matches(MediaTypeHeaderValue range, MediaTypeHeaderValue offered) =>
        range.MatchesAllTypes
        || (range.Type.Equals(offered.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(offered.SubType, StringComparison.OrdinalIgnoreCase)));
}
