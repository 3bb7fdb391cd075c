using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// Numbers the terms of a bulk load as they come, by hash, and sorts them at the end. A number is two bits of kind and thirty of index.
/// Not thread-safe.
/// </summary>
internal sealed class BulkTerms
{
    internal const int IndexBits = 30;
    internal const uint IndexMask = (1U << IndexBits) - 1;
    internal const int TextKind = 0;
    internal const int InlineKind = 1;
    internal const int TripleTermKind = 2;
    internal const int BlankNodeKind = 3;

    private readonly TermTable _texts = new();
    private readonly LanguageTags _languages = new();
    private readonly TermTable _datatypes = new();
    private readonly List<XsdDatatype> _types = [];
    private readonly Dictionary<TermId, uint> _inline = [];
    private readonly Dictionary<BulkRow, uint> _tripleTerms = [];

    // Entries whose language tag is spelt otherwise than where it was first seen.
    private readonly Dictionary<int, int> _spellings = [];

    // The numbers that blank nodes have for the store's life, and which of them came from a snapshot.
    private readonly List<long> _blankNodes = [];
    private readonly Dictionary<long, uint> _kept = [];

    /// <summary>Blank nodes made here or elsewhere are numbered below this.</summary>
    internal long BlankNodeCount { get; set; }

    /// <summary>About how many bytes the terms take.</summary>
    internal long TotalBytes =>
        _texts.TotalBytes + (TermTable.EntryBytes * ((long)_inline.Count + _tripleTerms.Count + _blankNodes.Count));

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

    internal uint Inline(TermId id)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_inline, id, out var exists);
        if (!exists)
        {
            number = Join(InlineKind, (uint)_inline.Count - 1);
        }

        return number;
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
            return LanguageString(term);
        }

        if (term.Datatype.SequenceEqual(XsdDatatypes.Utf8IriOf(XsdDatatype.String)))
        {
            return Text(TermTag.String, term.Value, 0);
        }

        var datatype = _datatypes.Intern(TermTag.Iri, term.Datatype, 0, out var added);
        if (added)
        {
            _types.Add(XsdDatatypes.Find(term.Datatype));
        }

        return TermId.TryInline(term.Value, _types[datatype], out var id) ? Inline(id) : Text(TermTag.TypedLiteral, term.Value, datatype);
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

        ids[InlineKind] = [.. _inline.Keys];
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

    /// <summary>Sorts everything. Numbers given before stay valid as input of <see cref="TermRanks.RankOf"/>.</summary>
    internal (TermRanks Ranks, TermDictionary Dictionary) Sort(CancellationToken cancellation)
    {
        var byTag = EntriesByTag();
        int[] iris = byTag[(int)TermTag.Iri], strings = byTag[(int)TermTag.String], tagged = byTag[(int)TermTag.LanguageString];
        var typed = byTag[(int)TermTag.TypedLiteral];
        DatatypeRanges? datatypes = null;
        Invoke(
            () => TextSort.Sort(_texts, iris, (_, _) => 0, cancellation),
            () =>
            {
                TextSort.Sort(_texts, strings, (_, _) => 0, cancellation);
                TextSort.Sort(_texts, tagged, (l, r) => _languages.Compare(_texts.Extra(l), _texts.Extra(r)), cancellation);
                datatypes = SortTyped(typed, cancellation);
            });

        var inline = new TermId[_inline.Count];
        _inline.Keys.CopyTo(inline, 0);
        Array.Sort(inline);

        // Ranks follow the tags: blank nodes, IRIs, strings, language-tagged strings, typed literals, inline literals, triple terms.
        var blankNodes = _blankNodes.ToArray();
        var rankOfBlankNode = new uint[blankNodes.Length];
        var count = blankNodes.Length + (long)_texts.Count + inline.Length + _tripleTerms.Count;
        var ids = new TermId[count];
        var rankOfText = new uint[_texts.Count];
        var rankOfInline = new uint[inline.Length];
        uint rank = 0;
        var blankNumbers = new uint[blankNodes.Length];
        for (var i = 0; i < blankNumbers.Length; i++)
        {
            blankNumbers[i] = (uint)i;
        }

        Array.Sort(blankNodes, blankNumbers);
        for (; rank < blankNodes.Length; rank++)
        {
            ids[rank] = TermId.FromIndex(TermTag.BlankNode, blankNodes[rank]);
            rankOfBlankNode[blankNumbers[rank]] = rank;
        }

        foreach (var entries in (int[][])[iris, strings, tagged, typed])
        {
            for (var i = 0; i < entries.Length; i++, rank++)
            {
                ids[rank] = TermId.FromIndex(_texts.Tag(entries[i]), i);
                rankOfText[entries[i]] = rank;
            }
        }

        foreach (var id in inline)
        {
            ids[rank] = id;
            rankOfInline[_inline[id] & IndexMask] = rank++;
        }

        return Finish(
            byTag, datatypes!, ids, [rankOfText, rankOfInline, new uint[_tripleTerms.Count], rankOfBlankNode], rank, cancellation);
    }

    private (TermRanks Ranks, TermDictionary Dictionary) Finish(
        int[][] byTag, DatatypeRanges datatypes, TermId[] ids, uint[][] rankOfNumber, uint firstTripleTerm, CancellationToken cancellation)
    {
        var triples = TripleTermSort.Sort([.. _tripleTerms.Keys], rankOfNumber, out var order);
        for (var i = 0; i < order.Length; i++)
        {
            ids[firstTripleTerm + i] = TermId.FromIndex(TermTag.TripleTerm, i);
            rankOfNumber[TripleTermKind][order[i]] = firstTripleTerm + (uint)i;
        }

        var ranks = new TermRanks(rankOfNumber, ids);
        var rows = new BulkRow[triples.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ranks.Ranked(triples[i]) with { Graph = firstTripleTerm + (uint)i };
        }

        var typed = byTag[(int)TermTag.TypedLiteral];
        var values = new LiteralRecords.Builder();
        foreach (var entry in typed)
        {
            values.Add(_texts.Text(entry), _types[_texts.Extra(entry)]);
        }

        var tagged = byTag[(int)TermTag.LanguageString];
        var languages = Array.ConvertAll(tagged, entry => _spellings.GetValueOrDefault(entry, _texts.Extra(entry)));
        var texts = new SortedTexts(
            Copy(byTag[(int)TermTag.Iri], null), Copy(byTag[(int)TermTag.String], null), Copy(tagged, languages), Copy(typed, null),
            _languages, datatypes, values.Finish());
        return (ranks, new TermDictionary(texts, BlankNodeCount, BulkSort.TripleTerms(rows, ranks, cancellation)));
    }

    internal static void Invoke(params Action[] work)
    {
        try
        {
            Parallel.Invoke(work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static uint Join(int kind, uint index)
    {
        if (index > IndexMask)
        {
            ThrowTooMany();
        }

        return ((uint)kind << IndexBits) | index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowTooMany() => throw new InvalidOperationException("A load is limited to 2^30 distinct terms of a kind.");

    private uint LanguageString(in TermView term)
    {
        var language = _languages.Intern(term.Language, term.Direction);
        var canonical = _languages.Canonical(language);
        var entry = _texts.Intern(TermTag.LanguageString, term.Value, canonical, out var added);
        if (added && language != canonical)
        {
            _spellings.Add(entry, language);
        }

        return Join(TextKind, (uint)entry);
    }

    private uint Text(TermTag tag, ReadOnlySpan<byte> text, int extra) => Join(TextKind, (uint)_texts.Intern(tag, text, extra, out _));

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

    private int[][] EntriesByTag()
    {
        var counts = new int[1 << TermId.TagBits];
        for (var entry = 0; entry < _texts.Count; entry++)
        {
            counts[(int)_texts.Tag(entry)]++;
        }

        var byTag = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var entry = 0; entry < _texts.Count; entry++)
        {
            var tag = (int)_texts.Tag(entry);
            byTag[tag][counts[tag]++] = entry;
        }

        return byTag;
    }

    private DatatypeRanges SortTyped(int[] typed, CancellationToken cancellation)
    {
        var groups = typed.GroupBy(_texts.Extra).ToDictionary(g => g.Key, g => g.ToArray());
        int[] used = [.. groups.Keys];
        TextSort.Sort(_datatypes, used, (_, _) => 0, cancellation);
        var starts = new long[used.Length + 1];
        for (var i = 0; i < used.Length; i++)
        {
            var group = groups[used[i]];
            TextSort.Sort(_texts, group, (_, _) => 0, cancellation);
            group.CopyTo(typed, starts[i]);
            starts[i + 1] = starts[i] + group.Length;
        }

        return new(Array.ConvertAll(used, datatype => _datatypes.Text(datatype).ToArray()), starts);
    }

    private SortedTerms Copy(int[] entries, int[]? languages) =>
        SortedTerms.Create(entries.Length, i => _texts.Text(entries[i]), languages);
}
