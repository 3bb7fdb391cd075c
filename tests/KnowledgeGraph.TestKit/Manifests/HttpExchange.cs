namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>A request of a test over HTTP, and what its response has to be.</summary>
public sealed record HttpExchange
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query as the test writes them; the endpoint's own path takes the place of its beginning.</summary>
    public required string Target { get; init; }

    /// <summary>The headers of the request.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body of the request; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The encoding of the body.</summary>
    public string Encoding { get; init; } = "UTF-8";

    /// <summary>The statuses that are right, such as <c>201</c> or <c>2xx</c>.</summary>
    public required IReadOnlyList<string> ExpectedStatuses { get; init; }

    /// <summary>The kind of answer: <c>boolean</c>, <c>tabular</c> or <c>RDF</c>; null if any.</summary>
    public string? ExpectedFormat { get; init; }

    /// <summary>The answer of ASK; null if there is none to expect.</summary>
    public bool? ExpectedBoolean { get; init; }

    /// <summary>The Content-Type of the response; null if any.</summary>
    public string? ExpectedContentType { get; init; }

    /// <summary>The graph that the response is to hold, in its content type; null if any.</summary>
    public string? ExpectedBody { get; init; }

    /// <summary>What stands for the response's Location in later requests; null if the response needs none.</summary>
    public string? LocationVariable { get; init; }

    /// <summary>Whether a status is right.</summary>
    /// <param name="status">The status.</param>
    public bool Expects(int status) => ExpectedStatuses.Any(expected =>
        expected.EndsWith("xx", StringComparison.Ordinal) ? expected[0] - '0' == status / 100 : expected == $"{status}");
}
