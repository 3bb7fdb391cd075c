using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Compresses short texts, each for itself, by a table of at most 255 symbols of 1 to 8 bytes: a byte of a code stands for a symbol, and
/// after the byte 255 the next one stands for itself. Immutable, safe for any number of readers.
/// </summary>
/// <remarks>P. Boncz, T. Neumann, V. Leis, "FSST: Fast Random Access String Compression", PVLDB 13(11), 2020.</remarks>
internal sealed class SymbolTable
{
    internal const int MaxSymbols = 255;
    internal const int MaxSymbolBytes = sizeof(ulong);
    internal const byte Escape = 255;

    // One symbol of three bytes or more for each value of a hash of its first three (FSST §4.2): looked up without a loop.
    private const int HashBits = 12;

    // A code and how many bytes of text it stands for, as code × 16 + bytes.
    private const int LengthBits = 4;
    private const int LengthMask = (1 << LengthBits) - 1;

    private readonly ulong[] _symbols = new ulong[MaxSymbols + 1];
    private readonly byte[] _lengths = new byte[MaxSymbols + 1];

    // By the first two bytes: the code of two bytes or, failing that, of the first byte; zero if neither is a symbol.
    private readonly ushort[] _short = new ushort[1 << 16];
    private readonly ushort[] _long = new ushort[1 << HashBits];
    private readonly ushort[] _single = new ushort[1 << 8];

    /// <param name="symbols">
    /// The symbols, first byte lowest, the likeliest first; those that are in the way of one before are left out.
    /// </param>
    internal SymbolTable(IEnumerable<(ulong Bytes, int Length)> symbols)
    {
        foreach (var (bytes, length) in symbols)
        {
            if (Count == MaxSymbols)
            {
                break;
            }

            ref var place = ref Place(bytes, length);
            if (place == 0)
            {
                _symbols[Count] = bytes;
                _lengths[Count] = (byte)length;
                place = (ushort)((Count << LengthBits) | length);
                Count++;
            }
        }

        for (var pair = 0; pair < _short.Length; pair++)
        {
            _short[pair] = _short[pair] != 0 ? _short[pair] : _single[pair & byte.MaxValue];
        }
    }

    /// <summary>Number of symbols.</summary>
    internal int Count { get; }

    /// <summary>What a code stands for.</summary>
    internal (ulong Bytes, int Length) this[int code] => (_symbols[code], _lengths[code]);

    /// <summary>Compresses a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">At least twice as long.</param>
    /// <returns>Bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Encode(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var at = 0;
        while (!text.IsEmpty)
        {
            var found = Match(text);
            if (found == 0)
            {
                target[at++] = Escape;
                target[at++] = text[0];
                text = text[1..];
            }
            else
            {
                target[at++] = (byte)(found >> LengthBits);
                text = text[(found & LengthMask)..];
            }
        }

        return at;
    }

    /// <summary>Gives back a text.</summary>
    /// <param name="code">What <see cref="Encode"/> wrote.</param>
    /// <param name="target">At least eight times as long.</param>
    /// <returns>Bytes of the text; what stands behind them in the target is of no meaning.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Decode(ReadOnlySpan<byte> code, Span<byte> target)
    {
        var symbols = _symbols.AsSpan(0, MaxSymbols + 1);
        var lengths = _lengths.AsSpan(0, MaxSymbols + 1);
        var at = 0;
        for (var i = 0; i < code.Length; i++)
        {
            int symbol = code[i];
            if (symbol != Escape)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], symbols[symbol]);
                at += lengths[symbol];
            }
            else
            {
                target[at++] = code[++i];
            }
        }

        return at;
    }

    /// <summary>Order of a compressed text relative to another one, without decoding more of it than is needed.</summary>
    /// <param name="code">The compressed text.</param>
    /// <param name="other">The other one.</param>
    /// <param name="asPrefix">Whether a text that begins with the other one counts as equal.</param>
    internal int Compare(ReadOnlySpan<byte> code, ReadOnlySpan<byte> other, bool asPrefix = false)
    {
        Span<byte> bytes = stackalloc byte[MaxSymbolBytes];
        for (var i = 0; i < code.Length; i++)
        {
            if (other.IsEmpty && asPrefix)
            {
                return 0;
            }

            int symbol = code[i], length = _lengths[symbol];
            if (symbol != Escape && other.Length >= sizeof(ulong))
            {
                var difference = (BinaryPrimitives.ReadUInt64LittleEndian(other) ^ _symbols[symbol]) << (64 - (length * 8));
                if (difference == 0)
                {
                    other = other[length..];
                    continue;
                }
            }

            if (symbol == Escape)
            {
                bytes[0] = code[++i];
                length = 1;
            }
            else
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, _symbols[symbol]);
            }

            // At most eight bytes; a text that goes on is greater than one that ends.
            var order = asPrefix && other.Length < length
                ? bytes[..other.Length].SequenceCompareTo(other)
                : bytes[..length].SequenceCompareTo(other[..Math.Min(length, other.Length)]);
            if (order != 0)
            {
                return order;
            }

            other = other[Math.Min(length, other.Length)..];
        }

        return other.IsEmpty ? 0 : -1;
    }

    /// <summary>The code that a text is cut by and its length, or its first byte above <paramref name="firstByte"/>.</summary>
    internal (int Code, int Length) MatchOrByte(ReadOnlySpan<byte> text, int firstByte)
    {
        var found = Match(text);
        return found == 0 ? (firstByte + text[0], 1) : (found >> LengthBits, found & LengthMask);
    }

    /// <summary>The symbols in the form that <see cref="Read"/> takes: their number, the length of each, and eight bytes of each.</summary>
    internal byte[] Write()
    {
        var bytes = new byte[1 + (Count * (1 + MaxSymbolBytes))];
        bytes[0] = (byte)Count;
        _lengths.AsSpan(0, Count).CopyTo(bytes.AsSpan(1));
        for (var code = 0; code < Count; code++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1 + Count + (code * MaxSymbolBytes)), _symbols[code]);
        }

        return bytes;
    }

    /// <summary>A table with symbols that were written; null if these are none.</summary>
    internal static SymbolTable? Read(byte[] bytes)
    {
        if (bytes.Length == 0 || bytes.Length != 1 + (bytes[0] * (1 + MaxSymbolBytes)))
        {
            return null;
        }

        int count = bytes[0];
        var symbols = new (ulong, int)[count];
        for (var code = 0; code < count; code++)
        {
            symbols[code] = (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(1 + count + (code * MaxSymbolBytes))), bytes[1 + code]);
        }

        var table = new SymbolTable(symbols);
        return table.Count == count ? table : null;
    }

    // The longest symbol that a text begins with, as code × 16 + bytes; zero if there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Match(ReadOnlySpan<byte> text)
    {
        var word = text.Length >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(text) : Partial(text);
        int found = _long[Hash(word)];
        var length = found & LengthMask;
        if (found != 0 && length <= text.Length && (word ^ _symbols[found >> LengthBits]) << (64 - (length * 8)) == 0)
        {
            return found;
        }

        found = _short[(int)(word & ushort.MaxValue)];
        return (found & LengthMask) <= text.Length ? found : _single[text[0]];
    }

    private ref ushort Place(ulong bytes, int length)
    {
        switch (length)
        {
            case 1:
                return ref _single[(int)bytes];
            case 2:
                return ref _short[(int)bytes];
            default:
                return ref _long[Hash(bytes)];
        }
    }

    private static ulong Partial(ReadOnlySpan<byte> text)
    {
        ulong word = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            word = (word << 8) | text[i];
        }

        return word;
    }

    private static int Hash(ulong word) => (int)(((word & 0xFF_FFFF) * 2_971_215_073UL >> 15) & ((1 << HashBits) - 1));
}
