using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Reading lines on several threads is reading them one after another: the same quads, errors and positions.</summary>
public sealed class BlockReadingTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ReadsTheSameQuads_WhateverTheBlocks(int seed)
    {
        var random = new Random(seed);
        var document = LineDocuments.Generate(random, random.Next(1, 200), mistakes: 0);
        var expected = Serial(document, lenient: false);
        Assert.Null(expected.Error);
        foreach (var blockBytes in new[] { 1, 7, 100, 1000, 1 << 20 })
        {
            AssertSame(expected, InBlocks(document, blockBytes, lenient: false), $"seed {seed}, blocks of {blockBytes}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FindsTheFirstMistake_WhateverTheBlocks(int seed)
    {
        var random = new Random(seed);
        var document = LineDocuments.Generate(random, random.Next(20, 200), mistakes: 5);
        var expected = Serial(document, lenient: false);
        foreach (var blockBytes in new[] { 1, 100, 1000, 1 << 20 })
        {
            Assert.Equal(expected.Error, InBlocks(document, blockBytes, lenient: false).Error);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SkipsTheSameLines_WhenLenient(int seed)
    {
        var random = new Random(seed);
        var document = LineDocuments.Generate(random, random.Next(20, 200), mistakes: 10);
        var expected = Serial(document, lenient: true);
        foreach (var blockBytes in new[] { 1, 100, 1000, 1 << 20 })
        {
            AssertSame(expected, InBlocks(document, blockBytes, lenient: true), $"seed {seed}, blocks of {blockBytes}");
        }
    }

    [Fact]
    public void ThrowsWhatTheSinkThrows()
    {
        using var input = new MemoryStream(LineDocuments.Generate(new Random(1), 300, mistakes: 0));
        Assert.Throws<TimeZoneNotFoundException>(() => RdfReader.ReadBlocks(
            input, RdfFormat.NQuads, () => new FailingSink(), blockBytes: 100, ct: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Stops_WhenCancelled()
    {
        using var input = new MemoryStream(LineDocuments.Generate(new Random(1), 300, mistakes: 0));
        Assert.Throws<OperationCanceledException>(() => RdfReader.ReadBlocks(
            input, RdfFormat.NQuads, () => new RecordingSink([]), blockBytes: 100, ct: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void RefusesFormatsWithoutLines() => Assert.Throws<ArgumentException>(() => RdfReader.ReadBlocks(
        Stream.Null, RdfFormat.Turtle, () => new FailingSink(), ct: TestContext.Current.CancellationToken));

    private static void AssertSame(Reading expected, Reading found, string which)
    {
        Assert.True(expected.Error == found.Error, $"{which}: {found.Error}");
        Assert.True(expected.Quads.SequenceEqual(found.Quads), $"{which}: other quads");
        Assert.Equal(expected.Skipped, found.Skipped);
    }

    private static Reading Serial(byte[] document, bool lenient)
    {
        var blocks = new SortedDictionary<long, List<string>>();
        var sink = new RecordingSink(blocks);
        sink.BeginBlock(0);
        return Read(lenient, blocks, options => RdfReader.Read(new MemoryStream(document), RdfFormat.NQuads, sink, options));
    }

    private static Reading InBlocks(byte[] document, int blockBytes, bool lenient)
    {
        var blocks = new SortedDictionary<long, List<string>>();
        return Read(lenient, blocks, options => RdfReader.ReadBlocks(
            new PiecewiseStream(document, () => 313), RdfFormat.NQuads, () => new RecordingSink(blocks), options, blockBytes));
    }

    private static Reading Read(bool lenient, SortedDictionary<long, List<string>> blocks, Action<RdfReaderOptions> read)
    {
        var skipped = new List<string>();
        string? message = null;
        try
        {
            read(new RdfReaderOptions { SourceName = "doc", Lenient = lenient, OnSkipped = error => skipped.Add(error.Message) });
        }
        catch (RdfSyntaxException e)
        {
            message = e.Message;
        }

        return new([.. blocks.Values.SelectMany(block => block)], skipped, message);
    }

    private sealed record Reading(string[] Quads, List<string> Skipped, string? Error);

    /// <summary>Keeps the quads of each block.</summary>
    private sealed class RecordingSink(SortedDictionary<long, List<string>> blocks) : BlockSink
    {
        private readonly StringBuilder _text = new();
        private List<string> _quads = [];

        public override void BeginBlock(long block)
        {
            _quads = [];
            lock (blocks)
            {
                blocks.Add(block, _quads);
            }
        }

        public override void EndBlock()
        {
        }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
        {
            _text.Clear().Append(subject.ToTerm()).Append(' ').Append(predicate.ToTerm()).Append(' ').Append(@object.ToTerm());
            _quads.Add(_text.Append(' ').Append(graph.IsNone ? "" : graph.ToTerm().ToString()).ToString());
        }
    }

    private sealed class FailingSink : BlockSink
    {
        public override void BeginBlock(long block)
        {
        }

        public override void EndBlock()
        {
        }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) =>
            throw new TimeZoneNotFoundException();
    }
}
