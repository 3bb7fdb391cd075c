namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The time that the reader of an answer has: what the query's time limit leaves. Its clock is made for answers that may have to wait for
/// their reader; a short one goes into the connection's buffer at once. For one request, not thread-safe.
/// </summary>
/// <param name="timeout">The time limit, from now on.</param>
/// <param name="aborted">Cancelled when the reader is gone.</param>
public sealed class ReaderLimit(TimeSpan timeout, CancellationToken aborted) : IDisposable
{
    // A quarter of the connection's buffer.
    private const int ShortBytes = 16 * 1024;

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private CancellationTokenSource? _limit;

    /// <summary>Cancels the sending of what an answer holds.</summary>
    /// <param name="body">The answer so far.</param>
    public CancellationToken For(HeldBackBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (_limit is null)
        {
            if (!body.HasBegun && body.Length <= ShortBytes)
            {
                return aborted;
            }

            var left = timeout - TimeProvider.System.GetElapsedTime(_started);
            _limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
            _limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        return _limit.Token;
    }

    /// <inheritdoc/>
    public void Dispose() => _limit?.Dispose();
}
