using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// Makes a snapshot of a part that <see cref="PartWriter"/> wrote. Only what is small is read: the tables, statistics, and the first rows
/// of the blocks; everything else is read, and its checksums are checked, where a query touches it.
/// </summary>
internal static class PartReader
{
    /// <summary>Opens a part. The file stays mapped until nothing of the snapshot is referred to any more.</summary>
    /// <param name="files">Where files are.</param>
    /// <param name="folder">The folder of the part.</param>
    /// <exception cref="StoreCorruptionException">The file is damaged, or of another format.</exception>
    internal static Snapshot Open(FileLayer files, string folder)
    {
        var file = PartFile.Open(files, Path.Combine(folder, PartFormat.FileName));
        var counts = new SectionCursor(file, PartSection.Counts, 0);
        var blankNodes = counts.Number();
        var textCounts = new int[PartFormat.TextTags.Length];
        foreach (ref var count in textCounts.AsSpan())
        {
            count = counts.Count();
        }

        var languageWidth = counts.Count(sizeof(int));
        var orders = new SortedColumns[PartFormat.TripleTermOrders + 3];
        for (var order = 0; order < orders.Length; order++)
        {
            var width = counts.Count(4);
            orders[order] = ReadColumns(file, order, width, counts.Number());
        }

        var tripleTerms = new TripleTermTable(orders[^3], orders[^2], orders[^1]);
        var terms = new TermDictionary(ReadTexts(file, textCounts, languageWidth), blankNodes, tripleTerms);
        return new(terms, orders[..IndexOrders.Count], ReadGraphs(file), ReadStatistics(file, 0), ReadStatistics(file, 1));
    }

    /// <summary>Checks every block of a part against its checksum.</summary>
    /// <param name="files">Where files are.</param>
    /// <param name="folder">The folder of the part.</param>
    /// <param name="progress">Told about every 256 blocks.</param>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="StoreCorruptionException">A block is damaged, or the file is of another format.</exception>
    internal static void Verify(FileLayer files, string folder, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        const int BlocksPerReport = 256;
        var file = PartFile.Open(files, Path.Combine(folder, PartFormat.FileName));
        for (var block = 0; block < file.BlockCount; block++)
        {
            if (block % BlocksPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new(LoadStage.Check, block, file.BlockCount));
            }

            file.CheckBlock(block);
        }

        progress?.Report(new(LoadStage.Check, file.BlockCount, file.BlockCount));
    }

    private static SortedColumns ReadColumns(PartFile file, int order, int width, long rowCount)
    {
        var firsts = new TermId[width][];
        var offsets = new long[width][];
        for (var column = 0; column < width; column++)
        {
            var number = PartFormat.Number(order, column);
            firsts[column] = MemoryMarshal.Cast<byte, TermId>(file.Bytes(PartSection.ColumnFirsts, number)).ToArray();
            offsets[column] = MemoryMarshal.Cast<byte, long>(file.Bytes(PartSection.ColumnOffsets, number)).ToArray();
        }

        return new(width, rowCount, firsts, offsets, new(file.Ranges(PartSection.ColumnBytes, order)));
    }

    private static SortedTexts ReadTexts(PartFile file, int[] counts, int languageWidth)
    {
        var languages = new LanguageTags();
        for (var section = new SectionCursor(file, PartSection.LanguageTags, 0); !section.IsAtEnd;)
        {
            var direction = (BaseDirection)section.Count((int)BaseDirection.RightToLeft);
            languages.Intern(section.Counted(), direction);
        }

        var terms = PartFormat.TextTags.ToArray().Select((tag, i) => ReadTerms(file, tag, counts[i], languageWidth)).ToArray();
        var starts = new List<long>();
        var datatypes = new List<byte[]>();
        for (var section = new SectionCursor(file, PartSection.Datatypes, 0); !section.IsAtEnd;)
        {
            starts.Add(section.Number());
            datatypes.Add(section.Counted());
        }

        var values = new ByteStrings(
            counts[^1], file.Ranges(PartSection.ValueDirectory, 0), new(file.Ranges(PartSection.ValueBytes, 0)));
        return new(
            terms[0], terms[1], terms[2], terms[3], languages, new([.. datatypes], [.. starts, counts[^1]]), new LiteralRecords(values));
    }

    private static SortedTerms ReadTerms(PartFile file, TermTag tag, int count, int languageWidth)
    {
        var texts = new ByteStrings(
            count, file.Ranges(PartSection.TextDirectory, (int)tag), new(file.Ranges(PartSection.TextBytes, (int)tag)));
        var number = PartFormat.Number((int)tag);
        var symbols = !file.Has(PartSection.TextSymbols, number) ? null
            : SymbolTable.Read(file.Bytes(PartSection.TextSymbols, number))
            ?? throw file.Broken(PartSection.TextSymbols, number, "these are no symbols");
        return new(
            texts, symbols,
            tag == TermTag.LanguageString ? new(languageWidth, file.Ranges(PartSection.TextLanguages, (int)tag)) : null);
    }

    private static ImmutableSortedDictionary<TermId, long> ReadGraphs(PartFile file)
    {
        var graphs = ImmutableSortedDictionary.CreateBuilder<TermId, long>();
        for (var section = new SectionCursor(file, PartSection.Graphs, 0); !section.IsAtEnd;)
        {
            var name = section.Id();
            graphs[name] = section.Number();
        }

        return graphs.ToImmutable();
    }

    private static PartStatistics ReadStatistics(PartFile file, int number)
    {
        var section = new SectionCursor(file, PartSection.Statistics, number);
        var total = new PredicateStatistics(section.Number(), section.Number(), section.Number());
        var predicates = ImmutableDictionary.CreateBuilder<TermId, PredicateStatistics>();
        while (!section.IsAtEnd)
        {
            predicates[section.Id()] = new(section.Number(), section.Number(), section.Number());
        }

        return new(total, predicates.ToImmutable());
    }
}
