using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace KnowledgeGraph.Store;

/// <summary>
/// Non-decreasing numbers of one block in about two bits and the logarithm of their mean distance each: the low bits are packed, the high
/// bits stand in a bit vector, where the one with number i is at position i + high part.
/// </summary>
/// <remarks>
/// P. Elias, "Efficient storage and retrieval by content and address of static files", JACM 21(2), 1974; S. Vigna, "Quasi-succinct
/// indices", WSDM 2013. Layout: 1 byte <see cref="Marker"/>, 1 byte number of low bits, 8 bytes least number, 2 bytes length of the bit
/// vector, 16 × 2 bytes position of every 64th one, the bit vector in words of 8 bytes, the low bits.
/// </remarks>
internal static class EliasFano
{
    /// <summary>Stands where other columns have a width.</summary>
    internal const int Marker = 65;

    private const int SampleBits = 6;
    private const int SampleMask = (1 << SampleBits) - 1;
    private const int LeastAt = 2;
    private const int VectorBytesAt = LeastAt + sizeof(ulong);
    private const int SamplesAt = VectorBytesAt + sizeof(ushort);
    private const int VectorAt = SamplesAt + ((SortedColumns.BlockRows >> SampleBits) * sizeof(ushort));
    private const int MaxLowBits = 56;

    /// <summary>Bytes for so many numbers with a distance between least and greatest; <see cref="int.MaxValue"/> if it cannot be.</summary>
    internal static int Size(int count, ulong distance)
    {
        var lowBits = LowBits(count, distance);
        return lowBits > MaxLowBits ? int.MaxValue : VectorAt + VectorBytes(count, distance >> lowBits) + (((count * lowBits) + 7) / 8);
    }

    /// <summary>Encodes numbers, which must not decrease, into as many bytes as <see cref="Size"/> says.</summary>
    internal static void Encode(ReadOnlySpan<TermId> values, Span<byte> target)
    {
        var least = values[0].Bits;
        var distance = values[^1].Bits - least;
        var lowBits = LowBits(values.Length, distance);
        var vectorBytes = VectorBytes(values.Length, distance >> lowBits);
        target.Clear();
        target[0] = Marker;
        target[1] = (byte)lowBits;
        BinaryPrimitives.WriteUInt64LittleEndian(target[LeastAt..], least);
        BinaryPrimitives.WriteUInt16LittleEndian(target[VectorBytesAt..], (ushort)vectorBytes);
        var vector = target.Slice(VectorAt, vectorBytes);
        for (var i = 0; i < values.Length; i++)
        {
            var position = (int)((values[i].Bits - least) >> lowBits) + i;
            vector[position >> 3] |= (byte)(1 << (position & 7));
            if ((i & SampleMask) == 0)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target[(SamplesAt + ((i >> SampleBits) * sizeof(ushort)))..], (ushort)position);
            }
        }

        PackLow(values, least, lowBits, target[(VectorAt + vectorBytes)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Decode(ReadOnlySpan<byte> data, int first, Span<TermId> target)
    {
        var lowBits = (int)data[1];
        var least = BinaryPrimitives.ReadUInt64LittleEndian(data[LeastAt..]);
        var low = data[(VectorAt + BinaryPrimitives.ReadUInt16LittleEndian(data[VectorBytesAt..]))..];
        var vector = data[VectorAt..];
        var mask = (1UL << lowBits) - 1;
        var position = Select(data, first);
        var at = position >> 6 << 6;
        var word = BinaryPrimitives.ReadUInt64LittleEndian(vector[(at >> 3)..]) >> (position & 63) << (position & 63);
        var lowBit = first * lowBits;
        for (var done = 0; ;)
        {
            var ones = Math.Min(BitOperations.PopCount(word), target.Length - done);
            var high = at - first - done;
            foreach (ref var value in target.Slice(done, ones))
            {
                var lowPart = (BinaryPrimitives.ReadUInt64LittleEndian(low[(lowBit >> 3)..]) >> (lowBit & 7)) & mask;
                value = new(least + ((ulong)(high-- + BitOperations.TrailingZeroCount(word)) << lowBits) + lowPart);
                word &= word - 1;
                lowBit += lowBits;
            }

            done += ones;
            if (done == target.Length)
            {
                return;
            }

            at += 64;
            word = BinaryPrimitives.ReadUInt64LittleEndian(vector[(at >> 3)..]);
        }
    }

    internal static ulong Get(ReadOnlySpan<byte> data, int row)
    {
        var high = (ulong)(Select(data, row) - row);
        return BinaryPrimitives.ReadUInt64LittleEndian(data[LeastAt..]) + ((high << data[1]) | Low(data, row));
    }

    /// <summary>The first row in [low, high) whose number is not below a value (or, with <paramref name="after"/>, is above it).</summary>
    internal static int Search(ReadOnlySpan<byte> data, ulong value, bool after, int low, int high)
    {
        var least = BinaryPrimitives.ReadUInt64LittleEndian(data[LeastAt..]);
        if (value < least || low >= high)
        {
            return low;
        }

        var lowBits = data[1];
        var part = (value - least) >> lowBits;
        int vectorBits = BinaryPrimitives.ReadUInt16LittleEndian(data[VectorBytesAt..]) << 3;
        if (part >= (ulong)vectorBits)
        {
            return high;
        }

        // The rows whose high part is the value's are the ones between two zeros of the vector.
        var zeros = (int)part;
        var from = SampleBelow(data, zeros, low >> SampleBits, (high - 1) >> SampleBits);
        var begin = zeros == 0 ? 0 : NextZero(data, vectorBits, from.Position, zeros - (from.Position - from.Row)) + 1;
        if (begin > vectorBits)
        {
            return high;
        }

        var start = begin - zeros;
        var end = NextZero(data, vectorBits, begin, 1) - zeros;
        start = Math.Max(start, low);
        end = Math.Min(end, high);
        var wanted = (value - least) & ((1UL << lowBits) - 1);
        while (start < end)
        {
            var middle = (start + end) >> 1;
            var found = Low(data, middle);
            if (found < wanted || (after && found == wanted))
            {
                start = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return Math.Min(start, high);
    }

    private static ulong Low(ReadOnlySpan<byte> data, int row)
    {
        int lowBits = data[1];
        var bit = row * lowBits;
        var at = VectorAt + BinaryPrimitives.ReadUInt16LittleEndian(data[VectorBytesAt..]) + (bit >> 3);
        return (BinaryPrimitives.ReadUInt64LittleEndian(data[at..]) >> (bit & 7)) & ((1UL << lowBits) - 1);
    }

    // The position of the one with a number.
    private static int Select(ReadOnlySpan<byte> data, int row)
    {
        int position = BinaryPrimitives.ReadUInt16LittleEndian(data[(SamplesAt + ((row >> SampleBits) * sizeof(ushort)))..]);
        var at = VectorAt + (position >> 6 << 3);
        var word = BinaryPrimitives.ReadUInt64LittleEndian(data[at..]) >> (position & 63) << (position & 63);
        var rest = row & SampleMask;
        for (int ones; (ones = BitOperations.PopCount(word)) <= rest; rest -= ones)
        {
            at += sizeof(ulong);
            word = BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);
        }

        return ((at - VectorAt) << 3) + SelectInWord(word, rest);
    }

    // The last sampled one before which fewer zeros stand than so many; if there is none in [low, high], the first one of all.
    private static (int Position, int Row) SampleBelow(ReadOnlySpan<byte> data, int zeros, int low, int high)
    {
        var found = (Position: 0, Row: 0);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            int position = BinaryPrimitives.ReadUInt16LittleEndian(data[(SamplesAt + (middle * sizeof(ushort)))..]);
            if (position - (middle << SampleBits) < zeros)
            {
                found = (position, middle << SampleBits);
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return found;
    }

    // The position of the zero that is number so many, counted from 1, from a position on; the length of the vector if there is none.
    private static int NextZero(ReadOnlySpan<byte> data, int vectorBits, int position, int number)
    {
        var at = position >> 6 << 6;
        var shift = position & 63;
        for (; at < vectorBits; at += 64, shift = 0)
        {
            var zeros = ~BinaryPrimitives.ReadUInt64LittleEndian(data[(VectorAt + (at >> 3))..]) >> shift << shift;
            var count = BitOperations.PopCount(zeros);
            if (count >= number)
            {
                return at + SelectInWord(zeros, number - 1);
            }

            number -= count;
        }

        return vectorBits;
    }

    private static int SelectInWord(ulong word, int number)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << number, word));
        }

        for (; number > 0; number--)
        {
            word &= word - 1;
        }

        return BitOperations.TrailingZeroCount(word);
    }

    private static void PackLow(ReadOnlySpan<TermId> values, ulong least, int lowBits, Span<byte> target)
    {
        var mask = (1UL << lowBits) - 1;
        ulong pending = 0;
        var pendingBits = 0;
        var at = 0;
        foreach (var value in values)
        {
            pending |= ((value.Bits - least) & mask) << pendingBits;
            for (pendingBits += lowBits; pendingBits >= 8; pendingBits -= 8, pending >>= 8)
            {
                target[at++] = (byte)(pending & 0xFF);
            }
        }

        if (pendingBits > 0)
        {
            target[at] = (byte)(pending & 0xFF);
        }
    }

    private static int LowBits(int count, ulong distance)
    {
        var mean = distance / (ulong)count;
        return mean == 0 ? 0 : BitOperations.Log2(mean);
    }

    // Ones, zeros up to the greatest high part, and one zero behind.
    private static int VectorBytes(int count, ulong greatestHigh) => ((count + (int)greatestHigh + 64) >> 6) << 3;
}
