using System.Buffers.Binary;
using System.Numerics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Numbers from 0 up, all in the same width: 1, 2 or 4 bytes, as the greatest needs. Immutable, safe for any number of readers.
/// </summary>
internal sealed class PackedNumbers
{
    /// <summary>A segment has so many numbers, but for the last.</summary>
    internal const int SegmentBits = 26;

    private const int SegmentMask = (1 << SegmentBits) - 1;

    internal PackedNumbers(int width, ByteRange[] segments)
    {
        Width = width;
        Segments = segments;
    }

    internal int Width { get; }

    internal ByteRange[] Segments { get; }

    internal long TotalBytes => Segments.Sum(segment => (long)segment.Length);

    internal int this[long index]
    {
        get
        {
            var bytes = Segments[index >> SegmentBits].Read((int)(index & SegmentMask) * Width, Width);
            var number = Width switch
            {
                1 => bytes[0],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                _ => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            };
            GC.KeepAlive(this);
            return number;
        }
    }

    internal static PackedNumbers Create(ReadOnlySpan<int> numbers)
    {
        var all = 0U;
        foreach (var number in numbers)
        {
            all |= (uint)number;
        }

        var bytes = (39 - BitOperations.LeadingZeroCount(all)) / 8;
        var width = bytes <= 1 ? 1 : bytes == 2 ? 2 : 4;
        var segments = new List<ByteRange>();
        for (; !numbers.IsEmpty; numbers = numbers[Math.Min(numbers.Length, 1 << SegmentBits)..])
        {
            segments.Add(new(Pack(numbers[..Math.Min(numbers.Length, 1 << SegmentBits)], width)));
        }

        return new(width, [.. segments]);
    }

    private static byte[] Pack(ReadOnlySpan<int> numbers, int width)
    {
        var packed = new byte[numbers.Length * width];
        Span<byte> number = stackalloc byte[sizeof(int)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, numbers[i]);
            number[..width].CopyTo(packed.AsSpan(i * width));
        }

        return packed;
    }
}
