using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>
/// The one way out of the process: HTTP requests to listed hosts, for SERVICE, LOAD and contexts of JSON-LD. Each redirect is followed by
/// hand and checked like the first address; see <see cref="FederationOptions"/> for the bounds. Sends no cookies, no credentials, uses no
/// proxy, keeps no answer. Thread-safe; connections are shared and reused.
/// </summary>
internal sealed class FederationClient : IDisposable
{
    private const int MaxRedirects = 5;
    private const int ReadBytes = 64 * 1024;

    // All queries together: enough to share, too few to burden a host.
    private const int MaxConnectionsPerHost = 8;

    private readonly FederationOptions _options;
    private readonly AllowedHosts _allowed;
    private readonly HttpMessageInvoker _http;
    private readonly long _maxBytes;

    /// <summary>A client.</summary>
    /// <exception cref="FormatException">The list has an entry that is no host.</exception>
    public FederationClient(FederationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBodyMB, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxBodyMB, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxCalls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero);
        _options = options;
        _allowed = AllowedHosts.Parse(options.Allow);
        _maxBytes = options.MaxBodyMB * 1024L * 1024L;
        _http = new HttpMessageInvoker(options.Handler ?? Sockets(), disposeHandler: options.Handler is null);
    }

    /// <summary>True if there is a host to reach.</summary>
    public bool IsEnabled => !_allowed.IsEmpty;

    /// <summary>How many calls of services one query may make.</summary>
    public int MaxCalls => _options.MaxCalls;

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="charge">Told the bytes of the body before they are allocated; may throw.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FederationException">The host is not listed, or the exchange failed, or its status is none of success.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RemoteAnswer Send(RemoteRequest request, Action<long>? charge, CancellationToken ct) =>
        // The engine is synchronous, and a synchronous read of a body cannot be cancelled: the thread waits here, and only here.
        Task.Run(() => SendAsync(request, charge, ct), ct).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = MaxConnectionsPerHost,
        MaxResponseDrainSize = 0,
        ConnectCallback = new GuardedDialer(_allowed, _options.Resolve).ConnectAsync,
    };

    private async Task<RemoteAnswer> SendAsync(RemoteRequest request, Action<long>? charge, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.Timeout);
        try
        {
            return await FollowAsync(request, charge, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new FederationException(
                request.Iri,
                FormattableString.Invariant($"did not answer in full within {_options.Timeout.TotalSeconds:0.###} s (Federation:TimeoutSeconds)."),
                inner: e);
        }
        catch (HttpRequestException e) when (e.InnerException is FederationException refused)
        {
            throw refused;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            throw new FederationException(request.Iri, Words(e), inner: e);
        }
    }

    private async Task<RemoteAnswer> FollowAsync(RemoteRequest request, Action<long>? charge, CancellationToken ct)
    {
        var iri = request.Iri;
        var withoutBody = false;
        Uri? before = null;
        for (var redirects = 0; ; redirects++)
        {
            var address = Checked(request.Iri, iri, before);
            using var response = await ExchangeAsync(request, address, before is not null, withoutBody, ct).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode))
            {
                return await ReadAsync(request, iri, response, charge, ct).ConfigureAwait(false);
            }

            if (redirects == MaxRedirects)
            {
                throw new FederationException(request.Iri, FormattableString.Invariant($"redirects more than {MaxRedirects} times."));
            }

            var location = response.Headers.TryGetValues("Location", out var values) ? values.First() : null;
            iri = location is null
                ? throw new FederationException(request.Iri, "answers with a redirect without Location.")
                : IriReference.Resolve(iri, location);
            withoutBody |= response.StatusCode == HttpStatusCode.SeeOther;
            before = address;
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        RemoteRequest request, Uri address, bool isRedirected, bool withoutBody, CancellationToken ct)
    {
        using var message = request.Message(address, isRedirected, withoutBody);
        try
        {
            return await _http.SendAsync(message, ct).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            // The other side may close a kept connection just as it is used again. A query changes nothing, so it is sent once more
            // (RFC 9110 §9.2.2).
            using var again = request.Message(address, isRedirected, withoutBody);
            return await _http.SendAsync(again, ct).ConfigureAwait(false);
        }
    }

    // Everything that can be said before anything is dialled; the dialler checks the address.
    private Uri Checked(string asked, string iri, Uri? redirectedFrom)
    {
        if (!Uri.TryCreate(iri, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new FederationException(
                asked,
                redirectedFrom is null ? "is no http or https IRI; nothing else is fetched." : "redirects to what is no http or https IRI.",
                isRefused: true);
        }

        if (address.UserInfo.Length > 0)
        {
            throw new FederationException(asked, "leads to an IRI with a user name in it, which is not sent.", isRefused: true);
        }

        if (redirectedFrom?.Scheme == Uri.UriSchemeHttps && address.Scheme == Uri.UriSchemeHttp)
        {
            throw new FederationException(asked, "redirects from https to http, which is not followed.", isRefused: true);
        }

        if (!_allowed.Lists(address.IdnHost, address.Port))
        {
            throw new FederationException(
                asked, redirectedFrom is null
                    ? "may not be asked: its host is not listed in Federation:Allow."
                    : "redirects to a host that is not listed in Federation:Allow.",
                isRefused: true);
        }

        return address;
    }

    private async Task<RemoteAnswer> ReadAsync(
        RemoteRequest request, string iri, HttpResponseMessage response, Action<long>? charge, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new FederationException(request.Iri, FormattableString.Invariant($"answers with status {(int)response.StatusCode}."));
        }

        var headers = response.Content.Headers;
        if (headers.ContentLength > _maxBytes)
        {
            throw TooLarge(request);
        }

        using var sent = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using var body = Decoded(request, sent, [.. headers.ContentEncoding]);
        var fragment = iri.IndexOf('#', StringComparison.Ordinal);
        return new RemoteAnswer(fragment < 0 ? iri : iri[..fragment], await ReadAllAsync(request, body, charge, ct).ConfigureAwait(false))
        {
            ContentType = headers.TryGetValues("Content-Type", out var types) ? types.First() : null,
            Links = response.Headers.TryGetValues("Link", out var links) ? [.. links] : [],
            IsDelimited = headers.ContentLength is not null || response.Headers.TransferEncodingChunked is true,
        };
    }

    private async Task<ReadOnlyMemory<byte>> ReadAllAsync(RemoteRequest request, Stream body, Action<long>? charge, CancellationToken ct)
    {
        var bytes = Array.Empty<byte>();
        var count = 0;
        while (true)
        {
            if (count == bytes.Length)
            {
                // One byte more than is allowed tells that there is more.
                var capacity = (int)Math.Min(Math.Max(ReadBytes, bytes.Length * 2L), _maxBytes + 1);
                charge?.Invoke(capacity - bytes.Length);
                Array.Resize(ref bytes, capacity);
            }

            var read = await body.ReadAsync(bytes.AsMemory(count), ct).ConfigureAwait(false);
            if (read == 0)
            {
                return bytes.AsMemory(0, count);
            }

            count += read;
            if (count > _maxBytes)
            {
                throw TooLarge(request);
            }
        }
    }

    private static Stream Decoded(RemoteRequest request, Stream sent, string[] encodings) => encodings switch
    {
        [] => sent,
        [var one] when one.Equals("identity", StringComparison.OrdinalIgnoreCase) => sent,
        [var one] when one.ToUpperInvariant() is "GZIP" or "X-GZIP" => new GZipStream(sent, CompressionMode.Decompress),
        _ => throw new FederationException(request.Iri, "answers in a content coding that was not asked for; expected gzip or none."),
    };

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // Not the exceptions' own words: they name addresses.
    private static string Words(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "cannot be reached: its host has no address.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "cannot be reached: nobody answers there.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "cannot be reached: the TLS handshake failed.",
        InvalidDataException => "answers with a body that is no gzip although it says so, or is cut.",
        _ => "broke off in the middle of its answer, or answered with what is no HTTP.",
    };

    private FederationException TooLarge(RemoteRequest request) => new(
        request.Iri, FormattableString.Invariant($"answers with more than {_options.MaxBodyMB} MB (Federation:MaxBodyMB)."), isRefused: true);
}
