using System.Numerics;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// The checksums (CRC-32C, RFC 3720 §12.1) of a mapped file, one for every block of <see cref="BlockBytes"/>: a block is checked when
/// something in it is first read. Safe for any number of threads; a block may be checked by two at once.
/// </summary>
internal sealed class BlockChecks(string path, FileMapping mapping, uint[] checksums, long length)
{
    internal const int BlockBits = 16;
    internal const int BlockBytes = 1 << BlockBits;

    private readonly bool[] _isGood = new bool[checksums.Length];

    internal int BlockCount => checksums.Length;

    /// <summary>Checks the blocks of a stretch that were not checked before.</summary>
    /// <exception cref="StoreCorruptionException">A block is not as it was written.</exception>
    internal void Ensure(long offset, int length)
    {
        if (length == 0)
        {
            return;
        }

        var last = (int)((offset + length - 1) >> BlockBits);
        for (var block = (int)(offset >> BlockBits); block <= last; block++)
        {
            if (!_isGood[block])
            {
                Check(block);
            }
        }
    }

    /// <summary>Checks a block, whether it was checked before or not.</summary>
    /// <exception cref="StoreCorruptionException">The block is not as it was written.</exception>
    internal void Check(int block)
    {
        var offset = (long)block << BlockBits;
        var piece = mapping.Piece(offset, (int)Math.Min(BlockBytes, length - offset));
        var checksum = Checksum(piece.Span);
        GC.KeepAlive(mapping);
        if (checksum != checksums[block])
        {
            throw new StoreCorruptionException(path, offset, "the checksum of this block of 64 KiB does not match its contents");
        }

        _isGood[block] = true;
    }

    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(bytes.Length & ~(sizeof(ulong) - 1))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
