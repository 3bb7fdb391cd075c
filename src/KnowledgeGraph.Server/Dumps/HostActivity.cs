using System.Diagnostics;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>Knows whether the host has anything to do, so that work that can wait does. Thread-safe.</summary>
public sealed class HostActivity
{
    private int _running;
    private long _lastEnd = Stopwatch.GetTimestamp();

    /// <summary>How long no request has been running; zero while one is.</summary>
    public TimeSpan Quiet => Volatile.Read(ref _running) > 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Volatile.Read(ref _lastEnd));

    /// <summary>A request begins.</summary>
    public void Enter() => Interlocked.Increment(ref _running);

    /// <summary>A request ends.</summary>
    public void Leave()
    {
        Volatile.Write(ref _lastEnd, Stopwatch.GetTimestamp());
        Interlocked.Decrement(ref _running);
    }
}
