using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// Writes what was bulk-loaded as a part: one file, of which <see cref="PartReader"/> makes the same snapshot without reading it whole.
/// </summary>
internal static class PartWriter
{
    /// <summary>Writes a part and waits until it is on the device, its name in the folder included.</summary>
    /// <param name="snapshot">A snapshot without changes since its bulk load.</param>
    /// <param name="files">Where files are.</param>
    /// <param name="folder">The folder of the part, made if it is not there; there must be no part in it.</param>
    /// <param name="progress">Told about each order written.</param>
    /// <param name="cancellation">Stops the writing; the unfinished file is left.</param>
    /// <exception cref="ArgumentException">The snapshot has changes that were not sorted into it.</exception>
    internal static void Write(
        Snapshot snapshot, FileLayer files, string folder, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        if (snapshot.DeltaRows > 0 || snapshot.Terms.AddedCount > 0)
        {
            throw new ArgumentException("A part holds what was bulk-loaded, not what transactions changed since.", nameof(snapshot));
        }

        files.CreateFolder(folder);
        using (var file = files.Create(Path.Combine(folder, PartFormat.FileName)))
        {
            var writer = new PartFileWriter(file);
            writer.Begin();
            var orders = Orders(snapshot);
            WriteCounts(writer, snapshot, orders);
            WriteGraphs(writer, snapshot);
            WriteStatistics(writer, 0, snapshot.DefaultStatistics);
            WriteStatistics(writer, 1, snapshot.NamedStatistics);
            WriteTexts(writer, snapshot.Terms.Sorted);
            for (var order = 0; order < orders.Count; order++)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new(LoadStage.Write, order, orders.Count));
                WriteColumns(writer, order, orders[order]);
            }

            writer.End();
        }

        files.SyncFolder(folder);
        progress?.Report(new(LoadStage.Write, 1, 1));
    }

    private static List<SortedColumns> Orders(Snapshot snapshot)
    {
        var orders = new List<SortedColumns>();
        for (var order = 0; order < IndexOrders.Count; order++)
        {
            orders.Add(snapshot[(IndexOrder)order].Base);
        }

        orders.AddRange(snapshot.Terms.TripleTerms.SortedOrders);
        return orders;
    }

    private static void WriteCounts(PartFileWriter writer, Snapshot snapshot, List<SortedColumns> orders)
    {
        var section = new SectionText();
        var texts = snapshot.Terms.Sorted;
        section.Number(snapshot.Terms.BlankNodeCount);
        foreach (var tag in PartFormat.TextTags)
        {
            section.Number(texts[tag].Count);
        }

        section.Number(texts[TermTag.LanguageString].Languages!.Width);
        foreach (var order in orders)
        {
            section.Number(order.Width);
            section.Number(order.RowCount);
        }

        writer.Section(PartSection.Counts, 0, section.Written);
    }

    private static void WriteGraphs(PartFileWriter writer, Snapshot snapshot)
    {
        var section = new SectionText();
        foreach (var (name, count) in snapshot.GraphCounts)
        {
            section.Id(name);
            section.Number(count);
        }

        writer.Section(PartSection.Graphs, 0, section.Written);
    }

    private static void WriteStatistics(PartFileWriter writer, int number, PartStatistics statistics)
    {
        var section = new SectionText();
        Write(statistics.Total);
        foreach (var predicate in statistics.Predicates.Order())
        {
            section.Id(predicate);
            Write(statistics[predicate]);
        }

        writer.Section(PartSection.Statistics, number, section.Written);

        void Write(in PredicateStatistics numbers)
        {
            section.Number(numbers.Count);
            section.Number(numbers.DistinctSubjects);
            section.Number(numbers.DistinctObjects);
        }
    }

    private static void WriteTexts(PartFileWriter writer, SortedTexts texts)
    {
        var languages = new SectionText();
        for (var i = 0; i < texts.Languages.Count; i++)
        {
            languages.Number((int)texts.Languages.Direction(i));
            languages.Counted(texts.Languages.Tag(i));
        }

        writer.Section(PartSection.LanguageTags, 0, languages.Written);
        var datatypes = new SectionText();
        foreach (var (datatype, start) in texts.Datatypes.All)
        {
            datatypes.Number(start);
            datatypes.Counted(datatype);
        }

        writer.Section(PartSection.Datatypes, 0, datatypes.Written);
        foreach (var tag in PartFormat.TextTags)
        {
            var terms = texts[tag];
            WriteRanges(writer, PartSection.TextDirectory, (int)tag, terms.Texts.Directory);
            WriteRanges(writer, PartSection.TextBytes, (int)tag, terms.Texts.Bytes.Segments);
            if (terms.Symbols is { } symbols)
            {
                writer.Section(PartSection.TextSymbols, PartFormat.Number((int)tag), symbols.Write());
            }

            WriteRanges(writer, PartSection.TextLanguages, (int)tag, terms.Languages?.Segments ?? []);
        }

        WriteRanges(writer, PartSection.ValueDirectory, 0, texts.Values.Records.Directory);
        WriteRanges(writer, PartSection.ValueBytes, 0, texts.Values.Records.Bytes.Segments);
    }

    private static void WriteColumns(PartFileWriter writer, int order, SortedColumns columns)
    {
        for (var column = 0; column < columns.Width; column++)
        {
            var number = PartFormat.Number(order, column);
            writer.Section(PartSection.ColumnFirsts, number, MemoryMarshal.AsBytes<TermId>(columns.Firsts[column]));
            writer.Section(PartSection.ColumnOffsets, number, MemoryMarshal.AsBytes<long>(columns.Offsets[column]));
        }

        WriteRanges(writer, PartSection.ColumnBytes, order, columns.Bytes.Segments);
    }

    private static void WriteRanges(PartFileWriter writer, PartSection kind, int owner, ByteRange[] ranges)
    {
        for (var segment = 0; segment < ranges.Length; segment++)
        {
            writer.Section(kind, PartFormat.Number(owner, segment), ranges[segment].Read(0, ranges[segment].Length));
            GC.KeepAlive(ranges);
        }
    }
}
