using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

/// <summary>Rows of runs, plain and compressed, against a list.</summary>
public class RunRowsTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 3, true)]
    [InlineData(3, 64, true)]
    [InlineData(4, 3000, true)]
    [InlineData(5, 3, false)]
    [InlineData(6, 3000, false)]
    public void AgreeWithTheirRows(int seed, int count, bool arePlain)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, count).Select(_ => Row(random)).Distinct().Order().ToArray();
        var run = RunRows.Of(rows, 3, arePlain ? int.MaxValue : 0);
        Assert.Equal(!arePlain, run.IsPacked);
        Assert.Equal(rows.Length, run.RowCount);
        Assert.Equal(rows, run.ToArray());
        for (var round = 0; round < 500; round++)
        {
            var sought = random.Next(2) == 0 ? rows[random.Next(rows.Length)] : Row(random);
            TermId[] key = [sought.C0, sought.C1, sought.C2];
            key = key[..random.Next(1, 4)];
            var start = rows.Count(row => Compare(row, key) < 0);
            var end = rows.Count(row => Compare(row, key) <= 0);
            var range = run.Range(key, random.Next(2) == 0 ? 0 : random.Next(rows.Length));
            Assert.Equal(end - start, range.End - range.Start);
            if (start < end)
            {
                Assert.Equal(start, range.Start);
                Assert.Equal(rows[start], run.Read(start, key));
            }

            var (from, to) = (random.Next(rows.Length), random.Next(rows.Length + 1));
            to = Math.Max(from, to);
            Assert.Equal(Math.Clamp(rows.Count(row => row.C0 < key[0]), from, to), run.Gallop(0, key[0], from, to));
        }
    }

    [Fact]
    public void AreCompressed_WhenTheyAreMany()
    {
        var rows = Enumerable.Range(0, RunRows.MaxPlainRows + 1).Select(i => new IndexRow(Iri(i), Iri(i), Iri(i), default)).ToArray();
        Assert.True(RunRows.Of(rows, 3).IsPacked);
        Assert.False(RunRows.Of(rows[1..], 3).IsPacked);
        Assert.InRange(RunRows.Of(rows, 3).TotalBytes, 1, RunRows.Of(rows[1..], 3).TotalBytes / 3);
    }

    [Fact]
    public void MergeWhatFollows_PlainIntoCompressed()
    {
        var rows = Enumerable.Range(0, RunRows.MaxPlainRows + 10).Select(i => new QuadRow(Iri(i * 2), Iri(1), Iri(i), default)).ToList();
        var many = SortedRun.Create(IndexOrder.Spo, 3, rows, []);
        var other = new QuadRow(Iri(7), Iri(1), Iri(7), default);
        var few = SortedRun.Create(IndexOrder.Spo, 3, [other], [rows[5], rows[9]]);
        var merged = SortedRun.Merge(many, few, 3);
        Assert.True(many.Added.IsPacked && merged.Added.IsPacked);
        Assert.Equal(0, merged.Removed.RowCount);
        var expected = rows.Except([rows[5], rows[9]]).Append(other).Select(quad => quad.In(IndexOrder.Spo, 3)).Order();
        Assert.Equal(expected, merged.Added.ToArray());
    }

    private static TermId Iri(int index) => TermId.FromIndex(TermTag.Iri, index);

    private static IndexRow Row(Random random) => new(Iri(random.Next(12)), Iri(random.Next(12)), Iri(random.Next(40)), default);

    private static int Compare(IndexRow row, TermId[] key)
    {
        for (var column = 0; column < key.Length; column++)
        {
            if (row[column] != key[column])
            {
                return row[column].CompareTo(key[column]);
            }
        }

        return 0;
    }
}
