using System.Buffers.Binary;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts entries of a <see cref="TermTable"/> by their bytes, eight at a time as one integer key, then each group of equal keys by the
/// next eight. Needs no recursion, so long common prefixes do no harm.
/// </summary>
internal static class TextSort
{
    private const int SmallGroup = 12;

    /// <param name="table">The table.</param>
    /// <param name="items">Entry numbers, put in order.</param>
    /// <param name="tie">Order of two entries with the same text.</param>
    /// <param name="cancellation">Stops the sort.</param>
    internal static void Sort(TermTable table, int[] items, Comparison<int> tie, CancellationToken cancellation)
    {
        var keys = new ulong[items.Length];
        var groups = new Stack<(int Start, int Count, int Depth)>();
        groups.Push((0, items.Length, 0));
        while (groups.TryPop(out var group))
        {
            var (start, count, depth) = group;
            if (count <= SmallGroup)
            {
                InsertionSort(table, items.AsSpan(start, count), depth, tie);
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var same = true;
            for (var i = start; i < start + count; i++)
            {
                keys[i] = Key(table.Text(items[i]), depth);
                same &= keys[i] == keys[start];
            }

            if (!same)
            {
                Array.Sort(keys, items, start, count);
            }

            for (var i = start; i < start + count;)
            {
                var end = i + 1;
                while (end < start + count && keys[end] == keys[i])
                {
                    end++;
                }

                if (end - i > 1)
                {
                    var ended = MoveEndedFirst(table, items.AsSpan(i, end - i), depth + sizeof(ulong), tie);
                    groups.Push((i + ended, end - i - ended, depth + sizeof(ulong)));
                }

                i = end;
            }
        }
    }

    // Missing bytes count as zero; texts that end within the key are told apart from texts with zeros by MoveEndedFirst.
    private static ulong Key(ReadOnlySpan<byte> text, int depth)
    {
        if (text.Length - depth >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(text[depth..]);
        }

        ulong key = 0;
        for (var i = 0; i < sizeof(ulong); i++)
        {
            key = (key << 8) | (depth + i < text.Length ? text[depth + i] : 0UL);
        }

        return key;
    }

    private static int MoveEndedFirst(TermTable table, Span<int> items, int depth, Comparison<int> tie)
    {
        var ended = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (table.Text(items[i]).Length <= depth)
            {
                (items[i], items[ended]) = (items[ended], items[i]);
                ended++;
            }
        }

        if (ended > 1)
        {
            items[..ended].Sort((left, right) =>
            {
                var order = table.Text(left).Length.CompareTo(table.Text(right).Length);
                return order != 0 ? order : tie(left, right);
            });
        }

        return ended;
    }

    private static void InsertionSort(TermTable table, Span<int> items, int depth, Comparison<int> tie)
    {
        for (var i = 1; i < items.Length; i++)
        {
            var item = items[i];
            var text = table.Text(item)[depth..];
            var place = i;
            while (place > 0)
            {
                var order = text.SequenceCompareTo(table.Text(items[place - 1])[depth..]);
                if (order > 0 || (order == 0 && tie(item, items[place - 1]) >= 0))
                {
                    break;
                }

                items[place] = items[place - 1];
                place--;
            }

            items[place] = item;
        }
    }
}
