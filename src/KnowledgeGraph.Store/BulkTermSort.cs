using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts the terms of a bulk load and makes their dictionary. Ranks follow the tags: blank nodes, IRIs, strings, language-tagged strings,
/// typed literals, inline literals, triple terms.
/// </summary>
internal sealed class BulkTermSort(
    BulkTable texts, TermTable datatypes, List<XsdDatatype> types, LanguageTags languages, Dictionary<int, int> spellings,
    CancellationToken cancellation)
{
    private DatatypeRanges? _datatypes;

    /// <summary>Sorts everything.</summary>
    /// <param name="blankNodes">The blank nodes' numbers in the store; sorted.</param>
    /// <param name="inline">The inline literals; sorted.</param>
    /// <param name="tripleTerms">The triple terms, those inside others before these.</param>
    /// <param name="blankNodeCount">All blank nodes are numbered below this.</param>
    internal (TermRanks Ranks, TermDictionary Dictionary) Sort(
        long[] blankNodes, TermId[] inline, BulkRow[] tripleTerms, long blankNodeCount)
    {
        var byTag = EntriesByTag();
        SortTexts(byTag);
        var ids = GC.AllocateUninitializedArray<TermId>(
            checked(blankNodes.Length + texts.Count + inline.Length + tripleTerms.Length));
        var rankOfNumber = new uint[BulkTerms.BlankNodeKind + 1][];
        uint rank = 0;
        var nodes = Array.ConvertAll(blankNodes, number => TermId.FromIndex(TermTag.BlankNode, number));
        rankOfNumber[BulkTerms.BlankNodeKind] = RankIds(nodes, ids, ref rank);
        rankOfNumber[BulkTerms.TextKind] = RankTexts(byTag, ids, ref rank);
        rankOfNumber[BulkTerms.InlineKind] = RankIds(inline, ids, ref rank);
        var rows = RankTripleTerms(tripleTerms, rankOfNumber, ids, rank);
        var ranks = new TermRanks(rankOfNumber, ids);
        return (ranks, new(Dictionary(byTag), blankNodeCount, BulkSort.TripleTerms(rows, ranks, cancellation)));
    }

    private static uint[] RankIds(TermId[] unsorted, TermId[] ids, ref uint rank)
    {
        var numbers = new uint[unsorted.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (uint)i;
        }

        Array.Sort(unsorted, numbers);
        var ranks = new uint[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            ids[rank] = unsorted[i];
            ranks[numbers[i]] = rank++;
        }

        return ranks;
    }

    private uint[] RankTexts(int[][] byTag, TermId[] ids, ref uint rank)
    {
        var ranks = GC.AllocateUninitializedArray<uint>(texts.Count);
        foreach (var tag in (TermTag[])[TermTag.Iri, TermTag.String, TermTag.LanguageString, TermTag.TypedLiteral])
        {
            var entries = byTag[(int)tag];
            for (var i = 0; i < entries.Length; i++, rank++)
            {
                ids[rank] = TermId.FromIndex(tag, i);
                ranks[entries[i]] = rank;
            }
        }

        return ranks;
    }

    // The rows of the table of triple terms: ranks, and that of the triple term itself.
    private static BulkRow[] RankTripleTerms(BulkRow[] tripleTerms, uint[][] rankOfNumber, TermId[] ids, uint first)
    {
        var sorted = TripleTermSort.Sort(tripleTerms, rankOfNumber, out var order);
        var rankOfTriple = new uint[sorted.Length];
        rankOfNumber[BulkTerms.TripleTermKind] = rankOfTriple;
        for (var i = 0; i < order.Length; i++)
        {
            ids[first + i] = TermId.FromIndex(TermTag.TripleTerm, i);
            rankOfTriple[order[i]] = first + (uint)i;
        }

        var ranks = new TermRanks(rankOfNumber, ids);
        var rows = new BulkRow[sorted.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = ranks.Ranked(sorted[i]) with { Graph = first + (uint)i };
        }

        return rows;
    }

    private SortedTexts Dictionary(int[][] byTag)
    {
        var copies = new SortedTerms[byTag.Length];
        var values = new LiteralRecords.Builder();
        var tagged = byTag[(int)TermTag.LanguageString];
        BulkParallel.Invoke(
            () => copies[(int)TermTag.Iri] = Copy(byTag[(int)TermTag.Iri], null),
            () =>
            {
                copies[(int)TermTag.String] = Copy(byTag[(int)TermTag.String], null);
                copies[(int)TermTag.LanguageString] = Copy(
                    tagged, Array.ConvertAll(tagged, entry => spellings.GetValueOrDefault(entry, texts.Extra(entry))));
                copies[(int)TermTag.TypedLiteral] = Copy(byTag[(int)TermTag.TypedLiteral], null);
                foreach (var entry in byTag[(int)TermTag.TypedLiteral])
                {
                    values.Add(texts.Text(entry), types[texts.Extra(entry)]);
                }
            });
        return new(
            copies[(int)TermTag.Iri], copies[(int)TermTag.String], copies[(int)TermTag.LanguageString], copies[(int)TermTag.TypedLiteral],
            languages, _datatypes!, values.Finish());
    }

    private void SortTexts(int[][] byTag)
    {
        var sort = new TextSort(texts, cancellation);
        sort.Add(byTag[(int)TermTag.LanguageString], (left, right) => languages.Compare(texts.Extra(left), texts.Extra(right)));
        sort.Add(byTag[(int)TermTag.String], null);
        AddTyped(sort, byTag[(int)TermTag.TypedLiteral]);
        sort.Add(byTag[(int)TermTag.Iri], null);
        sort.Run();
    }

    // Typed literals are sorted by datatype first.
    private void AddTyped(TextSort sort, int[] typed)
    {
        var groups = typed.GroupBy(texts.Extra).ToDictionary(g => g.Key, g => g.ToArray());
        int[] used = [.. groups.Keys];
        Array.Sort(used, (left, right) => datatypes.Text(left).SequenceCompareTo(datatypes.Text(right)));
        var starts = new long[used.Length + 1];
        for (var i = 0; i < used.Length; i++)
        {
            var group = groups[used[i]];
            group.CopyTo(typed, starts[i]);
            sort.Add(new(typed, (int)starts[i], group.Length), null);
            starts[i + 1] = starts[i] + group.Length;
        }

        _datatypes = new(Array.ConvertAll(used, datatype => datatypes.Text(datatype).ToArray()), starts);
    }

    private int[][] EntriesByTag()
    {
        var counts = new int[1 << TermId.TagBits];
        for (var entry = 0; entry < texts.Count; entry++)
        {
            counts[(int)texts.Tag(entry)]++;
        }

        var byTag = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var entry = 0; entry < texts.Count; entry++)
        {
            var tag = (int)texts.Tag(entry);
            byTag[tag][counts[tag]++] = entry;
        }

        return byTag;
    }

    private SortedTerms Copy(int[] entries, int[]? languageNumbers) =>
        SortedTerms.Create(entries.Length, i => texts.Text(entries[i]), languageNumbers);
}
