using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Encodes columns of blocks for <see cref="BlockColumn"/>, each in the smallest of its encodings. Not thread-safe; threads have one each.
/// </summary>
internal sealed class BlockEncoder(ByteSegments.Writer bytes)
{
    private const int Tags = 1 << TermId.TagBits;

    // Ids that span less are not worth a list.
    private const int MinListedBits = 10;

    private readonly ulong[] _least = new ulong[Tags];
    private readonly ulong[] _greatest = new ulong[Tags];
    private readonly byte[] _frameOfTag = new byte[Tags];

    // The distinct ids of tags that may be listed, tag after tag, and where those of each begin and how many they are.
    private readonly ulong[] _listed = new ulong[SortedColumns.BlockRows];
    private readonly (int Start, int Count)[] _lists = new (int, int)[Tags];
    private readonly bool[] _isListed = new bool[Tags];

    /// <summary>Appends a column.</summary>
    /// <returns>Where it stands.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal long Append(ReadOnlySpan<TermId> values)
    {
        var isSorted = FindSpans(values);
        var frames = 0;
        int width = 0, indexWidth = 0;
        for (var tag = 0; tag < Tags; tag++)
        {
            _isListed[tag] = false;
            if (_least[tag] != ulong.MaxValue)
            {
                _frameOfTag[tag] = (byte)frames++;
                width = Math.Max(width, Span(tag));
                indexWidth = Math.Max(indexWidth, CanBeListed(tag) ? 0 : Span(tag));
            }
        }

        var frameWidth = PackedBits((ulong)frames - 1);
        var size = PackedSize(values.Length, width, frameWidth);
        var eliasFano = isSorted && frames == 1 && width > 0
            ? EliasFano.Size(values.Length, values[^1].Bits - values[0].Bits)
            : int.MaxValue;
        if (eliasFano < size)
        {
            var offset = bytes.Reserve(eliasFano, out var room);
            EliasFano.Encode(values, room);
            return offset;
        }

        if (width > Math.Max(indexWidth, MinListedBits))
        {
            (width, size) = ChooseLists(values, width, frameWidth, size);
        }

        return width + frameWidth > BlockColumn.MaxPackedBits ? AppendPlain(values) : AppendPacked(values, width, frameWidth, size);
    }

    // Ids in the dictionary stand close together; those that are values may lie far apart.
    private static bool CanBeListed(int tag) => (TermTag)tag is >= TermTag.Boolean and <= TermTag.GYear;

    private static int PackedBits(ulong greatest) => 64 - BitOperations.LeadingZeroCount(greatest);

    private static int PackedSize(int count, int width, int frameWidth) =>
        width + frameWidth > BlockColumn.MaxPackedBits ? BlockColumn.HeaderBytes + (count * sizeof(ulong))
        : BlockColumn.HeaderBytes + (sizeof(ulong) << frameWidth) + (((count * (width + frameWidth)) + 7) / 8);

    private int Span(int tag) => PackedBits(_greatest[tag] - _least[tag]);

    // Least and greatest id per tag.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FindSpans(ReadOnlySpan<TermId> values)
    {
        var least = _least;
        var greatest = _greatest;
        Array.Fill(least, ulong.MaxValue);
        Array.Clear(greatest);
        var isSorted = true;
        ulong last = 0;
        foreach (var value in values)
        {
            var bits = value.Bits;
            var tag = (int)(bits >> TermId.PayloadBits);
            least[tag] = Math.Min(least[tag], bits);
            greatest[tag] = Math.Max(greatest[tag], bits);
            isSorted &= bits >= last;
            last = bits;
        }

        return isSorted;
    }

    // Lists the tags of the widest spans, one more at a time, as long as the column gets smaller by it at all.
    private (int Width, int Size) ChooseLists(ReadOnlySpan<TermId> values, int width, int frameWidth, int size)
    {
        FindDistinct(values);
        var listBytes = 0;
        var best = (Width: width, Size: size);
        Span<bool> isListed = stackalloc bool[Tags];
        isListed.Clear();
        for (; ; )
        {
            var widest = -1;
            for (var tag = 0; tag < Tags; tag++)
            {
                var isCandidate = _least[tag] != ulong.MaxValue && CanBeListed(tag) && !isListed[tag];
                widest = isCandidate && (widest < 0 || Span(tag) > Span(widest)) ? tag : widest;
            }

            if (widest < 0 || Span(widest) <= MinListedBits)
            {
                return best;
            }

            isListed[widest] = true;
            listBytes += sizeof(ulong) + (_lists[widest].Count * EntryBytes(widest));
            width = 0;
            for (var tag = 0; tag < Tags; tag++)
            {
                if (_least[tag] != ulong.MaxValue)
                {
                    width = Math.Max(width, isListed[tag] ? PackedBits((ulong)_lists[tag].Count - 1) : Span(tag));
                }
            }

            var total = PackedSize(values.Length, width, frameWidth) + listBytes;
            if (width + frameWidth <= BlockColumn.MaxPackedBits && total < best.Size)
            {
                best = (width, total);
                isListed.CopyTo(_isListed);
            }
        }
    }

    private int EntryBytes(int tag) => (Span(tag) + 7) / 8;

    private void FindDistinct(ReadOnlySpan<TermId> values)
    {
        var start = 0;
        for (var tag = 0; tag < Tags; tag++)
        {
            if (_least[tag] == ulong.MaxValue || !CanBeListed(tag))
            {
                continue;
            }

            var end = start;
            foreach (var value in values)
            {
                if ((int)value.Tag == tag)
                {
                    _listed[end++] = value.Bits;
                }
            }

            var list = _listed.AsSpan(start, end - start);
            list.Sort();
            var distinct = 1;
            for (var i = 1; i < list.Length; i++)
            {
                if (list[i] != list[distinct - 1])
                {
                    list[distinct++] = list[i];
                }
            }

            _lists[tag] = (start, distinct);
            start += distinct;
        }
    }

    private long AppendPlain(ReadOnlySpan<TermId> values)
    {
        var offset = bytes.Reserve(BlockColumn.HeaderBytes + (values.Length * sizeof(ulong)), out var room);
        room[0] = BlockColumn.PlainWidth;
        room[1] = 0;
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(room[(BlockColumn.HeaderBytes + (i * sizeof(ulong)))..], values[i].Bits);
        }

        return offset;
    }

    private long AppendPacked(ReadOnlySpan<TermId> values, int width, int frameWidth, int size)
    {
        var offset = bytes.Reserve(size, out var room);
        room[0] = (byte)width;
        room[1] = (byte)frameWidth;
        var rows = BlockColumn.HeaderBytes + (sizeof(ulong) << frameWidth);
        var list = PackedSize(values.Length, width, frameWidth);
        for (var tag = 0; tag < Tags; tag++)
        {
            if (_least[tag] == ulong.MaxValue)
            {
                continue;
            }

            var frame = _least[tag];
            if (_isListed[tag])
            {
                frame = BlockColumn.ListFlag | ((ulong)EntryBytes(tag) << BlockColumn.ListEntryBytesShift) | (uint)list;
                list += WriteList(tag, room[list..]);
            }

            BinaryPrimitives.WriteUInt64LittleEndian(room[(BlockColumn.HeaderBytes + (_frameOfTag[tag] * sizeof(ulong)))..], frame);
        }

        Pack(values, width, frameWidth, room[rows..]);
        return offset;
    }

    private int WriteList(int tag, Span<byte> target)
    {
        var (start, count) = _lists[tag];
        var entryBytes = EntryBytes(tag);
        BinaryPrimitives.WriteUInt64LittleEndian(target, _least[tag]);
        Span<byte> entry = stackalloc byte[sizeof(ulong)];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(entry, _listed[start + i] - _least[tag]);
            entry[..entryBytes].CopyTo(target[(sizeof(ulong) + (i * entryBytes))..]);
        }

        return sizeof(ulong) + (count * entryBytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<TermId> values, int width, int frameWidth, Span<byte> target)
    {
        // Eight bytes at a time; only what remains goes byte by byte.
        ulong pending = 0;
        var pendingBits = 0;
        var at = 0;
        var rowBits = width + frameWidth;
        foreach (var value in values)
        {
            var tag = (int)value.Tag;
            var number = _isListed[tag] ? (ulong)NumberInList(tag, value.Bits) : value.Bits - _least[tag];
            var packed = number | ((ulong)_frameOfTag[tag] << width);
            pending |= packed << pendingBits;
            if (pendingBits + rowBits >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], pending);
                at += sizeof(ulong);
                pending = packed >> (64 - pendingBits);
                pendingBits += rowBits - 64;
            }
            else
            {
                pendingBits += rowBits;
            }
        }

        for (; pendingBits > 0; pendingBits -= 8, pending >>= 8)
        {
            target[at++] = (byte)(pending & 0xFF);
        }
    }

    private int NumberInList(int tag, ulong id)
    {
        var (start, count) = _lists[tag];
        return _listed.AsSpan(start, count).BinarySearch(id);
    }
}
