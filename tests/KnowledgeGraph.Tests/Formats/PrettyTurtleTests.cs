using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class PrettyTurtleTests
{
    [Fact]
    public void NestsWhatIsUsedOnce_AndDeclaresOnlyWhatIsUsed() => Assert.Equal(
        """
        PREFIX : <http://e/>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

        :s a :T ;
            rdfs:label "label"@en , "подпись"@ru ;
            :list ( 1 2.5 1e0 true [ :deep () ] ) ;
            :node [ a :N ; :on "2006-05-01"^^xsd:date ] ;
            :empty [] .

        :t :p :s .

        """,
        Pretty("""
            PREFIX : <http://e/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            :s rdfs:label "label"@en , "подпись"@ru . :t :p :s . :s a :T .
            :s :list ( 1 2.5 1e0 true [ :deep () ] ) ; :node [ :on "2006-05-01"^^<http://www.w3.org/2001/XMLSchema#date> ; a :N ] ; :empty [] .
            """));

    [Fact]
    public void BreaksLinesThatAreTooLong() => Assert.Equal(
        """
        PREFIX : <http://e/>

        :s :p "a text of some length that will not fit on a line together with the next one" ,
                "a text of some length that will not fit on a line together with the next one, nor with the brackets after it" ,
                [
                    :q "a text of some length that will not fit on a line together with the next one, nor with the brackets after it" ;
                    :r 1
                ] ;
            :list (
                "a text of some length that will not fit on a line together with the next one"
                [ :q "a text of some length that will not fit on a line together with the next one" ]
            ) .

        """,
        Pretty("""
            PREFIX : <http://e/>
            :s :p "a text of some length that will not fit on a line together with the next one" ,
                "a text of some length that will not fit on a line together with the next one, nor with the brackets after it" ,
                [ :q "a text of some length that will not fit on a line together with the next one, nor with the brackets after it" ; :r 1 ] ;
              :list ("a text of some length that will not fit on a line together with the next one"
                     [ :q "a text of some length that will not fit on a line together with the next one" ]) .
            """));

    [Fact]
    public void WritesReifiersOfAssertedTriplesAsAnnotations() => Assert.Equal(
        """
        PREFIX : <http://e/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        :a :p :b {| :source :x |} ~ :claim {| :certainty 0.9 |} ~ :other ;
            :q :c .

        :many rdf:reifies <<( :a :p :b )>> , <<( :a :q :c )>> .
        :denied rdf:reifies <<( :a :p :z )>> ;
            :polarity :no .

        """,
        Pretty("""
            PREFIX : <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            :a :p :b ~ :claim {| :certainty 0.9 |} ~ :other .
            :a :p :b {| :source :x |} ; :q :c .
            :many rdf:reifies <<( :a :p :b )>> , <<( :a :q :c )>> .
            :denied rdf:reifies <<( :a :p :z )>> ; :polarity :no .
            """));

    [Fact]
    public void KeepsLabels_WhereTheyAreNeeded() => Assert.Equal(
        """
        PREFIX : <http://e/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        :s :shared _:a , _:b .
        :t :shared _:a ;
            :term <<( :s :p _:b )>> .

        _:c :p [ :q _:c ] .
        [] :root 1 .
        ( 1 ) :extra true .
        :broken :list [ rdf:first 1 , 2 ; rdf:rest () ] .

        """,
        Pretty("""
            PREFIX : <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            :s :shared _:a , _:b . :t :shared _:a ; :term <<( :s :p _:b )>> .
            _:c :p _:d . _:d :q _:c . [] :root 1 . ( 1 ) :extra true . :broken :list [ rdf:first 1 , 2 ; rdf:rest () ] .
            """));

    [Fact]
    public void WritesGraphsInOnePiece_TheDefaultGraphFirst() => Assert.Equal(
        """
        PREFIX : <http://e/>

        :s :p 0 , 3 .
        GRAPH :g {
            :s :p 1 , 2 .
        }
        GRAPH _:h {
            _:h :p [] .
        }

        """,
        Pretty("PREFIX : <http://e/> :g { :s :p 1 } :s :p 0 . :g { :s :p 2 } _:h { _:h :p [] } :s :p 3 .", RdfFormat.TriG));

    [Fact]
    public void WritesTheSameBytes_InWhateverOrderTheQuadsCome_WhenOrdered()
    {
        var quads = RdfReader.ReadText(
            """
            PREFIX : <http://e/>
            :b a :T ; :p 2, 1, "x"@en, "x" , [ :q 1 ] , ( 1 2 ) . :a :p :b ~ :r {| :s 1 |} . :g { :a :p :b } :f { :a :p :b }
            """,
            RdfFormat.TriG).ToList();
        var random = new Random(1);
        var texts = Enumerable.Range(0, 50)
            .Select(_ => Write(quads.OrderBy(_ => random.Next()), RdfFormat.TriG, new RdfWriterOptions { Layout = RdfLayout.Pretty, Ordered = true }))
            .Distinct();
        Assert.Single(texts);
    }

    [Fact]
    public void PutsGivenPrefixesFirst_AndWellKnownOnesUnlessTheyAreTaken()
    {
        var quad = new Quad(
            new Iri("http://e/s"), new Iri("http://www.w3.org/2000/01/rdf-schema#seeAlso"), new Iri("http://www.w3.org/2002/07/owl#Thing"), null);
        Assert.Equal(
            """
            PREFIX owl: <http://e/>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

            owl:s rdfs:seeAlso <http://www.w3.org/2002/07/owl#Thing> .

            """,
            Write([quad], RdfFormat.Turtle, new RdfWriterOptions
            {
                Layout = RdfLayout.Pretty,
                Prefixes = new Dictionary<string, string> { ["unused"] = "http://unused/", ["owl"] = "http://e/" },
            }));
    }

    [Fact]
    public void StreamsWhatIsTooLongToHold_WithNothingLost()
    {
        var quads = Enumerable.Range(0, 30).Select(i => new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal($"{i}"), null)).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, RdfFormat.Turtle, new RdfWriterOptions { Layout = RdfLayout.Pretty, MaxHeldQuads = 10 });
        for (var i = 0; i < quads.Count; i++)
        {
            Assert.Equal(i > 10, buffer.WrittenCount > 0);
            writer.Write(quads[i]);
        }

        writer.Finish();
        Assert.Equal(quads, RdfReader.ReadText(Encoding.UTF8.GetString(buffer.WrittenSpan), RdfFormat.Turtle));
    }

    [Fact]
    public void NothingIsWrittenOfAGraphThatTheFormatCannotExpress()
    {
        var fine = new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("1"), null);
        (RdfFormat Format, Quad Quad)[] cases =
        [
            (RdfFormat.Turtle, fine with { Graph = new Iri("http://e/g") }),
            (RdfFormat.RdfXml, fine with { Graph = new Iri("http://e/g") }),
            (RdfFormat.RdfXml, fine with { Predicate = new Iri("http://e/ns#1") }),
            (RdfFormat.RdfXml, fine with { Object = new Literal("\u0001") }),
            (RdfFormat.JsonLd, fine with { Object = new TripleTerm(fine.Subject, fine.Predicate, fine.Object) }),
        ];
        foreach (var (format, quad) in cases)
        {
            var buffer = new ArrayBufferWriter<byte>();
            var writer = RdfWriter.Create(buffer, format, new RdfWriterOptions { Layout = RdfLayout.Pretty });
            for (var i = 0; i < 10_000; i++)
            {
                writer.Write(fine with { Subject = new Iri($"http://e/{i}") });
            }

            Assert.Same(format, Assert.Throws<UnwritableQuadException>(() => writer.Write(quad)).Format);
            Assert.Equal(0, buffer.WrittenCount);
        }
    }

    private static string Pretty(string text, RdfFormat? format = null)
    {
        var dataset = RdfReader.ReadText(text, format ?? RdfFormat.Turtle);
        var written = Write(dataset, format ?? RdfFormat.Turtle, new RdfWriterOptions
        {
            Layout = RdfLayout.Pretty,
            Prefixes = new Dictionary<string, string> { [""] = "http://e/" },
        });
        Assert.True(Isomorphism.AreIsomorphic(dataset, RdfReader.ReadText(written, format ?? RdfFormat.Turtle)), written);
        return written;
    }

    private static string Write(IEnumerable<Quad> quads, RdfFormat format, RdfWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, format, options);
        new Dataset(quads).WriteTo(writer);
        writer.Finish();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
