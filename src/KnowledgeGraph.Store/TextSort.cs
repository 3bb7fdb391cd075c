using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Numerics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts entries of a <see cref="BulkTable"/> by their bytes: behind what all texts of a group have in common, the next eight as one
/// integer key, then each group of equal keys alike (multikey sorting, Bentley and Sedgewick 1997, with keys of eight bytes). Needs no
/// recursion, and all processors work on groups of their own.
/// </summary>
internal sealed class TextSort
{
    private const int SmallGroup = 12;

    // Groups below this are not worth handing to another thread.
    private const int OwnGroup = 4096;

    private readonly BulkTable _table;
    private readonly CancellationToken _cancellation;
    private readonly ConcurrentStack<Group> _groups = new();
    private int _open;
    private long _count;

    /// <summary>A sort of texts in a table.</summary>
    internal TextSort(BulkTable table, CancellationToken cancellation)
    {
        _table = table;
        _cancellation = cancellation;
    }

    /// <summary>Adds something to be sorted.</summary>
    /// <param name="items">Entry numbers, put in order by <see cref="Run"/>.</param>
    /// <param name="tie">Order of two entries with the same text; null if there are none.</param>
    internal void Add(ArraySegment<int> items, Comparison<int>? tie)
    {
        _groups.Push(new(new(items, tie), 0, items.Count, 0));
        _open++;
        _count += items.Count;
    }

    /// <summary>Sorts everything added.</summary>
    internal void Run() => BulkParallel.For(BulkParallel.Parts(_count), _count, _ => Work());

    private void Work()
    {
        var own = new Stack<Group>();
        var wait = new SpinWait();
        while (Volatile.Read(ref _open) > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!_groups.TryPop(out var group))
            {
                wait.SpinOnce();
                continue;
            }

            wait.Reset();
            try
            {
                for (own.Push(group); own.TryPop(out var next);)
                {
                    Sort(next, own);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private void Sort(in Group group, Stack<Group> own)
    {
        var (list, start, count, depth) = group;
        var items = list.Items.AsSpan(start, count);
        if (count <= SmallGroup)
        {
            InsertionSort(items, depth, list.Tie);
            return;
        }

        depth = CommonDepth(items, depth);
        var keys = list.Keys.AsSpan(start, count);
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = Key(_table.Text(items[i]), depth);
        }

        keys.Sort(items);
        for (var i = 0; i < count;)
        {
            var end = i + 1;
            while (end < count && keys[end] == keys[i])
            {
                end++;
            }

            if (end - i > 1)
            {
                var ended = MoveEndedFirst(items[i..end], depth + sizeof(ulong), list.Tie);
                Push(new(list, start + i + ended, end - i - ended, depth + sizeof(ulong)), own);
            }

            i = end;
        }
    }

    private void Push(in Group group, Stack<Group> own)
    {
        if (group.Count < OwnGroup)
        {
            own.Push(group);
            return;
        }

        _cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _open);
        _groups.Push(group);
    }

    // All texts agree up to the depth given; how far do they agree further?
    private int CommonDepth(ReadOnlySpan<int> items, int depth)
    {
        var common = _table.Text(items[0])[depth..];
        foreach (var item in items)
        {
            common = common[..common.CommonPrefixLength(_table.Text(item)[depth..])];
            if (common.IsEmpty)
            {
                break;
            }
        }

        return depth + common.Length;
    }

    // Missing bytes count as zero; texts that end within the key are told apart from texts with zeros by MoveEndedFirst.
    private static ulong Key(ReadOnlySpan<byte> text, int depth)
    {
        if (text.Length - depth >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text[depth..]);
        }

        ulong key = 0;
        foreach (var b in text[depth..])
        {
            key = (key << 8) | b;
        }

        return text.Length == depth ? 0 : BitOperations.RotateRight(key, 8 * (text.Length - depth));
    }

    private int MoveEndedFirst(Span<int> items, int depth, Comparison<int>? tie)
    {
        var ended = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (_table.Text(items[i]).Length <= depth)
            {
                (items[i], items[ended]) = (items[ended], items[i]);
                ended++;
            }
        }

        if (ended > 1)
        {
            items[..ended].Sort((left, right) =>
            {
                var order = _table.Text(left).Length.CompareTo(_table.Text(right).Length);
                return order != 0 || tie is null ? order : tie(left, right);
            });
        }

        return ended;
    }

    private void InsertionSort(Span<int> items, int depth, Comparison<int>? tie)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var item = items[i];
            var text = _table.Text(item)[depth..];
            var place = i;
            while (place > 0)
            {
                var order = text.SequenceCompareTo(_table.Text(items[place - 1])[depth..]);
                if (order > 0 || (order == 0 && (tie is null || tie(item, items[place - 1]) >= 0)))
                {
                    break;
                }

                items[place] = items[place - 1];
                place--;
            }

            items[place] = item;
        }
    }

    private readonly record struct Group(List List, int Start, int Count, int Depth);

    private sealed class List(ArraySegment<int> items, Comparison<int>? tie)
    {
        internal ArraySegment<int> Items { get; } = items;

        internal Comparison<int>? Tie { get; } = tie;

        internal ulong[] Keys { get; } = GC.AllocateUninitializedArray<ulong>(items.Count);
    }
}
