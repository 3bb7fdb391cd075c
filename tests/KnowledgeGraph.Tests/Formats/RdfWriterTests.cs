using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class RdfWriterTests
{
    private static readonly Dictionary<string, string> s_prefixes = new() { ["e"] = "http://e/", ["n"] = "http://e/ns#" };

    [Fact]
    public void TurtleSharesSubjectsAndPredicates() => Assert.Equal(
        """
        PREFIX e: <http://e/>
        PREFIX n: <http://e/ns#>

        e:s a n:T ;
            e:p 1 ,
                "x"@en ,
                <http://e/a/b> ;
            e:q true .
        e:t e:p <<( e:s a n:T )>> .

        """,
        Write(
            RdfFormat.Turtle,
            "PREFIX e: <http://e/> e:s a <http://e/ns#T> ; e:p 1, \"x\"@en , <http://e/a/b> ; e:q true . e:t e:p <<( e:s a <http://e/ns#T> )>> ."));

    [Fact]
    public void TriGSharesGraphs() => Assert.Equal(
        """
        PREFIX e: <http://e/>
        PREFIX n: <http://e/ns#>

        e:s e:p 0 .
        GRAPH e:g {
            e:s e:p 1 ,
                    2 .
            e:t e:p 3 .
        }
        GRAPH _:h {
            e:t e:p 3 .
        }
        e:t e:p 3 .

        """,
        Write(RdfFormat.TriG, "PREFIX e: <http://e/> e:s e:p 0 . e:g { e:s e:p 1, 2 . e:t e:p 3 } _:h { e:t e:p 3 } e:t e:p 3 ."));

    [Fact]
    public void NQuadsAreCanonical() => Assert.Equal(
        "<http://e/s> <http://e/p> \"a\\\"\\\\\\n\\t\\u0000é\" <http://e/g> .\n",
        Write(RdfFormat.NQuads, "<http://e/g> { <http://e/s> <http://e/p> 'a\"\\\\\\n\\t\\u0000\\u00E9' }"));

    [Theory]
    [InlineData("01", true)]
    [InlineData("+1", true)]
    [InlineData("1.0", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    public void WritesIntegerInShortForm_OnlyWhereExact(string lexical, bool isShort)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, RdfFormat.Turtle);
        writer.Write(new Quad(new Iri("a:s"), new Iri("a:p"), new Literal(lexical, new Iri("http://www.w3.org/2001/XMLSchema#integer")), null));
        writer.Finish();
        Assert.Equal(!isShort, Encoding.UTF8.GetString(buffer.WrittenSpan).Contains('"', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("N-Triples")]
    [InlineData("Turtle")]
    public void WritesNothingOfQuad_WhenFormatHasNoGraphNames(string name) =>
        AssertRefused(name, new Quad(new Iri("a:s"), new Iri("a:p"), new Literal("x"), new Iri("a:g")));

    public static TheoryData<Quad> Unwritable => new(
        new Quad(new Iri("a b:c"), new Iri("a:p"), new Literal("x"), null),
        new Quad(new Iri("relative"), new Iri("a:p"), new Literal("x"), null),
        new Quad(new Iri("a:s"), new Iri("a:<p>"), new Literal("x"), null),
        new Quad(new Literal("s"), new Iri("a:p"), new Literal("x"), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new Literal("x", "not a tag"), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new Literal("x", new Iri("")), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new BlankNode("a b"), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new BlankNode("dot."), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new TripleTerm(new Literal("s"), new Iri("a:p"), new Literal("x")), null),
        new Quad(new Iri("a:s"), new Iri("a:p"), new Literal("x"), new Literal("g")));

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void WritesNothingOfQuad_WhenTermHasNoSyntax(Quad quad)
    {
        foreach (var format in RdfFormat.All)
        {
            AssertRefused(format.Name, quad);
        }
    }

    [Fact]
    public void RefusesPrefixThatIsNone() => Assert.Throws<ArgumentException>(
        () => RdfWriter.Create(new ArrayBufferWriter<byte>(), RdfFormat.Turtle, new Dictionary<string, string> { ["1"] = "http://e/" }));

    [Fact]
    public void TakesPrefixesFromReader()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var input = new MemoryStream("PREFIX e: <http://e/> e:s e:p e:o . PREFIX e: <http://f/> e:s e:p e:o ."u8.ToArray());
        using var writer = RdfWriter.Create(buffer, RdfFormat.Turtle);
        RdfReader.Read(input, RdfFormat.Turtle, writer, ct: TestContext.Current.CancellationToken);
        writer.Finish();
        Assert.Equal("PREFIX e: <http://e/>\n\ne:s e:p e:o .\nPREFIX e: <http://f/>\n\ne:s e:p e:o .\n", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void AssertRefused(string format, Quad quad)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, RdfFormat.All.Single(f => f.Name == format));
        Assert.ThrowsAny<ArgumentException>(() => writer.Write(quad));
        Assert.Equal(0, buffer.WrittenCount);
    }

    private static string Write(RdfFormat format, string trig)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, format, s_prefixes);
        RdfReader.ReadText(trig, RdfFormat.TriG).WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
