namespace KnowledgeGraph.Server.Hosting;

/// <summary>
/// How many threads requests need: a few, one more for each request that was not done within one or two ticks of a clock, and at once
/// one more for each that says that it waits. What was needed stays for some ticks, as waits come in swarms. Not thread-safe.
/// </summary>
public sealed class ThreadNeed
{
    /// <summary>How many ticks threads stay ready after the last need of them, at least; at most twice as many.</summary>
    public const int KeptTicks = 10;

    // Beyond it the pool grows at its own pace.
    private const int MaxAdded = 256;

    private readonly int _least;
    private long _tick;
    private int _begunNow;
    private int _begunBefore;
    private int _long;
    private int _waiting;
    private int _most;
    private int _mostBefore;

    /// <summary>The need while no request runs.</summary>
    /// <param name="least">The few.</param>
    public ThreadNeed(int least)
    {
        _least = least;
        _most = least;
        _mostBefore = least;
        Ready = least;
    }

    /// <summary>The number of threads.</summary>
    public int Ready { get; private set; }

    /// <summary>True if no request runs or waits.</summary>
    public bool IsIdle => _begunNow + _begunBefore + _long + _waiting == 0;

    /// <summary>A request begins.</summary>
    /// <returns>What its end is told with.</returns>
    public long Begin()
    {
        _begunNow++;
        return _tick;
    }

    /// <summary>A request ends.</summary>
    /// <param name="begun">What its begin gave.</param>
    public void End(long begun)
    {
        switch (_tick - begun)
        {
            case 0:
                _begunNow--;
                break;
            case 1:
                _begunBefore--;
                break;
            default:
                _long--;
                break;
        }
    }

    /// <summary>Requests begin or cease to wait.</summary>
    /// <param name="change">How many; below zero of those that cease.</param>
    public void Wait(int change)
    {
        _waiting += change;
        Raise();
    }

    /// <summary>Time goes on.</summary>
    public void Tick()
    {
        _tick++;
        _long += _begunBefore;
        _begunBefore = _begunNow;
        _begunNow = 0;
        Raise();
        if (_tick % KeptTicks == 0)
        {
            Ready = Math.Max(_most, _mostBefore);
            _mostBefore = _most;
            _most = Needed;
        }
    }

    private int Needed => _least + Math.Min(_long + _waiting, MaxAdded);

    private void Raise()
    {
        _most = Math.Max(_most, Needed);
        Ready = Math.Max(Ready, _most);
    }
}
