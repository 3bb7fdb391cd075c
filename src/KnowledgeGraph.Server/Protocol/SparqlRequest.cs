using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql.Algebra;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>An operation of the SPARQL 1.1 Protocol, read from a request.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-protocol/"/>
public abstract record SparqlRequest
{
    private const string QueryMediaType = "application/sparql-query";
    private const string UpdateMediaType = "application/sparql-update";
    private const string FormMediaType = "application/x-www-form-urlencoded";

    private SparqlRequest()
    {
    }

    /// <summary>The limit asked for by <c>timeout</c> (seconds), or null.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>The query operation (§2.1).</summary>
    /// <param name="Text">The query; null if the request has none (a GET for the service description or the query page).</param>
    /// <param name="Dataset">The dataset of <c>default-graph-uri</c> and <c>named-graph-uri</c>; null if neither is given.</param>
    /// <param name="Format">The result format asked for by <c>format</c>, which wins over Accept, or null.</param>
    public sealed record Query(string? Text, DatasetClause? Dataset, string? Format) : SparqlRequest
    {
        /// <summary>The fields of an address that asks the same by GET, without the format.</summary>
        public IEnumerable<KeyValuePair<string, string>> Fields =>
        [
            new("query", Text ?? ""),
            .. (Dataset?.Default ?? []).Select(graph => KeyValuePair.Create("default-graph-uri", graph.Value)),
            .. (Dataset?.Named ?? []).Select(graph => KeyValuePair.Create("named-graph-uri", graph.Value)),
        ];
    }

    /// <summary>The update operation (§2.2); its request may write.</summary>
    /// <param name="Text">The update.</param>
    /// <param name="Using">The dataset of <c>using-graph-uri</c> and <c>using-named-graph-uri</c>; null if neither is given.</param>
    public sealed record Update(string Text, DatasetClause? Using) : SparqlRequest;

    /// <summary>Reads the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">What is asked or updated: it knows who may write and how much is read.</param>
    /// <param name="cancellation">Cancels the reading of the body.</param>
    /// <exception cref="ProblemException">The request is no valid operation, or an update that may not write: 400, 401, 403, 413 or 415.</exception>
    public static async Task<SparqlRequest> ReadAsync(HttpRequest request, ServedDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(dataset);
        var address = RequestFields.OfAddress(request);
        if (!HttpMethods.IsPost(request.Method))
        {
            // §2.1.1: query via GET. §2.2: an update is never sent by GET.
            return address.Has("update")
                ? throw ProblemException.BadRequest("An update is sent by POST, never by GET.")
                : QueryOf(address, address.Single("query"));
        }

        switch (MediaTypeOf(request))
        {
            case FormMediaType:
                // §2.1.2 and §2.2.1: fields in the body. Those of the dataset count in the address too: to pass over them would change the answer.
                var fields = address.With(await ReadFormAsync(request, dataset, cancellation));
                if (!fields.Has("update"))
                {
                    return QueryOf(fields, fields.Single("query") ?? throw ProblemException.BadRequest("The form has neither a field 'query' nor a field 'update'."));
                }

                dataset.Writes.Demand(request);
                return UpdateOf(fields, fields.Single("update")!);
            case QueryMediaType:
                // §2.1.3: query via POST directly; dataset and limits stay in the address.
                RefuseSecond(address);
                return QueryOf(
                    address,
                    await RequestBody.ReceiveTextAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, cancellation));
            case UpdateMediaType:
                // §2.2.2: update via POST directly.
                dataset.Writes.Demand(request);
                RefuseSecond(address);
                return UpdateOf(
                    address,
                    await RequestBody.ReceiveTextAsync(request, dataset.Writes.MaxBodyBytes, Writes.WriteAccess.BodySetting, cancellation));
            default:
                throw ProblemException.UnsupportedMediaType(request.ContentType, [QueryMediaType, UpdateMediaType, FormMediaType]);
        }
    }

    private static Query QueryOf(RequestFields fields, string? text)
    {
        if (fields.Has("update"))
        {
            throw ProblemException.BadRequest("The request has a query and an update; expected one of them.");
        }

        Refuse(fields, "using-graph-uri", "An update takes it; a query takes 'default-graph-uri'.");
        Refuse(fields, "using-named-graph-uri", "An update takes it; a query takes 'named-graph-uri'.");
        return new Query(text, DatasetOf(fields, "default-graph-uri", "named-graph-uri"), AnswerFormat.NameOf(fields.All("format"))) { Timeout = TimeoutOf(fields) };
    }

    private static Update UpdateOf(RequestFields fields, string text)
    {
        if (fields.Has("query"))
        {
            throw ProblemException.BadRequest("The request has a query and an update; expected one of them.");
        }

        Refuse(fields, "default-graph-uri", "A query takes it; an update takes 'using-graph-uri'.");
        Refuse(fields, "named-graph-uri", "A query takes it; an update takes 'using-named-graph-uri'.");
        return new Update(text, DatasetOf(fields, "using-graph-uri", "using-named-graph-uri")) { Timeout = TimeoutOf(fields) };
    }

    // SPARQL 1.2 Protocol §2: a version announces features and changes nothing, but is given at most once.
    private static TimeSpan? TimeoutOf(RequestFields fields)
    {
        fields.Single("version");
        return RequestParameters.Timeout(fields.Single("timeout"));
    }

    private static void Refuse(RequestFields fields, string name, string why)
    {
        if (fields.Has(name))
        {
            throw ProblemException.BadRequest($"The parameter '{name}' has no meaning here. {why}");
        }
    }

    private static void RefuseSecond(RequestFields address)
    {
        if (address.Has("query") || address.Has("update"))
        {
            throw ProblemException.BadRequest("The body is a query or update, and the address has another one; expected one of them.");
        }
    }

    // §2.1.4 and §2.2.3. The graphs are those of the store; nothing is fetched.
    private static DatasetClause? DatasetOf(RequestFields fields, string defaultName, string namedName) =>
        fields.Has(defaultName) || fields.Has(namedName) ? new DatasetClause(Iris(fields, defaultName), Iris(fields, namedName)) : null;

    private static ImmutableArray<Iri> Iris(RequestFields fields, string name) =>
    [
        .. fields.All(name).Select(text => IriReference.IsWellFormedIri(text)
            ? new Iri(text)
            : throw ProblemException.BadRequest($"The parameter '{name}' is '{text}'; expected an absolute IRI.")),
    ];

    // §2.1.3: UTF-8 is the only charset. A media type's version (SPARQL 1.2) announces features and changes nothing.
    private static string? MediaTypeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed))
        {
            return null;
        }

        return parsed.Charset.Length == 0 || parsed.Charset.ToString().Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? parsed.MediaType.ToString().ToLowerInvariant()
            : throw ProblemException.UnsupportedMediaType(
                request.ContentType, [QueryMediaType + " in UTF-8", UpdateMediaType + " in UTF-8", FormMediaType + " in UTF-8"]);
    }

    // Whether a form is a query or an update shows when it is read; only who may write may send a large one.
    private static ValueTask<string> ReadFormAsync(HttpRequest request, ServedDataset dataset, CancellationToken cancellation) =>
        dataset.Writes.Allows(request)
            ? RequestBody.ReceiveTextAsync(request, dataset.Writes.MaxBodyBytes, Writes.WriteAccess.BodySetting, cancellation)
            : RequestBody.ReceiveTextAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, cancellation);
}
