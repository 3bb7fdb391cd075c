using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class NTriplesReaderTests
{
    [Fact]
    public void DoesNotAllocatePerTriple()
    {
        var few = Lines(2_000);
        var many = Lines(20_000);
        Allocated(many);
        Assert.Equal(Allocated(few), Allocated(many));
    }

    [Fact]
    public void ToleratesByteOrderMarkAndLinesWithoutStatements() =>
        Assert.Single(RdfReader.ReadText("\uFEFF# c\r\n\r\n \t\n<a:s> <a:p> <a:o> . # c", RdfFormat.NTriples));

    [Fact]
    public void EndsLinesAtCarriageReturn() =>
        Assert.Equal(2, RdfReader.ReadText("<a:s> <a:p> <a:o> .\r# c\r<a:s> <a:p> <a:x> .\r", RdfFormat.NTriples).Count);

    [Fact]
    public void KeepsWrittenLabelsApartFromGeneratedOnes() =>
        Assert.Equal(
            ["_:anon-anon0", "_:b"],
            RdfReader.ReadText("_:anon0 <a:p> _:b .", RdfFormat.NTriples).SelectMany(quad => new[] { quad.Subject, quad.Object })
                .Select(term => term.ToString()));

    [Fact]
    public void StopsWhenCancelled()
    {
        using var input = new MemoryStream(Lines(1));
        Assert.Throws<OperationCanceledException>(
            () => RdfReader.Read(input, RdfFormat.NTriples, new DatasetSink(), ct: new CancellationToken(canceled: true)));
    }

    private static byte[] Lines(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append("<http://e/s").Append(i).Append("> <http://e/p> ").Append((i % 5) switch
            {
                0 => "\"plain\"",
                1 => "\"escaped \\t \\u00E9\"@en-GB--ltr",
                2 => "\"5\"^^<http://www.w3.org/2001/XMLSchema#integer>",
                3 => "<<( _:b <http://e/p> \"x\" )>>",
                _ => "_:anon1",
            }).Append(" .\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static long Allocated(byte[] document)
    {
        using var input = new MemoryStream(document);
        var sink = new CountingSink();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RdfReader.Read(input, RdfFormat.NTriples, sink);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(document.Count(b => b == '\n'), sink.Count);
        return allocated;
    }

    private sealed class CountingSink : QuadSink
    {
        public int Count { get; private set; }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) => Count++;
    }
}
