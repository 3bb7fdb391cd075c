using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>Compresses sorted rows into <see cref="SortedColumns"/>, block by block. Not thread-safe.</summary>
internal sealed class SortedColumnsBuilder
{
    private readonly int _width;
    private readonly TermId[][] _firsts;
    private readonly long[][] _offsets;
    private readonly ByteSegments.Writer _bytes = new();
    private long _rows;

    internal SortedColumnsBuilder(int width, long rowCount)
    {
        _width = width;
        var blocks = checked((int)((rowCount + SortedColumns.BlockRows - 1) >> SortedColumns.BlockBits));
        _firsts = new TermId[width][];
        _offsets = new long[width][];
        for (var column = 0; column < width; column++)
        {
            _firsts[column] = new TermId[blocks];
            _offsets[column] = new long[blocks];
        }
    }

    /// <summary>Appends a block; all but the last must be full.</summary>
    internal void AppendBlock(TermId[][] columns, int count)
    {
        Debug.Assert(_rows % SortedColumns.BlockRows == 0, "only the last block may be short");
        var block = (int)(_rows >> SortedColumns.BlockBits);
        for (var column = 0; column < _width; column++)
        {
            var values = columns[column].AsSpan(0, count);
            _firsts[column][block] = values[0];
            _offsets[column][block] = Append(values);
        }

        _rows += count;
    }

    internal SortedColumns Finish() => new(_width, _rows, _firsts, _offsets, _bytes.Finish());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Append(ReadOnlySpan<TermId> values)
    {
        // Least and greatest id per tag.
        const int Tags = 1 << TermId.TagBits;
        Span<ulong> least = stackalloc ulong[Tags];
        Span<ulong> greatest = stackalloc ulong[Tags];
        least.Fill(ulong.MaxValue);
        foreach (var value in values)
        {
            var tag = (int)value.Tag;
            least[tag] = Math.Min(least[tag], value.Bits);
            greatest[tag] = Math.Max(greatest[tag], value.Bits);
        }

        var frames = 0;
        ulong span = 0;
        Span<byte> frameOfTag = stackalloc byte[Tags];
        for (var tag = 0; tag < Tags; tag++)
        {
            if (least[tag] != ulong.MaxValue)
            {
                frameOfTag[tag] = (byte)frames++;
                span = Math.Max(span, greatest[tag] - least[tag]);
            }
        }

        var width = PackedBits(span);
        var frameWidth = PackedBits((ulong)frames - 1);
        if (width + frameWidth > SortedColumns.MaxPackedBits)
        {
            return AppendPlain(values);
        }

        var packedBytes = ((values.Length * (width + frameWidth)) + 7) / 8;
        var headerBytes = SortedColumns.HeaderBytes + (sizeof(ulong) << frameWidth);
        var offset = _bytes.Reserve(headerBytes + packedBytes, out var room);
        room[0] = (byte)width;
        room[1] = (byte)frameWidth;
        for (var tag = 0; tag < Tags; tag++)
        {
            if (least[tag] != ulong.MaxValue)
            {
                var frame = SortedColumns.HeaderBytes + (frameOfTag[tag] * sizeof(ulong));
                BinaryPrimitives.WriteUInt64LittleEndian(room[frame..], least[tag]);
            }
        }

        Pack(values, least, frameOfTag, width, frameWidth, room[headerBytes..]);
        return offset;
    }

    private long AppendPlain(ReadOnlySpan<TermId> values)
    {
        var offset = _bytes.Reserve(SortedColumns.HeaderBytes + (values.Length * sizeof(ulong)), out var room);
        room[0] = SortedColumns.PlainWidth;
        room[1] = 0;
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(room[(SortedColumns.HeaderBytes + (i * sizeof(ulong)))..], values[i].Bits);
        }

        return offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(
        ReadOnlySpan<TermId> values, ReadOnlySpan<ulong> least, ReadOnlySpan<byte> frameOfTag, int width, int frameWidth, Span<byte> target)
    {
        // Eight bytes at a time; only what remains goes byte by byte.
        ulong pending = 0;
        var pendingBits = 0;
        var at = 0;
        var rowBits = width + frameWidth;
        foreach (var value in values)
        {
            var tag = (int)value.Tag;
            var packed = (value.Bits - least[tag]) | ((ulong)frameOfTag[tag] << width);
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

    private static int PackedBits(ulong greatest) => 64 - BitOperations.LeadingZeroCount(greatest);
}
