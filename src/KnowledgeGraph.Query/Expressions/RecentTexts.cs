using System.Buffers.Binary;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// The ids of the string literals that a run made last, by a hash of the text: one place for each hash, the newer takes it. Interning
/// searches the sorted dictionary of the snapshot, which costs more than most functions on strings.
/// </summary>
internal sealed class RecentTexts(LocalDictionary terms)
{
    private const int PlaceBits = 10;

    // A long text is not hashed for the small chance that it comes again.
    private const int MaxBytes = 256;

    private readonly TermArena _arena = new();
    private (uint Hash, TermId Id)[] _places = [];
    private int _interned;

    /// <summary>The id of a string literal.</summary>
    public TermId Intern(in TermView text)
    {
        // A handful of texts is interned before there is anything to be remembered.
        if (text.Value.Length > MaxBytes || ++_interned < 16)
        {
            return terms.Intern(text);
        }

        if (_places.Length == 0)
        {
            _places = new (uint, TermId)[1 << PlaceBits];
        }

        var hash = Hash(text.Value) ^ ((uint)text.Language.Length << 8) ^ (uint)text.Direction;
        ref var place = ref _places[hash >> (32 - PlaceBits)];
        if (place.Hash != hash || place.Id.IsUndefined || !IsSame(place.Id, text))
        {
            place = (hash, terms.Intern(text));
        }

        return place.Id;
    }

    private bool IsSame(TermId id, in TermView text)
    {
        _arena.Clear();
        var known = terms.View(id, _arena);
        return known.Value.SequenceEqual(text.Value) && known.Direction == text.Direction
            && Ascii.EqualsIgnoreCase(known.Language, text.Language);
    }

    // Multiply and fold, eight bytes at a time.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = 0x9E37_79B9_7F4A_7C15UL ^ (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var unit in text)
        {
            rest = (rest << 8) | unit;
        }

        return (uint)(Mix(hash ^ rest) >> 32);
    }

    private static ulong Mix(ulong hash)
    {
        hash = unchecked(hash * 0xD6E8_FEB8_6659_FD93UL);
        return hash ^ (hash >> 32);
    }
}
