using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.Explore;

/// <summary>Which neighbours are asked for.</summary>
/// <param name="Entity">The thing.</param>
/// <param name="Property">Only of this property; null for all.</param>
/// <param name="IsOutgoing">With a property: true if the thing is the subject.</param>
/// <param name="Offset">With a property: facts passed over.</param>
/// <param name="ClaimOffset">Claims that are no facts passed over.</param>
/// <param name="Limit">The most facts of a property, and the most claims.</param>
public sealed record ExploreRequest(Iri Entity, Iri? Property, bool IsOutgoing, int Offset, int ClaimOffset, int Limit)
{
    private const int DefaultLimit = 10;
    private const int MostLimit = 100;
    private const int MostOffset = 1_000_000;

    /// <summary>The language that the address asks for; null if it asks for none.</summary>
    public string? Language { get; init; }

    /// <summary>Reads the parameters of an address.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: one is missing or malformed.</exception>
    public static ExploreRequest Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var direction = Value(request, "direction");
        return new ExploreRequest(
            IriOf(request, "iri")
                ?? throw ProblemException.BadRequest("The parameter 'iri' is missing: the thing whose neighbours are asked for."),
            IriOf(request, "property"),
            direction switch
            {
                null or "" or "out" => true,
                "in" => false,
                _ => throw ProblemException.BadRequest($"The parameter 'direction' is '{direction}'; expected out or in."),
            },
            Number(request, "offset", 0, 0, MostOffset), Number(request, "claims", 0, 0, MostOffset),
            Number(request, "limit", DefaultLimit, 1, MostLimit))
        {
            Language = Value(request, ReaderLanguages.Parameter),
        };
    }

    /// <summary>The value of a parameter that is an IRI; null if it is not given.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ProblemException">400: it is none.</exception>
    public static Iri? IriOf(HttpRequest request, string name) => Value(request, name) switch
    {
        null or "" => null,
        var text when IriReference.IsWellFormedIri(text) => new Iri(text),
        var text => throw ProblemException.BadRequest($"The parameter '{name}' is '{text}'; expected an absolute IRI."),
    };

    /// <summary>The value of a parameter that is a whole number.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">The value if it is not given.</param>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="ProblemException">400: it is none.</exception>
    public static int Number(HttpRequest request, string name, int otherwise, int least, int most) => Value(request, name) switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most => number,
        var text => throw ProblemException.BadRequest(
            $"The parameter '{name}' is '{text}'; expected a whole number from {least} to {most}."),
    };

    /// <summary>The parameters of the facts of a property, from an offset on.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isOutgoing">True if the thing is the subject.</param>
    /// <param name="offset">Facts passed over.</param>
    public string OfGroup(string property, bool isOutgoing, int offset) => InItsLanguage(new QueryBuilder
    {
        { "iri", Entity.Value },
        { "property", property },
        { "direction", isOutgoing ? "out" : "in" },
        { "offset", offset.ToString(CultureInfo.InvariantCulture) },
        { "limit", Limit.ToString(CultureInfo.InvariantCulture) },
    });

    /// <summary>The parameters of the claims that are no facts, from an offset on.</summary>
    /// <param name="offset">Claims passed over.</param>
    public string OfClaims(int offset) => InItsLanguage(new QueryBuilder
    {
        { "iri", Entity.Value },
        { "claims", offset.ToString(CultureInfo.InvariantCulture) },
        { "limit", Limit.ToString(CultureInfo.InvariantCulture) },
    });

    /// <summary>Parameters of an address, with the language of this one.</summary>
    /// <param name="parameters">The others.</param>
    public string InItsLanguage(QueryBuilder parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!string.IsNullOrEmpty(Language))
        {
            parameters.Add(ReaderLanguages.Parameter, Language);
        }

        return parameters.ToString();
    }

    private static string? Value(HttpRequest request, string name) => RequestParameters.Single(request.Query[name], name);
}
