using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

/// <summary>Readers hand quads over while the document comes in, and keep nothing of it. JSON-LD alone holds the document: it has no order.</summary>
[Collection(Alone.Name)]
public sealed class StreamingTests
{
    private const int Wanted = 5000;

    [Theory]
    [InlineData("N-Triples", "", "<http://e/s> <http://e/p> \"some text\" .\n")]
    [InlineData("N-Triples", "", "<http://e/s> <http://e/p> \"some text\" .\r")]
    [InlineData("N-Quads", "", "<http://e/s> <http://e/p> \"some text\" <http://e/g> .\n")]
    [InlineData("Turtle", "PREFIX e: <http://e/>\n", "e:s e:p \"some text\" .\n")]
    [InlineData("Turtle", "PREFIX e: <http://e/>\ne:s e:p 0", " , [ e:q ( 1 2 ) ]")]
    [InlineData("Turtle", "PREFIX e: <http://e/>\ne:s e:p ( ", "\"an item\" ")]
    [InlineData("TriG", "PREFIX e: <http://e/>\ne:g {", "e:s e:p \"some text\" .\n")]
    [InlineData("RDF/XML", "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>", "<e:T r:about='http://e/s'><e:p>some text</e:p></e:T>\n")]
    [InlineData("RDF/XML", "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'><e:T>", "<e:p r:parseType='Collection'><e:T/><e:T/></e:p>")]
    public void HandsQuadsOver_OfADocumentThatNeverEnds(string name, string start, string repeated)
    {
        using var input = new EndlessStream(start, repeated);
        var sink = new CountingSink();

        Assert.Throws<EnoughException>(() => RdfReader.Read(
            input, RdfFormat.All.Single(format => format.Name == name), sink, ct: TestContext.Current.CancellationToken));

        // What was read is what was needed, and a buffer.
        Assert.Equal(Wanted, sink.Count);
        Assert.InRange(input.Given, 1, start.Length + (Wanted * repeated.Length) + (256 * 1024));
    }

    [Fact]
    public void KeepsNothingOfWhatWasRead()
    {
        foreach (var (format, start, repeated) in new[]
        {
            (RdfFormat.NTriples, "", "<http://e/s> <http://e/p> \"some text\" .\n"),
            (RdfFormat.Turtle, "PREFIX e: <http://e/>\n", "[ e:p ( \"some text\" ) ] .\n"),
            (RdfFormat.RdfXml, "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>", "<e:T><e:p>some text \U0001F600</e:p></e:T>\n"),
        })
        {
            // Held would be tens of megabytes: the memory of two points far apart is compared after collection.
            var sink = new CountingSink { Wanted = 400_000 };
            using var input = new EndlessStream(start, repeated);
            Assert.Throws<EnoughException>(() => RdfReader.Read(input, format, sink, ct: TestContext.Current.CancellationToken));
            Assert.InRange(sink.Late - sink.Early, long.MinValue, 8 * 1024 * 1024);
        }
    }

    private sealed class EnoughException : Exception;

    private sealed class CountingSink : QuadSink
    {
        public int Wanted { get; init; } = StreamingTests.Wanted;

        public int Count { get; private set; }

        public long Early { get; private set; }

        public long Late { get; private set; }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
        {
            Count++;
            if (Wanted > StreamingTests.Wanted && Count == StreamingTests.Wanted)
            {
                Early = GC.GetTotalMemory(forceFullCollection: true);
            }

            if (Count == Wanted)
            {
                Late = Wanted > StreamingTests.Wanted ? GC.GetTotalMemory(forceFullCollection: true) : 0;
                throw new EnoughException();
            }
        }
    }

    private sealed class EndlessStream(string start, string repeated) : InputStream
    {
        private readonly byte[] _repeated = Encoding.UTF8.GetBytes(repeated);
        private byte[] _piece = Encoding.UTF8.GetBytes(start);
        private int _at;

        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (_at == _piece.Length)
            {
                (_piece, _at) = (_repeated, 0);
            }

            var given = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsSpan(_at, given).CopyTo(buffer);
            _at += given;
            Given += given;
            return given;
        }
    }
}
