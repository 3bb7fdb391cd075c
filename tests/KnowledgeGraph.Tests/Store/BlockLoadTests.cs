using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using KnowledgeGraph.Tests.Formats;

namespace KnowledgeGraph.Tests.Store;

/// <summary>A store loaded by several threads is the store that one thread loads, ids, blank nodes and spelling included.</summary>
public sealed class BlockLoadTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BuildsTheSameStore_WhateverTheBlocks(int seed)
    {
        var random = new Random(seed);
        byte[][] documents = [Document(random), Document(random), Document(random)];
        var expected = Load(documents, (builder, input) => RdfReader.Read(input, RdfFormat.NQuads, builder));
        foreach (var blockBytes in new[] { 1, 200, 3000, 1 << 20 })
        {
            var found = Load(documents, (builder, input) => builder.TakeBlocks(
                newSink => RdfReader.ReadBlocks(input, RdfFormat.NQuads, newSink, blockBytes: blockBytes)));
            AssertSame(expected, found);
        }
    }

    [Fact]
    public void BuildsTheSameStore_WhenThereIsMuch()
    {
        var random = new Random(7);
        byte[][] documents = [LineDocuments.Generate(random, 60_000, mistakes: 0)];
        var expected = Load(documents, (builder, input) => RdfReader.Read(input, RdfFormat.NQuads, builder));
        var found = Load(documents, (builder, input) => builder.TakeBlocks(
            newSink => RdfReader.ReadBlocks(input, RdfFormat.NQuads, newSink, blockBytes: 1 << 16)));
        AssertSame(expected, found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(20_000)]
    public void BuildsTheSameStore_WhenNumberedOnAnotherThread(int lines)
    {
        var random = new Random(lines);
        byte[][] documents = [LineDocuments.Generate(random, lines, mistakes: 0), LineDocuments.Generate(random, lines, mistakes: 0)];
        var expected = Load(documents, (builder, input) => RdfReader.Read(input, RdfFormat.NQuads, builder));
        var found = Load(documents, (builder, input) => builder.TakeAhead(sink => RdfReader.Read(input, RdfFormat.NQuads, sink)));
        AssertSame(expected, found);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    public void ThrowsWhatTheReaderThrows_WhenNumberedOnAnotherThread(int lines)
    {
        using var input = new MemoryStream([.. LineDocuments.Generate(new Random(3), lines, mistakes: 0), .. "\nnonsense"u8]);
        Assert.Throws<RdfSyntaxException>(() => new StoreBuilder().TakeAhead(sink => RdfReader.Read(input, RdfFormat.NQuads, sink)));
    }

    [Fact]
    public void CountsQuads_WhereverTheyAreNumbered()
    {
        var reported = new List<long>();
        var builder = new StoreBuilder(new Reports(reported));
        var document = LineDocuments.Generate(new Random(3), 100_000, mistakes: 0);
        var serial = new StoreBuilder();
        RdfReader.Read(new MemoryStream(document), RdfFormat.NQuads, serial, ct: TestContext.Current.CancellationToken);
        builder.TakeAhead(sink => RdfReader.Read(new MemoryStream(document), RdfFormat.NQuads, sink));
        Assert.Equal(serial.QuadsRead, builder.QuadsRead);
        builder.TakeBlocks(newSink => RdfReader.ReadBlocks(new MemoryStream(document), RdfFormat.NQuads, newSink));
        Assert.Equal(2 * serial.QuadsRead, builder.QuadsRead);
        Assert.Equal(2 * serial.QuadsRead / 65_536, reported.Count);
        Assert.Equal(reported.Order(), reported);
    }

    [Fact]
    public void KeepsTheFirstSpelling_WhenDocumentsAreReadDifferently()
    {
        var builder = new StoreBuilder();
        foreach (var tag in (string[])["En", "EN", "en"])
        {
            builder.BeginDocument();
            using var input = new MemoryStream([.. "<a:s> <a:p> \"x\"@"u8, .. System.Text.Encoding.ASCII.GetBytes(tag), .. " .\n"u8]);
            if (tag == "EN")
            {
                RdfReader.Read(input, RdfFormat.NTriples, builder, ct: TestContext.Current.CancellationToken);
            }
            else
            {
                builder.TakeBlocks(newSink => RdfReader.ReadBlocks(input, RdfFormat.NTriples, newSink));
            }
        }

        var store = builder.Build(TestContext.Current.CancellationToken);
        Assert.Equal(3, builder.QuadsRead);
        Assert.Equal(new Literal("x", "En"), store.Terms.ToTerm(Assert.Single(store.Scan(IndexOrder.Osp, default).Rows())[0]));
        Assert.Contains("@En", store.Terms.ToTerm(store.Scan(IndexOrder.Osp, default).Rows()[0][0]).ToString(), StringComparison.Ordinal);
    }

    private sealed class Reports(List<long> quads) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => quads.Add(value.Done);
    }

    private static byte[] Document(Random random) => LineDocuments.Generate(random, random.Next(1, 400), mistakes: 0);

    private static Snapshot Load(byte[][] documents, Action<StoreBuilder, Stream> read)
    {
        var builder = new StoreBuilder();
        foreach (var document in documents)
        {
            builder.BeginDocument();
            using var input = new MemoryStream(document);
            read(builder, input);
        }

        return builder.Build();
    }

    private static void AssertSame(Snapshot expected, Snapshot found)
    {
        Assert.Equal(expected.Terms.BlankNodeCount, found.Terms.BlankNodeCount);
        Assert.Equal(expected.NamedGraphs, found.NamedGraphs);
        foreach (var order in Enum.GetValues<IndexOrder>())
        {
            Assert.True(Ids(expected, order).SequenceEqual(Ids(found, order)), $"other rows in {order}");
        }

        foreach (var id in Ids(expected, IndexOrder.Spo).Concat(Ids(expected, IndexOrder.Spog)).Distinct())
        {
            Assert.Equal(expected.Terms.ToTerm(id).ToString(), found.Terms.ToTerm(id).ToString());
        }
    }

    private static IEnumerable<TermId> Ids(Snapshot snapshot, IndexOrder order) =>
        snapshot.Scan(order, default).Rows().SelectMany(row => row);
}
