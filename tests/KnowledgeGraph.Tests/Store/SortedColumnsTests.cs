using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

/// <summary>Columns against the plain rows they were made of.</summary>
public class SortedColumnsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 700)]
    [InlineData(3, 1024)]
    [InlineData(4, 1025)]
    [InlineData(5, 5000)]
    [InlineData(6, 5000)]
    [InlineData(7, 5000)]
    [InlineData(8, 9000)]
    public void AgreeWithTheirRows(int seed, int count)
    {
        var random = new Random(seed);
        var rows = Rows(random, count);
        var columns = IndexRow.ToColumns(rows, 3);
        Assert.Equal(rows, IndexRow.FromColumns(columns));
        for (var round = 0; round < 300; round++)
        {
            var key = Key(rows[random.Next(count)], random.Next(1, 4), random);
            var start = rows.Count(row => Compare(row, key) < 0);
            var end = rows.Count(row => Compare(row, key) <= 0);
            var hint = random.Next(3) switch { 0 => 0, 1 => random.Next(start + 1), _ => random.Next(count) };
            var range = columns.Range(key, hint);
            Assert.Equal(end - start, range.End - range.Start);
            Assert.True(start == end || range.Start == start, $"seed {seed}, {range} for {start} to {end}");
            var (from, to) = (random.Next(count), random.Next(count + 1));
            if (from < to)
            {
                Assert.Equal(Math.Clamp(start, from, to), columns.Search(key, after: false, from, to));
                Assert.Equal(Math.Clamp(end, from, to), columns.Search(key, after: true, from, to));
            }

            // The first column is sorted everywhere, the second within a value of the first.
            Assert.Equal(
                Math.Clamp(rows.Count(row => row.C0 < key[0]), from, Math.Max(from, to)),
                columns.Gallop(0, key[0], from, Math.Max(from, to)));
            if (key.Length > 1)
            {
                var (groupStart, groupEnd) = columns.Range(key.AsSpan(0, 1));
                var within = groupStart + rows.Count(row => row.C0 == key[0] && row.C1 < key[1]);
                Assert.Equal(within, columns.Gallop(1, key[1], groupStart, groupEnd));
            }
        }
    }

    [Fact]
    public void ListValuesThatLieFarApart()
    {
        // Ten dates among IRIs: a row holds the number of the date instead of the distance from the earliest one.
        var rows = Enumerable.Range(0, 1024).Select(i => new IndexRow(
            TermId.FromIndex(TermTag.Iri, i),
            i % 2 == 0 ? TermId.FromIndex(TermTag.Iri, i) : TermId.FromPayload(TermTag.Date, (ulong)(i % 10) << 40),
            default, default)).ToArray();
        var columns = IndexRow.ToColumns(rows, 2);
        Assert.Equal(rows, IndexRow.FromColumns(columns));
        Assert.InRange(columns.TotalBytes, 1, 1024 * 3);
    }

    [Fact]
    public void DecodeAnyStretch()
    {
        var random = new Random(21);
        var rows = Rows(random, 4000);
        var columns = IndexRow.ToColumns(rows, 3);
        var target = new TermId[3000];
        for (var round = 0; round < 500; round++)
        {
            var (column, start, length) = (random.Next(3), random.Next(4000), random.Next(3000));
            length = Math.Min(length, 4000 - start);
            columns.Decode(column, start, target.AsSpan(0, length));
            Assert.True(rows.Skip(start).Take(length).Select(row => row[column]).SequenceEqual(target.Take(length)));
        }
    }

    private static IndexRow[] Rows(Random random, int count)
    {
        var subjects = random.Next(1, 400);
        var rows = new HashSet<IndexRow>();
        while (rows.Count < count)
        {
            rows.Add(new(
                TermId.FromIndex(TermTag.Iri, random.Next(subjects)), Value(random), TermId.FromIndex(TermTag.Iri, random.Next(1 << 20)),
                default));
        }

        return [.. rows.Order()];
    }

    private static TermId Value(Random random) => random.Next(9) switch
    {
        0 => TermId.FromIndex(TermTag.BlankNode, random.Next(100)),
        1 or 2 => TermId.FromIndex(TermTag.Iri, random.Next(1 << 16)),
        3 => TermId.FromPayload(TermTag.Date, (ulong)random.Next(40) << 33),
        4 => TermId.FromPayload(TermTag.Decimal, (ulong)random.NextInt64(1L << 59)),
        5 => TermId.FromPayload(TermTag.DateTime, (ulong)random.NextInt64(1L << 30)),
        6 => TermId.FromPayload(TermTag.Boolean, (ulong)random.Next(4)),
        7 => TermId.FromPayload(TermTag.Double, (ulong)random.Next(3) << 57),
        _ => TermId.FromIndex(TermTag.TripleTerm, random.Next(5000)),
    };

    private static TermId[] Key(IndexRow row, int length, Random random)
    {
        TermId[] key = [row.C0, row.C1, row.C2];
        key = key[..length];
        if (random.Next(4) == 0)
        {
            key[^1] = new(key[^1].Bits + (ulong)random.Next(3) - 1);
        }

        return key;
    }

    private static int Compare(in IndexRow row, TermId[] key)
    {
        for (var i = 0; i < key.Length; i++)
        {
            if (row[i] != key[i])
            {
                return row[i].CompareTo(key[i]);
            }
        }

        return 0;
    }
}
