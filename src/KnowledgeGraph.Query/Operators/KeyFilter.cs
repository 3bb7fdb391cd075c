using System.Numerics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Which keys the right side of a hash join has, told to the scans of its left side before they are read, so that rows without partner
/// leave at once: sideways information passing (Neumann and Weikum, Scalable Join Processing on Very Large RDF Graphs, SIGMOD 2009, §4) by
/// a Bloom filter of one hash function. It lets every key of the right side pass, and about one in nine of the others.
/// </summary>
internal sealed class KeyFilter
{
    private const int BitsPerKey = 8;
    private const int MaxBits = 1 << 30;

    // Where most rows pass, the test is work for nothing.
    private const int TriedRows = 4096;
    private const double MostPassing = 0.75;

    private readonly ulong[] _bits;
    private readonly int _shift;
    private long _tested;
    private long _passed;

    /// <summary>A filter.</summary>
    /// <param name="keys">The keys.</param>
    public KeyFilter(ReadOnlySpan<TermId> keys)
    {
        var bits = BitCount(keys.Length);
        _bits = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2((uint)bits);
        foreach (var key in keys)
        {
            var bit = Hash(key) >> _shift;
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>The bytes of a filter.</summary>
    /// <param name="keys">The number of its keys.</param>
    public static long Bytes(int keys) => BitCount(keys) / 8;

    /// <summary>Leaves the rows of a batch selected whose key may be one of those; all of them if that has proved to be useless.</summary>
    /// <param name="batch">The batch; not empty.</param>
    /// <param name="slot">The column of the key, bound in every row.</param>
    public void Narrow(SolutionBatch batch, int slot)
    {
        if (_tested > TriedRows && _passed > _tested * MostPassing)
        {
            return;
        }

        var rows = batch.Rows;
        var keys = batch.Column(slot);
        var kept = batch.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            // Without a branch, which would be guessed wrongly half of the time.
            kept[count] = row;
            var bit = Hash(keys[row]) >> _shift;
            count += (int)((_bits[bit >> 6] >> (int)(bit & 63)) & 1);
        }

        _tested += rows.Length;
        _passed += count;
        batch.Select(count);
    }

    private static int BitCount(int keys) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp((long)keys * BitsPerKey, 64, MaxBits));

    // Multiplicative hashing takes the high bits; the fold brings the tag down to where it disturbs them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(TermId key) => unchecked((key.Bits ^ (key.Bits >> 32)) * 0x9E37_79B9_7F4A_7C15UL);
}
