using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>Which answer is to be explained.</summary>
/// <param name="Text">The query's text.</param>
/// <param name="Query">The query.</param>
/// <param name="Row">The row of a SELECT query; empty for ASK.</param>
/// <param name="Triple">The triple of a CONSTRUCT query; null for the others.</param>
/// <param name="Offset">Supports passed over.</param>
/// <param name="Limit">The most supports.</param>
/// <param name="Format">The format asked for, or null.</param>
public sealed record EvidenceRequest(
    string Text, SparqlQuery Query, IReadOnlyDictionary<Variable, Term> Row, Triple? Triple, long Offset, int Limit, string? Format)
{
    /// <summary>Supports of a page if the request does not say.</summary>
    public const int DefaultLimit = 100;

    private const string JsonMediaType = "application/json";
    private const string FormMediaType = "application/x-www-form-urlencoded";

    /// <summary>Reads a request: fields of the address, of a form, or of a JSON object, with the same names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="dataset">Knows how much is read.</param>
    /// <param name="cancellation">Stops the reading of the body.</param>
    /// <exception cref="ProblemException">400: a field is missing or malformed. 413, 415: the body.</exception>
    /// <exception cref="SparqlSyntaxException">The query does not parse.</exception>
    public static async Task<EvidenceRequest> ReadAsync(HttpRequest request, ServedDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(dataset);
        var address = RequestFields.OfAddress(request);
        if (!HttpMethods.IsPost(request.Method))
        {
            return Of(request, address.Single);
        }

        var body = await RequestBody.ReceiveTextAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, cancellation);
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value switch
        {
            FormMediaType => Of(request, address.With(body).Single),
            JsonMediaType => OfJson(request, body),
            _ => throw ProblemException.UnsupportedMediaType(request.ContentType, [JsonMediaType, FormMediaType]),
        }
        : throw ProblemException.UnsupportedMediaType(request.ContentType, [JsonMediaType, FormMediaType]);
    }

    private static EvidenceRequest OfJson(HttpRequest request, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Of(request, name => document.RootElement.TryGetProperty(name, out var value)
                ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
                : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ProblemException.BadRequest($"The body is no JSON object with 'query' and 'row' or 'triple': {e.Message}");
        }
    }

    private static EvidenceRequest Of(HttpRequest request, Func<string, string?> field)
    {
        var text = field("query") ?? throw ProblemException.BadRequest("The field 'query' is missing: the query whose answer is to be explained.");
        request.HttpContext.Features.Set(new AskedQuery(text));
        var query = SparqlParser.ParseQuery(text, SparqlApi.AddressOf(request));
        var row = field("row") is { } json ? Binding("row", json) : new Dictionary<Variable, Term>();
        var triple = field("triple") is { } three ? TripleOf(Binding("triple", three)) : null;
        if (query is SparqlQuery.Describe)
        {
            throw ProblemException.BadRequest("DESCRIBE chooses its triples itself, so that nothing in the query supports one; expected SELECT, ASK or CONSTRUCT.");
        }

        if (query is SparqlQuery.Construct != triple is not null)
        {
            throw ProblemException.BadRequest("The answer of CONSTRUCT is explained triple by triple ('triple'), that of SELECT row by row ('row').");
        }

        return new EvidenceRequest(
            text, query, row, triple, Number(field, "offset", 0, long.MaxValue) ?? 0,
            (int)(Number(field, "limit", 1, Knowledge.Evidence.AnswerEvidence.MostSupports) ?? DefaultLimit), field("format"));
    }

    private static IReadOnlyDictionary<Variable, Term> Binding(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonBinding.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw ProblemException.BadRequest(
                $"The field '{name}' is no binding as SPARQL results in JSON have them ({{\"x\": {{\"type\": \"uri\", \"value\": \"…\"}}}}): {e.Message}");
        }
    }

    private static Triple TripleOf(IReadOnlyDictionary<Variable, Term> parts) =>
        parts.Count == 3 && parts.TryGetValue(new Variable("subject"), out var subject)
        && parts.TryGetValue(new Variable("predicate"), out var predicate) && predicate is Iri link
        && parts.TryGetValue(new Variable("object"), out var @object)
            ? new Triple(subject, link, @object)
            : throw ProblemException.BadRequest("The field 'triple' has the terms 'subject', 'predicate' (an IRI) and 'object'.");

    private static long? Number(Func<string, string?> field, string name, long least, long most) => field(name) switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw ProblemException.BadRequest($"The field '{name}' is '{text}'; expected a whole number from {least} to {most}."),
    };
}
