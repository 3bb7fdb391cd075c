using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>Reads the requests and responses of tests of the SPARQL Protocol and of the Graph Store Protocol.</summary>
public static class HttpExchanges
{
    /// <summary>What takes the place of the graph store's path in tests that are told in prose.</summary>
    public const string StoreVariable = "$GRAPHSTORE$";

    /// <summary>What stands for the host in tests that are told in prose.</summary>
    public const string HostVariable = "$HOST$";

    /// <summary>What stands for the path of a graph that the store named, in tests that are told in prose.</summary>
    public const string NewPathVariable = "$NEWPATH$";

    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Ht = "http://www.w3.org/2011/http#";
    private const string Cnt = "http://www.w3.org/2011/content#";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";

    /// <summary>The exchanges of a test in their order: of its action, or else told in its comment.</summary>
    /// <param name="test">The test.</param>
    /// <exception cref="InvalidDataException">The test has neither.</exception>
    public static IReadOnlyList<HttpExchange> Of(W3cTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var graph = W3cManifest.Load(test.Root, test.ManifestFile);
        var node = new Iri(test.Iri);
        if (W3cManifest.Value(graph, node, Mf + "action") is { } action)
        {
            return [.. W3cManifest.List(graph, W3cManifest.Value(graph, action, Ht + "requests")!).Select(request => Exchange(graph, request))];
        }

        var prose = W3cManifest.Values(graph, node, Rdfs + "comment").OfType<Literal>().Select(comment => comment.Lexical)
            .FirstOrDefault(comment => comment.Contains("#### Request", StringComparison.Ordinal));
        return prose is null ? throw new InvalidDataException($"{test} has no exchanges.") : [OfProse(prose)];
    }

    private static HttpExchange Exchange(Dataset graph, Term request)
    {
        var response = W3cManifest.Value(graph, request, Ht + "resp")!;
        return new HttpExchange
        {
            Method = Text(graph, request, Ht + "methodName")!,
            Target = Text(graph, request, Ht + "absolutePath")!,
            Headers = Headers(graph, request),
            Body = Body(graph, request),
            Encoding = W3cManifest.Value(graph, request, Ht + "body") is { } body ? Text(graph, body, Cnt + "characterEncoding")! : "UTF-8",
            ExpectedStatuses = [.. W3cManifest.Values(graph, response, Mf + "expectedStatus").Select(StatusOf)],
            ExpectedFormat = Text(graph, response, Mf + "expectedFormat"),
            ExpectedBoolean = Text(graph, response, Mf + "expectedBoolean") is { } boolean ? boolean == "true" : null,
            ExpectedContentType = Headers(graph, response).FirstOrDefault(header => header.Name == "content-type").Value,
            ExpectedBody = Body(graph, response),
            LocationVariable = Text(graph, response, Mf + "expectedLocation"),
        };
    }

    private static string? Body(Dataset graph, Term message) =>
        W3cManifest.Value(graph, message, Ht + "body") is { } body ? Text(graph, body, Cnt + "chars") : null;

    private static IReadOnlyList<(string Name, string Value)> Headers(Dataset graph, Term message) =>
        W3cManifest.Value(graph, message, Ht + "headers") is { } headers
            ? [.. W3cManifest.List(graph, headers).Select(header => (Text(graph, header, Ht + "fieldName")!, Text(graph, header, Ht + "fieldValue")!))]
            : [];

    private static string StatusOf(Term status) => W3cManifest.LocalName(status) switch
    {
        "OK" => "200",
        "Created" => "201",
        "NoContent" => "204",
        "NotFound" => "404",
        { } name when name.StartsWith("StatusCode", StringComparison.Ordinal) => name["StatusCode".Length..],
        _ => throw new InvalidDataException($"{status} is no status."),
    };

    // Two parts, "#### Request" and "#### Response", each an indented message: first line, headers, empty line, body.
    private static HttpExchange OfProse(string prose)
    {
        var parts = prose.Split("#### Response");
        var (requestLine, headers, body) = Message(parts[0].Split("#### Request")[1]);
        var (statusLine, expectedHeaders, expectedBody) = Message(parts[1]);
        var words = requestLine.Split(' ');
        return new HttpExchange
        {
            Method = words[0],
            Target = words[1],
            Headers = [.. headers.Where(header => header.Name != "Host")],
            Body = body,
            ExpectedStatuses = [statusLine.Split(' ')[0]],
            ExpectedContentType = expectedHeaders.FirstOrDefault(header => header.Name == "Content-Type").Value,
            ExpectedBody = expectedBody,
            LocationVariable = expectedHeaders.Exists(header => header is { Name: "Location", Value: NewPathVariable }) ? NewPathVariable : null,
        };
    }

    private static (string FirstLine, List<(string Name, string Value)> Headers, string? Body) Message(string text)
    {
        const int Indent = 4;
        var lines = text.Split('\n').Select(line => line.Length > Indent ? line[Indent..].TrimEnd() : line.Trim()).SkipWhile(line => line.Length == 0).ToList();
        var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1])).ToList();
        // Of a multipart body the line ends count.
        var body = string.Join("\r\n", lines.Skip(1 + headers.Count)).Trim();
        return (lines[0], headers, body.Length == 0 ? null : body + "\r\n");
    }

    private static string? Text(Dataset graph, Term node, string predicate) => (W3cManifest.Value(graph, node, predicate) as Literal)?.Lexical;
}
