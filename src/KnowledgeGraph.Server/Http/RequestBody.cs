using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The body of a request, received as a whole before anything is done with it, so that no slow sender holds a lock: up to 1 MiB in memory, more in
/// a temporary file. Bounded as sent and, if packed (<c>Content-Encoding: gzip</c>), as unpacked. For one request; dispose it.
/// </summary>
public sealed class RequestBody : IAsyncDisposable
{
    private const int MemoryBytes = 1024 * 1024;

    // Read as it is, without a stream of our own between.
    private const int ShortBytes = 32 * 1024;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FileBufferingReadStream _received;
    private readonly LimitedStream _content;

    private RequestBody(FileBufferingReadStream received, bool isPacked, long limitBytes, string setting)
    {
        _received = received;
        _content = new LimitedStream(isPacked ? new GZipStream(received, CompressionMode.Decompress) : received, limitBytes, setting);
    }

    /// <summary>The content, unpacked, to be read once; reading past the limit is a <see cref="ProblemException"/>, 413.</summary>
    public Stream Content => _content;

    /// <summary>True if nothing was sent.</summary>
    public bool IsEmpty => _received.Length == 0;

    /// <summary>Receives the body of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limitBytes">How much is read.</param>
    /// <param name="setting">The setting that says so, for the message.</param>
    /// <param name="cancellation">Stops the waiting for the sender.</param>
    /// <exception cref="ProblemException">413: it is too large. 415: it is packed in a way that is not read here.</exception>
    public static async Task<RequestBody> ReceiveAsync(HttpRequest request, long limitBytes, string setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isPacked = IsPacked(request);
        if (request.ContentLength > limitBytes)
        {
            throw ProblemException.PayloadTooLarge(limitBytes, setting);
        }

        // A body a little larger is still drained by the server, so that the client reads why it is refused.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = 2 * limitBytes;
        }

        var received = new FileBufferingReadStream(new LimitedStream(request.Body, limitBytes, setting), MemoryBytes);
        try
        {
            await received.DrainAsync(cancellation);
            received.Position = 0;
            return new RequestBody(received, isPacked, limitBytes, setting);
        }
        catch
        {
            await received.DisposeAsync();
            throw;
        }
    }

    /// <summary>Receives the body of a request as text: a short one that is not packed straight from the connection.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limitBytes">How much is read.</param>
    /// <param name="setting">The setting that says so, for the message.</param>
    /// <param name="cancellation">Stops the waiting for the sender.</param>
    /// <exception cref="ProblemException">
    /// 400: it is not UTF-8. 413: it is too large. 415: it is packed in a way that is not read here.
    /// </exception>
    public static async ValueTask<string> ReceiveTextAsync(
        HttpRequest request, long limitBytes, string setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength is { } length && length <= Math.Min(limitBytes, ShortBytes) && request.Headers.ContentEncoding.Count == 0)
        {
            return await ReceiveShortAsync(request.BodyReader, cancellation);
        }

        await using var body = await ReceiveAsync(request, limitBytes, setting, cancellation);
        return body.ReadText();
    }

    /// <summary>The content as text.</summary>
    /// <exception cref="ProblemException">400: it is not UTF-8. 413: it is too large.</exception>
    public string ReadText()
    {
        using var content = new MemoryStream();
        Unpacked(() => _content.CopyTo(content));
        return Decode(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Does something that reads the content.</summary>
    /// <param name="read">What is done.</param>
    /// <exception cref="ProblemException">400: the content cannot be unpacked.</exception>
    public static void Unpacked(Action read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            read();
        }
        catch (InvalidDataException e)
        {
            throw ProblemException.BadRequest($"The body cannot be unpacked: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await _received.DisposeAsync();
    }

    // The length is known and small; the server cuts the body there.
    private static async ValueTask<string> ReceiveShortAsync(PipeReader body, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return read.Buffer.IsSingleSegment ? Decode(read.Buffer.FirstSpan) : Decode(read.Buffer.ToArray());
            }
            finally
            {
                // The next request of the connection begins here, even if this one is refused.
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return s_utf8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw ProblemException.BadRequest($"The body is not UTF-8: bad byte at offset {e.Index}.");
        }
    }

    // RFC 9110 §8.4: a coding that is not known is 415 with the ones that are.
    private static bool IsPacked(HttpRequest request)
    {
        var codings = request.Headers.GetCommaSeparatedValues(HeaderNames.ContentEncoding).Where(coding => coding != "identity").ToList();
        return codings switch
        {
            [] => false,
            [var coding] when coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) => true,
            _ => throw ProblemException.UnsupportedCoding(string.Join(", ", codings)),
        };
    }
}
