using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Chooses the symbols of a <see cref="SymbolTable"/> from a sample: generation after generation, those symbols and pairs of neighbours are
/// kept that cover most of the sample as the table before cuts it (FSST, §4.3).
/// </summary>
internal static class SymbolTraining
{
    private const int Generations = 5;

    // Codes of symbols, and above them single bytes that no symbol covers.
    private const int Codes = 512;
    private const int FirstByte = 256;

    // Bytes that stand alone cost two when they are no symbol, so they are worth more than their length.
    private const int SingleByteBoost = 8;

    /// <param name="sample">Some of the texts.</param>
    internal static SymbolTable Train(IReadOnlyList<byte[]> sample)
    {
        var counts = new int[Codes];
        var pairs = new int[Codes * Codes];
        var table = new SymbolTable([]);
        for (var generation = 0; generation < Generations; generation++)
        {
            Array.Clear(counts);
            Array.Clear(pairs);
            foreach (var text in sample)
            {
                Count(table, text, counts, pairs);
            }

            table = new(Best(table, counts, pairs));
        }

        return table;
    }

    private static void Count(SymbolTable table, ReadOnlySpan<byte> text, int[] counts, int[] pairs)
    {
        for (var last = -1; !text.IsEmpty;)
        {
            var (code, length) = table.MatchOrByte(text, FirstByte);
            counts[code]++;
            if (last >= 0)
            {
                pairs[(last * Codes) + code]++;
            }

            if (length > 1)
            {
                // What would be, if the symbol were not there.
                counts[FirstByte + text[0]]++;
                if (last >= 0)
                {
                    pairs[(last * Codes) + FirstByte + text[0]]++;
                }
            }

            last = code;
            text = text[length..];
        }
    }

    private static IEnumerable<(ulong Bytes, int Length)> Best(SymbolTable table, int[] counts, int[] pairs)
    {
        var gains = new Dictionary<(ulong Bytes, int Length), long>();
        for (var code = 0; code < Codes; code++)
        {
            if (counts[code] == 0)
            {
                continue;
            }

            var symbol = Symbol(table, code);
            Add(symbol, (long)counts[code] * (symbol.Length == 1 ? SingleByteBoost : 1));
            for (var next = 0; next < Codes && symbol.Length < SymbolTable.MaxSymbolBytes; next++)
            {
                var count = pairs[(code * Codes) + next];
                if (count > 0)
                {
                    Add(Join(symbol, Symbol(table, next)), count);
                }
            }
        }

        // The order among equals must not depend on a hash: the same data give the same file.
        return gains.OrderByDescending(gain => gain.Value).ThenBy(gain => gain.Key).Select(gain => gain.Key);

        void Add((ulong Bytes, int Length) symbol, long count) =>
            CollectionsMarshal.GetValueRefOrAddDefault(gains, symbol, out _) += count * symbol.Length;
    }

    private static (ulong Bytes, int Length) Symbol(SymbolTable table, int code) =>
        code >= FirstByte ? ((ulong)(code - FirstByte), 1) : table[code];

    private static (ulong Bytes, int Length) Join((ulong Bytes, int Length) left, (ulong Bytes, int Length) right)
    {
        var length = Math.Min(SymbolTable.MaxSymbolBytes, left.Length + right.Length);
        var bytes = left.Bytes | (right.Bytes << (left.Length * 8));
        return (length == SymbolTable.MaxSymbolBytes ? bytes : bytes & ((1UL << (length * 8)) - 1), length);
    }
}
