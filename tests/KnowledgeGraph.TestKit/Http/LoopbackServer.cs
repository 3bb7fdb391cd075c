using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnowledgeGraph.TestKit.Http;

/// <summary>An HTTP server on a free port of 127.0.0.1 that sends exactly the bytes it is told, also such as are no answer.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly Func<Request, Stream, CancellationToken, Task> _answer;

    /// <summary>A server.</summary>
    /// <param name="answer">Writes the whole answer, status line included; the connection is closed after it.</param>
    public LoopbackServer(Func<Request, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _stopped = _stop.Token;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>A server that answers each request with a text.</summary>
    public LoopbackServer(Func<Request, string> answer)
        : this(async (request, output, ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(answer(request)), ct))
    {
    }

    /// <summary>A request as it came.</summary>
    /// <param name="Method">The method.</param>
    /// <param name="Target">Path and query.</param>
    /// <param name="Head">Request line and headers.</param>
    /// <param name="Body">The body.</param>
    public sealed record Request(string Method, string Target, string Head, string Body);

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The address of the root, without closing slash.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>The entry of the list that names this server.</summary>
    public string Entry => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>The requests so far.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>A whole answer.</summary>
    public static string Ok(string body, string type = "application/sparql-results+json") => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>A redirect.</summary>
    public static string Redirect(int status, string location) => string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopped));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream);
                Requests.Enqueue(request);
                await _answer(request, stream, _stopped);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The other side went away, as some tests want it to.
            }
        }
    }

    private async Task<Request> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        int end;
        while ((end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _stopped)));
        }

        var head = text.ToString()[..end];
        var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
        while (text.Length < end + 4 + length)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _stopped)));
        }

        var parts = head.Split("\r\n")[0].Split(' ');
        return new Request(parts[0], parts[1], head, text.ToString()[(end + 4)..]);
    }
}
