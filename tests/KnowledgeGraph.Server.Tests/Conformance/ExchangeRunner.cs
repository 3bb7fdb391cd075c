using System.Net.Http.Headers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.TestKit.Suites;

namespace KnowledgeGraph.Server.Tests.Conformance;

/// <summary>Sends the requests of a test to the host, byte for byte, and compares the responses with what the test expects.</summary>
/// <param name="host">The host.</param>
/// <param name="token">The bearer token, sent with every request.</param>
internal sealed class ExchangeRunner(RunningHost host, string token)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal)
    {
        [HttpExchanges.HostVariable] = host.Address["http://".Length..],
        ["/" + HttpExchanges.StoreVariable] = "/rdf-graph-store",
    };

    /// <summary>Where a path of the test begins on this host: from its beginning to ours.</summary>
    public required IReadOnlyDictionary<string, string> Paths { get; init; }

    /// <summary>Does one exchange.</summary>
    /// <exception cref="ConformanceException">The response is not what the test expects.</exception>
    public async Task RunAsync(HttpExchange exchange)
    {
        using var request = Request(exchange);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var what = $"{exchange.Method} {request.RequestUri}: {(int)response.StatusCode} {response.Content.Headers.ContentType} {Encoding.UTF8.GetString(bytes)}";
        Check(exchange.Expects((int)response.StatusCode), what, string.Join(" or ", exchange.ExpectedStatuses));
        if (exchange.ExpectedContentType is { } type)
        {
            Check(SameType(type, response.Content.Headers.ContentType), what, type);
        }

        if (exchange.ExpectedFormat is { } format)
        {
            Check(HasFormat(format, response.MediaType()), what, format);
        }

        if (exchange.ExpectedBoolean is { } boolean)
        {
            using var body = new MemoryStream(bytes);
            Check(SolutionReader.Read(body, ResultFormat.FromMediaType(response.MediaType()!)!).Boolean == boolean, what, $"{boolean}");
        }

        if (exchange.ExpectedBody is { } expected)
        {
            var iri = request.RequestUri!.ToString();
            Check(Isomorphism.AreIsomorphic(Graph(Filled(expected), iri), Graph(Encoding.UTF8.GetString(bytes), iri)), what, expected);
        }

        if (exchange.LocationVariable is { } variable)
        {
            Check(response.Headers.Location is not null, what, "a Location");
            _variables[variable] = response.Headers.Location!.OriginalString;
        }
    }

    private HttpRequestMessage Request(HttpExchange exchange)
    {
        var target = Filled(exchange.Target);
        var path = Paths.FirstOrDefault(path => target.StartsWith(path.Key, StringComparison.Ordinal));
        target = path.Key is null ? target : path.Value + target[path.Key.Length..];
        var address = target.StartsWith("http", StringComparison.Ordinal) ? target : host.Address + target;
        // As it is: the client would decode what is escaped without need.
        var request = new HttpRequestMessage(
            new HttpMethod(exchange.Method), new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = exchange.Body is { } body
                ? new ByteArrayContent(Encoding.GetEncoding(exchange.Encoding).GetBytes(Filled(body)))
                : exchange.Method is "GET" or "HEAD" ? null : new ByteArrayContent([]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in exchange.Headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        return request;
    }

    // In prose, "/$GRAPHSTORE$" is the store's path: with its own slash it would be a double one.
    private string Filled(string text) => _variables.Aggregate(text, (filled, variable) => filled.Replace(variable.Key, variable.Value, StringComparison.Ordinal));

    private static Dataset Graph(string text, string baseIri) => RdfReader.ReadText(text, RdfFormat.Turtle, new RdfReaderOptions { BaseIri = baseIri });

    private static bool SameType(string expected, MediaTypeHeaderValue? actual)
    {
        var type = MediaTypeHeaderValue.Parse(expected);
        return actual is not null && actual.MediaType == type.MediaType
            && string.Equals(actual.CharSet, type.CharSet, StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasFormat(string format, string? mediaType) => format switch
    {
        "boolean" => mediaType is "application/sparql-results+json" or "application/sparql-results+xml",
        "tabular" => mediaType is not null && ResultFormat.FromMediaType(mediaType) is not null,
        "RDF" => mediaType is not null && RdfFormat.FromMediaType(mediaType) is not null,
        _ => throw new InvalidDataException($"'{format}' is no kind of answer."),
    };

    private static void Check(bool holds, string what, string expected)
    {
        if (!holds)
        {
            throw new ConformanceException($"{what}; expected {expected}");
        }
    }
}
