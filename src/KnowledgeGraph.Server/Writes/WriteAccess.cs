using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Options;

namespace KnowledgeGraph.Server.Writes;

/// <summary>Decides whether a request may change the data: by the bearer token of the configuration. Immutable and thread-safe.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6750"/>
public sealed class WriteAccess
{
    /// <summary>The setting that bounds the bodies of writes.</summary>
    public const string BodySetting = WriteOptions.Section + ":" + nameof(WriteOptions.BodyMB);

    private const string Scheme = "Bearer";
    private const string Challenge = "Bearer realm=\"KnowledgeGraph\"";

    private readonly bool _isShipped;
    private readonly byte[]? _tokenHash;

    /// <summary>The access that the configuration gives.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="isShipped">True if the graph that ships with the host is served, which its build alone writes.</param>
    public WriteAccess(WriteOptions options, bool isShipped)
    {
        ArgumentNullException.ThrowIfNull(options);
        _isShipped = isShipped;
        _tokenHash = string.IsNullOrEmpty(options.Token) ? null : Hash(options.Token);
        MaxBodyBytes = options.BodyMB * 1024L * 1024L;
    }

    /// <summary>Longest body of a write, in bytes after unpacking.</summary>
    public long MaxBodyBytes { get; }

    /// <summary>True if a request with the right token can write.</summary>
    public bool IsPossible => !_isShipped && _tokenHash is not null;

    /// <summary>Demands that a request may write; to be called before its body is read.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">403: nothing can be written here. 401: the token is missing or wrong.</exception>
    public void Demand(HttpRequest request)
    {
        if (_isShipped)
        {
            throw ProblemException.ReadOnly(
                "The graph that ships with the host is written by its build alone, with or without a token. To write over HTTP, serve a dataset of "
                + "your own: Dataset:Files names its files, or is 'none' for an empty store.");
        }

        if (_tokenHash is null)
        {
            throw ProblemException.ReadOnly("No token is set, so nothing can be written over HTTP. The setting is Writes:Token.");
        }

        if (TokenOf(request) is not { } token)
        {
            throw ProblemException.Unauthorized("A write needs the header 'Authorization: Bearer <token>' with the token of Writes:Token.", Challenge);
        }

        if (!IsRight(token))
        {
            throw ProblemException.Unauthorized(
                "The token is not the one that this host is set to.",
                Challenge + ", error=\"invalid_token\", error_description=\"The token is not the one that this host is set to\"");
        }
    }

    /// <summary>True if a request may write.</summary>
    /// <param name="request">The request.</param>
    public bool Allows(HttpRequest request) => IsPossible && TokenOf(request) is { } token && IsRight(token);

    // RFC 6750 §2.1. Two headers give one value with a comma in it, which is no token.
    private static string? TokenOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase) ? header[(Scheme.Length + 1)..].Trim(' ') : null;
    }

    // Hashes are of one length, so that the time of the comparison tells neither the token's length nor its beginning.
    private bool IsRight(string token) => CryptographicOperations.FixedTimeEquals(Hash(token), _tokenHash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
