namespace KnowledgeGraph.Server.Hosting;

/// <summary>
/// How many threads the pool keeps ready for requests: one more than there are processors. If many answer short requests, they take the
/// processors from each other in the midst of it, by slices of time longer than a request; with few, one request is answered after the
/// other. So that one that takes long or waits never holds up those behind it, another thread is made ready for it (<see
/// cref="ThreadNeed"/>). Thread-safe.
/// </summary>
/// <remarks>
/// The pool itself adds a thread each half second while none becomes free: too slow to answer beside heavy queries. It is of the
/// process, and so is what it is told here. Look-up mix, 8 connections, 2 processors: p99 with 2 threads 0.7 of that with one for each
/// connection, with 5 0.8 to 0.9; but canned queries at a fixed rate, on processors that their client shares, come later with 2 than
/// with 4.
/// </remarks>
public sealed class ReadyThreads
{
    private const int IdleTicks = 100;

    // Some times as long as the longest of short requests on a busy machine.
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    // A monitor, since the watch waits on it.
    private readonly object _lock = new();
    private readonly ThreadNeed _need;
    private int _ready;
    private int _idleTicks;
    private bool _isParked;

    private ReadyThreads()
    {
        // One more, since requests also wait for pages of a file, and beside other programs the system gives each thread its share.
        _ready = Environment.ProcessorCount + 1;
        _need = new ThreadNeed(_ready);
        Keep();
        new Thread(Watch) { IsBackground = true, Name = "ready threads", Priority = ThreadPriority.AboveNormal }.Start();
    }

    /// <summary>Those of the process.</summary>
    public static ReadyThreads OfProcess { get; } = new();

    /// <summary>A request begins, on a thread of the pool.</summary>
    /// <returns>What its end is told with.</returns>
    public long Begin()
    {
        lock (_lock)
        {
            if (_isParked)
            {
                _isParked = false;
                Monitor.Pulse(_lock);
            }

            return _need.Begin();
        }
    }

    /// <summary>A request has ended.</summary>
    /// <param name="begun">What its begin gave.</param>
    public void End(long begun)
    {
        lock (_lock)
        {
            _need.End(begun);
        }
    }

    /// <summary>Until what it gives is disposed a request will wait, such as for other writes and the disk.</summary>
    public IDisposable Waiting() => new Wait(this);

    private void Change(int waiting)
    {
        lock (_lock)
        {
            _need.Wait(waiting);
            Keep();
        }
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(s_tick);
            lock (_lock)
            {
                _need.Tick();
                Keep();
                _idleTicks = _need.IsIdle ? _idleTicks + 1 : 0;
                _isParked = _idleTicks > IdleTicks;
                // There is nothing to watch until a request begins.
                while (_isParked)
                {
                    Monitor.Wait(_lock);
                }
            }
        }
    }

    private void Keep()
    {
        if (_need.Ready > _ready)
        {
            SetLeast(_need.Ready);
        }
        else if (_need.Ready < _ready)
        {
            SetLeast(_need.Ready);
            // A lower minimum leaves the pool's goal where it is; a lower maximum does not.
            ThreadPool.GetMaxThreads(out var most, out var ports);
            ThreadPool.SetMaxThreads(_ready, ports);
            ThreadPool.SetMaxThreads(most, ports);
        }
    }

    private void SetLeast(int ready)
    {
        _ready = ready;
        ThreadPool.GetMinThreads(out _, out var ports);
        ThreadPool.SetMinThreads(ready, ports);
    }

    private sealed class Wait : IDisposable
    {
        private ReadyThreads? _threads;

        public Wait(ReadyThreads threads)
        {
            _threads = threads;
            threads.Change(1);
        }

        public void Dispose() => Interlocked.Exchange(ref _threads, null)?.Change(-1);
    }
}
