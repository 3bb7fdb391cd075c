using System.Buffers.Binary;
using System.Numerics;

namespace KnowledgeGraph.Store.Log;

/// <summary>
/// The header of a frame, which holds one commit: whole or not at all.
/// </summary>
/// <param name="Length">Bytes of the frame, this header among them.</param>
/// <param name="Sequence">The number of the commit.</param>
/// <param name="Synced">Bytes of the log that were durable when the frame was written.</param>
internal readonly record struct LogFrame(int Length, long Sequence, long Synced)
{
    // +-------+--------+----------+--------+-------+---------+
    // | magic | length | sequence | synced | CRC32C| payload |  CRC: all before it, then the payload
    // |   4   |   4    |    8     |   8    |   4   |         |
    // +-------+--------+----------+--------+-------+---------+
    internal const int HeaderBytes = 28;
    private const uint Magic = 0x6D72_464B;
    private const int CrcOffset = HeaderBytes - sizeof(uint);

    /// <summary>Fills in the header of a frame.</summary>
    internal static void Seal(Span<byte> frame, long sequence, long synced)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], frame.Length);
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(frame[16..], synced);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[CrcOffset..], CrcOf(frame));
    }

    /// <summary>Reads the header of a frame that begins here; false unless all of it is here and unharmed.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out LogFrame frame)
    {
        frame = default;
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length < HeaderBytes || length > bytes.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != CrcOf(bytes[..length]))
        {
            return false;
        }

        frame = new(length, BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return true;
    }

    /// <summary>
    /// Whether at a place where the log cannot go on, or behind it, there is a whole frame that was written when the place was durable already:
    /// then it was damaged, and not cut off by a crash.
    /// </summary>
    internal static bool IsDamaged(ReadOnlySpan<byte> log, int offset)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, Magic);
        for (var at = offset; at < log.Length; at++)
        {
            var next = log[at..].IndexOf(magic);
            if (next < 0)
            {
                return false;
            }

            at += next;
            if (TryRead(log[at..], out var frame) && frame.Synced > offset)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CRC-32C (Castagnoli) of bytes, continued from that of bytes before them.</summary>
    internal static uint Crc(ReadOnlySpan<byte> bytes, uint crc = uint.MaxValue)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    private static uint CrcOf(ReadOnlySpan<byte> frame) => ~Crc(frame[HeaderBytes..], Crc(frame[..CrcOffset]));
}
