using System.Buffers;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// A triple pattern of one or two variables of the default graph as a trie: the values of its first variable, below each those of its
/// second, all sorted. Either its rows are read into memory, or it is looked up in the index. Used by one thread.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="pattern">The pattern; its other positions are constants.</param>
/// <param name="first">The position of the first variable.</param>
/// <param name="second">The position of the second; negative if there is none.</param>
/// <param name="isLoaded">Whether its rows are read.</param>
internal sealed class TrieRelation(ExecutionContext context, ScanPattern pattern, int first, int second, bool isLoaded)
{
    private const int FirstRows = 64;

    private Adjacency? _adjacency;
    private TermId[] _list = [];
    private int _count;
    private StoreScan? _scan;
    private TermId _bound;
    private (int Start, int End) _stretch;

    /// <summary>Whether its rows are read into memory.</summary>
    public bool IsLoaded => isLoaded;

    /// <summary>Whether it has two variables.</summary>
    public bool IsBinary => second >= 0;

    /// <summary>The values of the first variable, if the rows are read.</summary>
    public ArraySegment<TermId> Leading => _adjacency is { } loaded ? loaded.Keys : new(_list, 0, _count);

    /// <summary>The values of the second variable below the value bound.</summary>
    public ArraySegment<TermId> Trailing
    {
        get
        {
            if (_adjacency is { } loaded)
            {
                return new(loaded.Values, _stretch.Start, _stretch.End - _stretch.Start);
            }

            if (_count < 0)
            {
                LookUp();
            }

            return new(_list, 0, _count);
        }
    }

    /// <summary>The same relation in another run, not ready.</summary>
    /// <param name="copy">The run.</param>
    public TrieRelation For(PlanCopy copy) => new(copy.Context, copy.Bind(pattern), first, second, isLoaded);

    /// <summary>Makes it ready.</summary>
    /// <param name="others">Those of the same plan that are ready: equal rows are read once.</param>
    public void Open(IEnumerable<TrieRelation> others)
    {
        if (!isLoaded)
        {
            return;
        }

        var constants = Constants;
        if (IsBinary)
        {
            _adjacency = others.FirstOrDefault(other => other.IsSame(Order(), constants))?._adjacency?.Share()
                ?? Adjacency.Load(context, Order(), constants);
        }
        else
        {
            ReadList(context.Snapshot.Scan(IndexOrders.ForBound(constants), constants));
        }
    }

    /// <summary>Binds the first variable.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False if nothing is known of it; true may be too hopeful.</returns>
    public bool Bind(TermId value)
    {
        if (_adjacency is { } loaded)
        {
            _stretch = loaded.Find(value);
            return _stretch.End > _stretch.Start;
        }

        if (!IsBinary)
        {
            return context.Snapshot.Count(GraphScope.Default, With(value)) > 0;
        }

        if (value != _bound)
        {
            (_bound, _count) = (value, -1);
        }

        return _count != 0;
    }

    /// <summary>Gives its memory back.</summary>
    public void Free()
    {
        _adjacency?.Free();
        context.Budget.Release(BytesOf(_list.Length));
        if (_list.Length > 0)
        {
            ArrayPool<TermId>.Shared.Return(_list);
        }

        (_adjacency, _list, _count, _bound) = (null, [], 0, default);
    }

    private QuadPattern Constants => new(pattern.Subject.Constant, pattern.Predicate.Constant, pattern.Object.Constant);

    private bool IsSame(IndexOrder order, in QuadPattern constants) => IsBinary && Order() == order && Constants == constants;

    private QuadPattern With(TermId value) => first switch
    {
        0 => Constants with { Subject = value },
        1 => Constants with { Predicate = value },
        _ => Constants with { Object = value },
    };

    // The constant, the first variable, the second.
    private IndexOrder Order() => (first, second) switch
    {
        (1, 2) => IndexOrder.Spo,
        (2, 1) => IndexOrder.Sop,
        (0, 2) => IndexOrder.Pso,
        (2, 0) => IndexOrder.Pos,
        (0, 1) => IndexOrder.Osp,
        _ => IndexOrder.Ops,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookUp()
    {
        var values = With(_bound);
        if (_scan is null)
        {
            _scan = context.Snapshot.Scan(Order(), values);
        }
        else
        {
            _scan.Rebind(values);
        }

        ReadList(_scan);
    }

    private void ReadList(StoreScan scan)
    {
        _count = 0;
        while (scan.RemainingRows > 0)
        {
            if (_count == _list.Length)
            {
                Grow();
            }

            context.ThrowIfStopped();
            _count += scan.Read(_list.AsSpan(_count), default, default, default);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<TermId>.Shared.Rent(Math.Max(FirstRows, _count * 2));
        context.Budget.Charge(BytesOf(larger.Length));
        _list.AsSpan(0, _count).CopyTo(larger);
        context.Budget.Release(BytesOf(_list.Length));
        if (_list.Length > 0)
        {
            ArrayPool<TermId>.Shared.Return(_list);
        }

        _list = larger;
    }

    private static long BytesOf(int rows) => (long)rows * sizeof(ulong);
}
