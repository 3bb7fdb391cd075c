using System.Buffers;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The body of an answer whose first 64 KiB are held back, so that a failure in them can still change the status. After that, bytes go
/// out as they come and a failure must abort the connection: a cut answer never looks whole. For one request, not thread-safe.
/// </summary>
public sealed class HeldBackBody : IBufferWriter<byte>, IDisposable
{
    /// <summary>How much is held back, in bytes.</summary>
    public const int HeldBytes = 64 * 1024;

    private const int FirstBytes = 4096;

    private readonly HttpResponse _response;
    private readonly Action<HttpResponse> _writeHead;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _written;

    /// <summary>A body for a response that has not begun.</summary>
    /// <param name="response">The response.</param>
    /// <param name="writeHead">Sets status and headers; called once, just before the first byte leaves.</param>
    public HeldBackBody(HttpResponse response, Action<HttpResponse> writeHead)
    {
        _response = response;
        _writeHead = writeHead;
    }

    /// <summary>True once bytes have left: the status can no longer change.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>True once a HEAD request has its answer: what is held back was enough to know that the head will not change.</summary>
    public bool IsSatisfied => HasBegun && IsHead;

    /// <summary>Bytes written so far, sent or not.</summary>
    public long Length { get; private set; }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _written), nameof(count));
        _written += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <summary>Gives the memory back; nothing can be written afterwards.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _written = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends what is due: nothing while less than <see cref="HeldBytes"/> has been written, everything afterwards.</summary>
    /// <param name="cancellation">Cancels the wait for a slow reader.</param>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_written >= HeldBytes || (HasBegun && _written > 0))
        {
            await SendAsync(cancellation);
        }
    }

    /// <summary>Sends the rest; the answer is whole.</summary>
    /// <param name="cancellation">Cancels the wait for a slow reader.</param>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (!HasBegun)
        {
            _writeHead(_response);
            HasBegun = true;
            if (IsHead)
            {
                _response.EndHead(_written);
            }
            else
            {
                _response.ContentLength = _written;
            }
        }

        if (!IsHead)
        {
            await _response.Body.WriteAsync(_buffer.AsMemory(0, _written), cancellation);
        }

        _written = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written < needed)
        {
            ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_written + needed), 2 * _buffer.Length));
            _buffer.AsSpan(0, _written).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = grown;
        }
    }

    private bool IsHead => HttpMethods.IsHead(_response.HttpContext.Request.Method);

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        if (!HasBegun)
        {
            _writeHead(_response);
            HasBegun = true;
            if (IsHead)
            {
                _response.EndHead(lengthBytes: null);
            }
        }

        if (!IsHead)
        {
            await _response.Body.WriteAsync(_buffer.AsMemory(0, _written), cancellation);
            await _response.Body.FlushAsync(cancellation);
        }

        _written = 0;
    }
}
