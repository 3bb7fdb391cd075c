using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class RdfXmlWriterTests
{
    private const string Prefixes = "PREFIX e: <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ";

    [Fact]
    public void SharesSubjects_AndDeclaresPrefixesGiven() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                 xmlns:e="http://e/">
          <rdf:Description rdf:about="http://e/s?a&amp;b">
            <rdf:type rdf:resource="http://e/T"/>
            <e:p xml:lang="en">a &lt; b</e:p>
            <e:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</e:p>
            <ns0:q xmlns:ns0="http://f#" rdf:nodeID="_0"/>
          </rdf:Description>
          <rdf:Description rdf:nodeID="_0">
            <e:p rdf:version="1.2" rdf:parseType="Triple"><rdf:Description rdf:about="http://e/s"><e:q></e:q></rdf:Description></e:p>
            <e:p xml:lang="ar" rdf:version="1.2" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" its:dir="rtl">x&#xD;
        y</e:p>
          </rdf:Description>
        </rdf:RDF>

        """,
        Write(
            "<http://e/s?a&b> a e:T ; e:p 'a < b'@en , 1 ; <http://f#q> _:0 . _:0 e:p <<( e:s e:q '' )>> , 'x\\r\\ny'@ar--rtl .",
            new Dictionary<string, string> { ["e"] = "http://e/", ["xmlfoo"] = "http://x/" }));

    [Fact]
    public void WritesRootElement_WhenThereIsNothingElse() => Assert.Equal(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n</rdf:RDF>\n", Write("", null));

    [Theory]
    [InlineData("e:s <http://e/1> 1 .")]
    [InlineData("e:s <http://e/> 1 .")]
    [InlineData("e:s <http://e/a%20> 1 .")]
    [InlineData("e:s <urn:isbn:1> 1 .")]
    [InlineData("e:s rdf:li 1 .")]
    [InlineData("e:s rdf:Description 1 .")]
    [InlineData("e:s rdf:about 1 .")]
    [InlineData("e:s rdf:aboutEach 1 .")]
    [InlineData("e:s rdf:annotation 1 .")]
    [InlineData("e:s e:p '\\u0000' .")]
    [InlineData("e:s e:p '\\uFFFF' .")]
    [InlineData("e:s e:p <http://e/\\uFFFE> .")]
    [InlineData("e:s e:p <<( e:s <http://e/1> 1 )>> .")]
    [InlineData("e:s e:p <<( e:s e:p '\\u000B' )>> .")]
    public void WritesNothingOfQuad_WhenXmlCannotExpressIt(string turtle)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, RdfFormat.RdfXml);
        var dataset = RdfReader.ReadText(Prefixes + turtle, RdfFormat.Turtle);
        Assert.Throws<UnwritableQuadException>(() => dataset.WriteTo(writer));
        Assert.Equal(0, buffer.WrittenCount);

        // The writer is as good as before.
        RdfReader.ReadText(Prefixes + "e:s e:p 1 .", RdfFormat.Turtle).WriteTo(writer);
        writer.Finish();
        Assert.Single(RdfReader.ReadText(Encoding.UTF8.GetString(buffer.WrittenSpan), RdfFormat.RdfXml));
    }

    [Fact]
    public void RefusesGraphNames()
    {
        using var writer = RdfWriter.Create(new ArrayBufferWriter<byte>(), RdfFormat.RdfXml);
        var iri = new Iri("http://e/a");
        Assert.Throws<UnwritableQuadException>(() => writer.Write(new Quad(iri, iri, iri, iri)));
    }

    private static string Write(string turtle, Dictionary<string, string>? prefixes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(buffer, RdfFormat.RdfXml, prefixes);
        foreach (var quad in RdfReader.ReadText(Prefixes + turtle, RdfFormat.Turtle))
        {
            writer.Write(quad);
        }

        writer.Finish();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
