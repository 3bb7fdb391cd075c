using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// Numbers the terms of a bulk load as they come, by hash, and sorts them at the end. A number is two bits of kind and thirty of index.
/// Not thread-safe, but for what a <see cref="BulkBatch"/> does with it.
/// </summary>
internal sealed class BulkTerms
{
    internal const int IndexBits = 30;
    internal const uint IndexMask = (1U << IndexBits) - 1;
    internal const int TextKind = 0;
    internal const int InlineKind = 1;
    internal const int TripleTermKind = 2;
    internal const int BlankNodeKind = 3;

    private readonly BulkTable _texts = new();
    private readonly LanguageTags _languages = new();
    private readonly TermTable _datatypes = new();
    private readonly List<XsdDatatype> _types = [];
    private readonly BulkTable _inline = new();
    private readonly Dictionary<BulkRow, uint> _tripleTerms = [];

    // Entries whose language tag is spelt otherwise than where it was first seen.
    private readonly Dictionary<int, int> _spellings = [];

    // The numbers that blank nodes have for the store's life, and which of them came from a snapshot.
    private readonly List<long> _blankNodes = [];
    private readonly Dictionary<long, uint> _kept = [];

    /// <summary>Blank nodes made here or elsewhere are numbered below this.</summary>
    internal long BlankNodeCount { get; set; }

    /// <summary>
    /// A number that grows from one place of the input to the next, as far as anything depends on it: of a term spelt in several ways the
    /// first spelling is kept. Documents that several threads read number their places in themselves.
    /// </summary>
    internal long Place { get; set; }

    /// <summary>About how many bytes the terms take.</summary>
    internal long TotalBytes =>
        _texts.TotalBytes + _inline.TotalBytes + (TermTable.EntryBytes * ((long)_tripleTerms.Count + _blankNodes.Count));

    /// <summary>A blank node that is no other one.</summary>
    internal uint NewBlankNode()
    {
        _blankNodes.Add(BlankNodeCount++);
        return Join(BlankNodeKind, (uint)_blankNodes.Count - 1);
    }

    /// <summary>A blank node of the snapshot that this load is added to.</summary>
    internal uint BlankNode(long kept)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_kept, kept, out var exists);
        if (!exists)
        {
            _blankNodes.Add(kept);
            number = Join(BlankNodeKind, (uint)_blankNodes.Count - 1);
        }

        return number;
    }

    /// <summary>How many blank nodes are in use.</summary>
    internal uint BlankNodes => (uint)_blankNodes.Count;

    /// <summary>Adds blank nodes that are no other ones.</summary>
    /// <param name="inOrder">Their indexes, relative to the first of them, in the order in which the store numbers them.</param>
    internal void AddBlankNodes(ReadOnlySpan<int> inOrder)
    {
        var first = _blankNodes.Count;
        CollectionsMarshal.SetCount(_blankNodes, checked(first + inOrder.Length));
        foreach (var node in inOrder)
        {
            _blankNodes[first + node] = BlankNodeCount++;
        }
    }

    internal uint Inline(TermId id)
    {
        var text = MemoryMarshal.AsBytes(new ReadOnlySpan<TermId>(in id));
        return Join(InlineKind, (uint)_inline.Intern(TermTable.Hash(text, 0), 0, text, Place, out _));
    }

    internal uint TripleTerm(uint subject, uint predicate, uint @object)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_tripleTerms, new(subject, predicate, @object, 0), out var exists);
        if (!exists)
        {
            number = Join(TripleTermKind, (uint)_tripleTerms.Count - 1);
        }

        return number;
    }

    /// <summary>The number of an IRI or a literal.</summary>
    internal uint Number(in TermView term)
    {
        if (term.Kind == TermKind.Iri)
        {
            return Text(TermTag.Iri, term.Value, 0);
        }

        if (!term.Language.IsEmpty)
        {
            var (language, canonical) = Language(term.Language, term.Direction);
            var kind = BulkTable.Kind(TermTag.LanguageString, canonical);
            var entry = _texts.Intern(TermTable.Hash(term.Value, kind), kind, term.Value, Place, out var isFirst);
            Spell(entry, language, canonical, isFirst);
            return Join(TextKind, (uint)entry);
        }

        if (term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String)))
        {
            return Text(TermTag.String, term.Value, 0);
        }

        var (datatype, type) = Datatype(term.Datatype);
        return TermId.TryInline(term.Value, type, out var id) ? Inline(id) : Text(TermTag.TypedLiteral, term.Value, datatype);
    }

    /// <summary>The number of a language tag as it is spelt, and of its first spelling.</summary>
    internal (int Spelling, int Canonical) Language(ReadOnlySpan<byte> tag, BaseDirection direction)
    {
        var spelling = _languages.Intern(tag, direction);
        return (spelling, _languages.Canonical(spelling));
    }

    /// <summary>The number of a datatype, and whether its values are known here.</summary>
    internal (int Number, XsdDatatype Type) Datatype(ReadOnlySpan<byte> iri)
    {
        var datatype = _datatypes.Intern(TermTag.Iri, iri, 0, out var added);
        if (added)
        {
            _types.Add(XsdDatatypes.Find(iri));
        }

        return (datatype, _types[datatype]);
    }

    /// <summary>The numbers of texts of a batch, from any thread.</summary>
    /// <param name="terms">The texts.</param>
    /// <param name="place">The place of the first; each stands one behind the one before it.</param>
    /// <param name="numbers">Takes the numbers.</param>
    internal void Texts(BulkTermList terms, long place, Span<uint> numbers) =>
        Intern(_texts, TextKind, terms, place, numbers, (entry, term, isFirst) =>
        {
            if ((TermTag)(term.Kind & ((1 << TermId.TagBits) - 1)) == TermTag.LanguageString)
            {
                Spell(entry, term.Spelling, (int)(term.Kind >> TermId.TagBits), isFirst);
            }
        });

    /// <summary>The numbers of inline literals of a batch, whose texts are their ids, from any thread.</summary>
    internal void Inlines(BulkTermList ids, long place, Span<uint> numbers) => Intern(_inline, InlineKind, ids, place, numbers, null);

    /// <summary>The numbers that terms have or get in a table of some kind, from any thread.</summary>
    internal static void Intern(
        BulkTable table, int kind, BulkTermList terms, long place, Span<uint> numbers,
        Action<int, BulkTermList.Term, bool>? interned)
    {
        var found = MemoryMarshal.Cast<uint, int>(numbers)[..terms.Count];
        table.FindAll(terms, found);
        var news = 0;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] < 0 || table.First(found[i]) > place + i)
            {
                news++;
                found[i] = -1;
            }
            else
            {
                numbers[i] = Join(kind, (uint)found[i]);
            }
        }

        if (news == 0)
        {
            return;
        }

        lock (table.Gate)
        {
            for (var i = 0; news > 0; i++)
            {
                if (found[i] == -1)
                {
                    ref readonly var term = ref terms.Terms[i];
                    var entry = table.Intern(term.Hash, term.Kind, terms.Text(i), place + i, out var isFirst);
                    interned?.Invoke(entry, term, isFirst);
                    numbers[i] = Join(kind, (uint)entry);
                    news--;
                }
            }
        }
    }

    /// <summary>Interns everything into a transaction.</summary>
    /// <returns>The id of each number, kind by kind.</returns>
    internal TermId[][] InternInto(StoreTransaction transaction)
    {
        var ids = new TermId[BlankNodeKind + 1][];
        ids[TextKind] = new TermId[_texts.Count];
        for (var entry = 0; entry < _texts.Count; entry++)
        {
            ids[TextKind][entry] = transaction.Intern(View(entry));
        }

        ids[InlineKind] = InlineIds();
        ids[BlankNodeKind] = [.. _blankNodes.Select(number => TermId.FromIndex(TermTag.BlankNode, number))];

        // The parts of a triple term have lower numbers than itself.
        var triples = 0;
        ids[TripleTermKind] = new TermId[_tripleTerms.Count];
        foreach (var triple in _tripleTerms.Keys)
        {
            ids[TripleTermKind][triples++] =
                transaction.InternTripleTerm(Id(ids, triple.Subject), Id(ids, triple.Predicate), Id(ids, triple.Object));
        }

        return ids;
    }

    internal static TermId Id(TermId[][] ids, uint number) => ids[number >> IndexBits][number & IndexMask];

    /// <summary>Held by threads that number what is not looked up in a table of texts: datatypes, language tags, triple terms.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>
    /// Sorts everything. Numbers given before stay valid as input of <see cref="TermRanks.RankOf"/>; of no other use is this afterwards.
    /// </summary>
    internal (TermRanks Ranks, TermDictionary Dictionary) Sort(CancellationToken cancellation) =>
        new BulkTermSort(_texts, _datatypes, _types, _languages, _spellings, cancellation)
            .Sort([.. _blankNodes], InlineIds(), [.. _tripleTerms.Keys], BlankNodeCount);

    /// <summary>A number of a kind.</summary>
    internal static uint Join(int kind, uint index)
    {
        if (index > IndexMask)
        {
            ThrowTooMany();
        }

        return ((uint)kind << IndexBits) | index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooMany() => throw new InvalidOperationException("A load is limited to 2^30 distinct terms of a kind.");

    private uint Text(TermTag tag, ReadOnlySpan<byte> text, int extra)
    {
        var kind = BulkTable.Kind(tag, extra);
        return Join(TextKind, (uint)_texts.Intern(TermTable.Hash(text, kind), kind, text, Place, out _));
    }

    // A language tag is kept as it is spelt where the term stands first.
    private void Spell(int entry, int spelling, int canonical, bool isFirst)
    {
        if (isFirst && spelling != canonical)
        {
            _spellings[entry] = spelling;
        }
        else if (isFirst)
        {
            _spellings.Remove(entry);
        }
    }

    private TermId[] InlineIds()
    {
        var ids = new TermId[_inline.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = MemoryMarshal.Read<TermId>(_inline.Text(i));
        }

        return ids;
    }

    private TermView View(int entry)
    {
        var text = _texts.Text(entry);
        switch (_texts.Tag(entry))
        {
            case TermTag.Iri:
                return TermView.Iri(text);
            case TermTag.String:
                return TermView.Literal(text, XsdDatatypes.Utf8IriOf(XsdDatatype.String));
            case TermTag.LanguageString:
                var language = _spellings.GetValueOrDefault(entry, _texts.Extra(entry));
                var direction = _languages.Direction(language);
                return TermView.Literal(
                    text, XsdDatatypes.Utf8IriOf(LanguageTags.Datatype(direction)), _languages.Tag(language), direction);
            default:
                return TermView.Literal(text, _datatypes.Text(_texts.Extra(entry)));
        }
    }
}
