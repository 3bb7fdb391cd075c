using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts base and delta of a store together into a new base, on a thread of its own: readers go on with what they have, and writers wait
/// only at the beginning, for the snapshot to start from, and at the end, for what the last of them committed meanwhile.
/// </summary>
internal sealed class StoreMerge : IDisposable
{
    // So few commits may be left to redo while writers wait.
    private const int ShortTail = 256;
    private const int MaxRounds = 8;

    private readonly CommitQueue _commits;
    private readonly StoreFolder? _folder;
    private readonly SemaphoreSlim _writer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly Dictionary<TermId, TermId> _translated = [];
    private readonly TermArena _scratch = new();
    private TransactionState _state = null!;

    internal StoreMerge(CommitQueue commits, StoreFolder? folder, SemaphoreSlim writer, Action<Exception?> ended)
    {
        _commits = commits;
        _folder = folder;
        _writer = writer;
        _thread = new Thread(() => ended(Run())) { IsBackground = true, Name = "store merge", Priority = ThreadPriority.BelowNormal };
    }

    internal void Start() => _thread.Start();

    /// <summary>Waits until it has ended.</summary>
    internal void Wait() => _thread.Join();

    /// <summary>Stops it; the store stays as it is.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _stop.Dispose();
    }

    private Exception? Run()
    {
        LowPriority.Take();
        try
        {
            Merge();
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, the store goes on without the merge, and tells.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
        finally
        {
            _commits.EndTail();
        }
    }

    private void Merge()
    {
        var (from, sequence, version) = Begin();
        var builder = new StoreBuilder();
        builder.Take(from, from.Terms, _ => Stopped(), [], from.GraphCounts.Keys);
        var built = builder.Build(_stop.Token);
        var (generation, snapshot) = _folder?.Prepare(built, null, _stop.Token) ?? (0, built);
        var part = StoreHead.Of(snapshot, null, version, sequence);
        _state = new(part);
        try
        {
            var rounds = 0;
            while (Redo() > ShortTail && ++rounds < MaxRounds)
            {
                _state.Sort();
            }

            _state.Sort();
            Switch(generation, part);
            generation = 0;
        }
        finally
        {
            if (generation > 0)
            {
                _folder!.Discard(generation);
            }
        }
    }

    private (Snapshot From, long Sequence, string Version) Begin()
    {
        _writer.Wait(_stop.Token);
        try
        {
            var head = _commits.Head;
            _commits.BeginTail();
            return (head.ToSnapshot(null, head.Terms, head.Graphs), head.Sequence, head.Version);
        }
        finally
        {
            _writer.Release();
        }
    }

    private void Switch(long generation, StoreHead part)
    {
        _writer.Wait(_stop.Token);
        try
        {
            Redo();
            var snapshot = _state.Sort();
            var before = _commits.Head;
            var head = StoreHead.Of(snapshot, null, before.Version, before.Sequence);
            var tail = head.Sequence == part.Sequence ? null : _state;
            _commits.Replace(() => (head, _folder?.Switch(generation, part, tail, head.Version, head.Sequence)));
        }
        finally
        {
            _writer.Release();
        }
    }

    // Does what was committed since the last call.
    private int Redo()
    {
        var tail = _commits.TakeTail() ?? throw new OperationCanceledException("Something else has replaced the base.");
        foreach (var commit in tail)
        {
            Stopped();
            _state.Terms = _state.Terms.WithBlankNodes(Math.Max(_state.Terms.BlankNodeCount, commit.Terms.BlankNodeCount));
            _state.Redo(
                commit.Quads.Quads(areAdded: true).ConvertAll(quad => Translate(quad, commit.Terms)),
                commit.Quads.Quads(areAdded: false).ConvertAll(quad => Translate(quad, commit.Terms)),
                [.. commit.Graphs.Select(graph => (Translate(graph.Graph, commit.Terms), graph.IsThere))]);
        }

        return tail.Count;
    }

    private QuadRow Translate(in QuadRow quad, TermDictionary terms) => new(
        Translate(quad.Subject, terms), Translate(quad.Predicate, terms), Translate(quad.Object, terms), Translate(quad.Graph, terms));

    private TermId Translate(TermId id, TermDictionary terms)
    {
        if (id.IsUndefined || id.IsInline || id.IsBlankNode)
        {
            return id;
        }

        if (!_translated.TryGetValue(id, out var translated))
        {
            if (id.IsTripleTerm)
            {
                RuntimeHelpers.EnsureSufficientExecutionStack();
                var (subject, predicate, @object) = terms.TripleTerms.Get(id);
                var parts = (Translate(subject, terms), Translate(predicate, terms), Translate(@object, terms));
                _state.Terms = _state.Terms.With(parts.Item1, parts.Item2, parts.Item3, out translated);
            }
            else
            {
                _state.Terms = _state.Terms.With(terms.View(id, _scratch), out translated);
                _scratch.Clear();
            }

            _translated.Add(id, translated);
        }

        return translated;
    }

    private bool Stopped()
    {
        _stop.Token.ThrowIfCancellationRequested();
        return false;
    }
}
