using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Explore;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>Which part of the timeline is asked for.</summary>
/// <param name="Actor">Only what it has a part in.</param>
/// <param name="Programme">Only what it has a part in.</param>
/// <param name="Source">Only what this source tells.</param>
/// <param name="Polarity">Only asserted or only denied; null for both.</param>
/// <param name="Phase">Only done, ongoing or future; null for all.</param>
/// <param name="Offset">Items passed over.</param>
public sealed record TimelineRequest(Iri? Actor, Iri? Programme, Iri? Source, string? Polarity, string? Phase, int Offset)
{
    /// <summary>Items of a page.</summary>
    public const int Limit = 300;

    /// <summary>The values of <c>polarity</c>.</summary>
    public static IReadOnlyList<string> Polarities { get; } = ["asserted", "denied"];

    /// <summary>The values of <c>phase</c>.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["done", "ongoing", "future"];

    /// <summary>True if something is asked for by a filter.</summary>
    public bool IsFiltered => Actor is not null || Programme is not null || Source is not null || Polarity is not null || Phase is not null;

    /// <summary>The language that the address asks for; null if it asks for none.</summary>
    public string? Language { get; init; }

    /// <summary>Reads the parameters of an address; empty ones count as not given, as a form sends them.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: one is malformed.</exception>
    public static TimelineRequest Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new TimelineRequest(
            ExploreRequest.IriOf(request, "actor"), ExploreRequest.IriOf(request, "programme"), ExploreRequest.IriOf(request, "source"),
            OneOf(request, "polarity", Polarities), OneOf(request, "phase", Phases),
            ExploreRequest.Number(request, "offset", 0, 0, 1_000_000))
        {
            Language = RequestParameters.Single(request.Query[ReaderLanguages.Parameter], ReaderLanguages.Parameter),
        };
    }

    private static string? OneOf(HttpRequest request, string name, IReadOnlyList<string> values)
    {
        var text = RequestParameters.Single(request.Query[name], name);
        return string.IsNullOrEmpty(text) ? null
            : values.Contains(text) ? text
            : throw ProblemException.BadRequest($"The parameter '{name}' is '{text}'; expected {string.Join(" or ", values)}.");
    }
}
