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
