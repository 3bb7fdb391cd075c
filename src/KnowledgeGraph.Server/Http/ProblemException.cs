using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Server.Http;

/// <summary>A request that cannot be answered, with the status and the words of its problem details (RFC 9457).</summary>
public sealed class ProblemException : Exception
{
    private ProblemException(int status, string type, string title, string detail)
        : base(detail)
    {
        Status = status;
        Type = type;
        Title = title;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The problem type, relative to the host's <c>/problems/</c>.</summary>
    public string Type { get; }

    /// <summary>The title of the problem type.</summary>
    public string Title { get; }

    /// <summary>Headers of the answer that HTTP asks for with the status.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Further members of the problem details.</summary>
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>400: the request is malformed.</summary>
    /// <param name="detail">What is wrong and what was expected.</param>
    public static ProblemException BadRequest(string detail) =>
        new(StatusCodes.Status400BadRequest, "bad-request", "The request is malformed", detail);

    /// <summary>400: parameters of a canned query are missing or of another type.</summary>
    /// <param name="problems">Parameter to what is wrong with it.</param>
    public static ProblemException BadParameters(IReadOnlyDictionary<string, string> problems)
    {
        var detail = string.Join(" ", problems.Select(pair => $"Parameter '{pair.Key}': {pair.Value}"));
        return new ProblemException(StatusCodes.Status400BadRequest, "bad-parameter", "A parameter is missing or of another type", detail)
        {
            Members = { ["errors"] = problems },
        };
    }

    /// <summary>400: a document of shapes does not parse.</summary>
    /// <param name="error">What is wrong, with line and column.</param>
    public static ProblemException ShapesSyntax(RdfSyntaxException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ProblemException(StatusCodes.Status400BadRequest, "shapes-syntax", "The shapes do not parse", error.Message)
        {
            Members = { ["line"] = error.Line + 1, ["column"] = error.Column + 1, ["hint"] = error.Hint },
        };
    }

    /// <summary>400: a validation is not possible with the shapes given.</summary>
    /// <param name="failure">Why; names shape and triple.</param>
    public static ProblemException Shapes(ShaclException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new ProblemException(StatusCodes.Status400BadRequest, "shapes", "The shapes cannot be used", failure.Message)
        {
            Members = { ["shape"] = failure.Shape?.ToString() },
        };
    }

    /// <summary>401: the request has no token, or a wrong one.</summary>
    /// <param name="detail">What was expected.</param>
    /// <param name="challenge">The value of WWW-Authenticate.</param>
    public static ProblemException Unauthorized(string detail, string challenge) =>
        new(StatusCodes.Status401Unauthorized, "unauthorized", "A token is needed", detail) { Headers = { ["WWW-Authenticate"] = challenge } };

    /// <summary>403: writes are not possible here.</summary>
    /// <param name="detail">Why not.</param>
    public static ProblemException ReadOnly(string detail) =>
        new(StatusCodes.Status403Forbidden, "read-only", "Nothing can be written here", detail);

    /// <summary>404: nothing has this name.</summary>
    /// <param name="detail">What was looked for.</param>
    public static ProblemException NotFound(string detail) =>
        new(StatusCodes.Status404NotFound, "not-found", "Not found", detail);

    /// <summary>406: none of the formats asked for can be given.</summary>
    /// <param name="offers">The media types that can be given.</param>
    public static ProblemException NotAcceptable(IEnumerable<string> offers) => new(
        StatusCodes.Status406NotAcceptable, "not-acceptable", "No acceptable format",
        "Available here: " + string.Join(", ", offers) + ".");

    /// <summary>406: the format asked for cannot express this answer.</summary>
    /// <param name="problem">What it lacks.</param>
    /// <param name="offers">The media types that can be given.</param>
    public static ProblemException NotAcceptable(string problem, IEnumerable<string> offers) => new(
        StatusCodes.Status406NotAcceptable, "not-acceptable", "No acceptable format",
        $"{problem} Available here: {string.Join(", ", offers)}.");

    /// <summary>412: the state of the data is not the one that the client has in mind.</summary>
    /// <param name="detail">Which condition does not hold.</param>
    public static ProblemException PreconditionFailed(string detail) =>
        new(StatusCodes.Status412PreconditionFailed, "precondition-failed", "A condition of the request does not hold", detail);

    /// <summary>413: the body is too long.</summary>
    /// <param name="limitBytes">The limit.</param>
    /// <param name="setting">The setting of the limit.</param>
    public static ProblemException PayloadTooLarge(long limitBytes, string setting) => new(
        StatusCodes.Status413PayloadTooLarge, "body-too-large", "The request body is too large",
        $"At most {limitBytes} bytes are read. The setting is {setting}.");

    /// <summary>413: a request asks for more things at once than are done at once.</summary>
    /// <param name="things">What is counted.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="limit">How many there may be.</param>
    public static ProblemException TooMany(string things, int count, int limit) => new(
        StatusCodes.Status413PayloadTooLarge, "too-many", "The request asks for too much at once",
        $"It has {count} {things}; at most {limit} are answered at once.");

    /// <summary>415: the body is of a type that is not read here.</summary>
    /// <param name="given">The type given.</param>
    /// <param name="expected">The types read.</param>
    public static ProblemException UnsupportedMediaType(string? given, IEnumerable<string> expected) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body's media type is not read here",
        $"Given: {given ?? "none"}. Expected: {string.Join(" or ", expected)}.");

    /// <summary>415: the body is packed in a way that is not read here.</summary>
    /// <param name="given">The codings given.</param>
    public static ProblemException UnsupportedCoding(string given) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body's coding is not read here",
        $"Given: Content-Encoding: {given}. Expected: gzip, or none.")
    {
        Headers = { ["Accept-Encoding"] = "gzip" },
    };

    /// <summary>422: the patch is sound, but no patch of this graph.</summary>
    /// <param name="detail">Why not.</param>
    public static ProblemException Unprocessable(string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, "not-about-this-graph", "The patch is not about this graph", detail);
}
