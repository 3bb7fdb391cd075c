using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// A part of what is known of an entity, page by page: the facts of one property, or the claims that are no facts for one reason.
/// </summary>
/// <param name="Property">The property; null if claims are asked for.</param>
/// <param name="IsInverse">True for the facts that point to the entity.</param>
/// <param name="Status">The reason why claims are no facts.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record EntityPart(Iri? Property, bool IsInverse, Iri? Status, int Page)
{
    /// <summary>Facts or claims of a page.</summary>
    public const int PageSize = 50;

    private const int MostPages = 1_000_000;

    private static readonly string[] s_parameters = ["property", "inverse", "status", "page", "claim"];

    /// <summary>Rows passed over.</summary>
    public long Offset => (Page - 1L) * PageSize;

    /// <summary>The part that a request asks for; null if it asks for the whole.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: a parameter is malformed.</exception>
    public static EntityPart? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = PageOf(request);
        var (property, status) = (IriOf(request, "property"), IriOf(request, "status"));
        return property is not null ? new EntityPart(property, request.Query["inverse"] == "true", null, page)
            : status is not null ? new EntityPart(null, false, status, page)
            : null;
    }

    /// <summary>True for a query parameter that names a part.</summary>
    /// <param name="name">The parameter's name.</param>
    public static bool IsParameter(string name) => s_parameters.Contains(name, StringComparer.Ordinal);

    /// <summary>The page that a request asks for, from 1.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: it is no number.</exception>
    public static int PageOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestParameters.Single(request.Query["page"], "page") switch
        {
            null or "" => 1,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= MostPages => number,
            var text => throw ProblemException.BadRequest(
                $"The parameter 'page' is '{text}'; expected a whole number from 1 to {MostPages}."),
        };
    }

    /// <summary>The address of the facts of a property.</summary>
    /// <param name="request">The request for the entity or one of its parts.</param>
    /// <param name="property">The property.</param>
    /// <param name="isInverse">True for the facts that point to the entity.</param>
    /// <param name="page">The page.</param>
    public static string AddressOf(HttpRequest request, Iri property, bool isInverse, int page = 1)
    {
        ArgumentNullException.ThrowIfNull(property);
        var parameters = Whole(request);
        parameters.Add("property", property.Value);
        if (isInverse)
        {
            parameters.Add("inverse", "true");
        }

        return Paged(request, parameters, page);
    }

    /// <summary>The address of the claims that are no facts for one reason.</summary>
    /// <param name="request">The request for the entity or one of its parts.</param>
    /// <param name="status">The reason.</param>
    /// <param name="page">The page.</param>
    public static string AddressOf(HttpRequest request, Iri status, int page = 1)
    {
        ArgumentNullException.ThrowIfNull(status);
        var parameters = Whole(request);
        parameters.Add("status", status.Value);
        return Paged(request, parameters, page);
    }

    /// <summary>The address of the whole, or of a page of it.</summary>
    /// <param name="request">The request for the entity or one of its parts.</param>
    /// <param name="page">The page.</param>
    public static string AddressOf(HttpRequest request, int page = 1) => Paged(request, Whole(request), page);

    /// <summary>This part, at another page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="page">The page.</param>
    public string At(HttpRequest request, int page) =>
        Property is null ? AddressOf(request, Status!, page) : AddressOf(request, Property, IsInverse, page);

    /// <summary>The IRI that a parameter names, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ProblemException">400: it is no IRI.</exception>
    public static Iri? IriOf(HttpRequest request, string name) => RequestParameters.Single(request.Query[name], name) switch
    {
        null or "" => null,
        var text when IriReference.IsWellFormedIri(text) => new Iri(text),
        var text => throw ProblemException.BadRequest($"The parameter '{name}' is '{text}'; expected an absolute IRI."),
    };

    private static QueryBuilder Whole(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new QueryBuilder(request.Query.Where(pair => !IsParameter(pair.Key)).ToList());
    }

    private static string Paged(HttpRequest request, QueryBuilder parameters, int page)
    {
        if (page > 1)
        {
            parameters.Add("page", page.ToString(CultureInfo.InvariantCulture));
        }

        return request.PathBase.Add(request.Path) + parameters.ToString();
    }
}
