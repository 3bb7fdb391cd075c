using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class RdfXmlReaderTests
{
    [Theory]
    [InlineData("<e:T/>", "_:a a e:T .")]
    [InlineData("<e:T rdf:about='#x' e:p='v' rdf:type='t'/>", "</doc#x> a e:T , </t> ; e:p 'v' .")]
    [InlineData("<rdf:Description about='s' e:p='v'/>", "</s> e:p 'v' .")]
    [InlineData("<rdf:Seq><rdf:li>a</rdf:li><rdf:_9>x</rdf:_9><rdf:li rdf:resource='b'/></rdf:Seq>", "[] a rdf:Seq ; rdf:_1 'a' ; rdf:_9 'x' ; rdf:_2 </b> .")]
    [InlineData("<rdf:Description><e:p rdf:parseType='Collection'><e:A/><e:B/></e:p></rdf:Description>", "[] e:p ( [ a e:A ] [ a e:B ] ) .")]
    [InlineData("<rdf:Description><e:p rdf:parseType='Collection'> </e:p></rdf:Description>", "[] e:p () .")]
    [InlineData("<rdf:Description><e:p rdf:parseType='Resource'><e:q>1</e:q></e:p></rdf:Description>", "[] e:p [ e:q '1' ] .")]
    [InlineData("<rdf:Description><e:p rdf:parseType='Resource'/></rdf:Description>", "[] e:p [] .")]
    [InlineData("<rdf:Description><e:p> <![CDATA[<&]]>&#x41;\n</e:p></rdf:Description>", "[] e:p ' <&A\\n' .")]
    [InlineData("<rdf:Description><e:p><!-- c -->  <e:T/> <?pi x?></e:p></rdf:Description>", "[] e:p [ a e:T ] .")]
    [InlineData("<rdf:Description><e:p>a<!-- c -->b<?pi?>c</e:p></rdf:Description>", "[] e:p 'abc' .")]
    [InlineData("<rdf:Description xml:lang='kk'><e:p>a</e:p><e:p xml:lang=''>b</e:p><e:p rdf:datatype='d'>c</e:p></rdf:Description>", "[] e:p 'a'@kk , 'b' , 'c'^^</d> .")]
    [InlineData("<rdf:Description xml:lang='ar' xmlns:its='http://www.w3.org/2005/11/its' its:dir='rtl' rdf:version='1.2'><e:p>a</e:p></rdf:Description>", "[] e:p 'a'@ar--rtl .")]
    [InlineData("<rdf:Description rdf:nodeID='x'><e:p rdf:nodeID='x'/><e:p rdf:nodeID='x.'/></rdf:Description>", "_:x e:p _:x , _:y .")]
    [InlineData("<rdf:Description rdf:about=''><e:p rdf:ID='i' rdf:resource='../o'/></rdf:Description>", "</doc> e:p </o> . </doc#i> a rdf:Statement ; rdf:subject </doc> ; rdf:predicate e:p ; rdf:object </o> .")]
    [InlineData("<rdf:Description rdf:about='s'><e:p rdf:annotation='r'>v</e:p></rdf:Description>", "</s> e:p 'v' ~ </r> .")]
    [InlineData("<rdf:Description xml:base='http://f/x/y#z' rdf:about=''><e:p xml:base='q/' rdf:resource='w'/></rdf:Description>", "<http://f/x/y> e:p <http://f/x/q/w> .")]
    [InlineData("<rdf:Description rdf:about='http://f/a/../b' e:p='1'/>", "<http://f/a/../b> e:p '1' .")]
    [InlineData("<rdf:Description xml:space='preserve' xmlish='1' e:p='1'/>", "[] e:p '1' .")]
    [InlineData("<rdf:Description rdf:version='1.2'><e:p rdf:parseType='Triple'><e:T rdf:about='s'/></e:p></rdf:Description>", "[] e:p <<( </s> a e:T )>> .")]
    [InlineData("<rdf:Description rdf:version='1.1'><e:p rdf:parseType='Triple'><e:T rdf:about='s'/></e:p><e:q/></rdf:Description>", "[] e:q '' .")]
    public void Reads(string rdfXml, string turtle)
    {
        var actual = Read(rdfXml.Replace('\'', '"'));
        var expected = RdfReader.ReadText(
            "BASE <http://e/doc> PREFIX e: <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + turtle, RdfFormat.Turtle);
        Assert.True(Isomorphism.AreIsomorphic(expected, actual), string.Join('\n', actual));
    }

    [Theory]
    [InlineData("<a b='1' a='&lt;&#9;'/>", "<a a=\"&lt;&#x9;\" b=\"1\"></a>")]
    [InlineData("x &lt; y &gt; z&#13;<!-- c --><?pi  d?><?q?>", "x &lt; y &gt; z&#xD;<!-- c --><?pi d?><?q?>")]
    [InlineData("<e:a><e:b/><c/></e:a>", "<e:a xmlns:e=\"http://e/\"><e:b></e:b><c></c></e:a>")]
    [InlineData("<a><e:b/><e:c/></a>", "<a><e:b xmlns:e=\"http://e/\"></e:b><e:c xmlns:e=\"http://e/\"></e:c></a>")]
    [InlineData("<a xmlns='u:x'><b xmlns=''/></a>", "<a xmlns=\"u:x\"><b xmlns=\"\"></b></a>")]
    [InlineData("<e:a xmlns:e='u:x'><e:b xmlns:e='u:y' e:c='1' xml:lang='en'/></e:a>", "<e:a xmlns:e=\"u:x\"><e:b xmlns:e=\"u:y\" xml:lang=\"en\" e:c=\"1\"></e:b></e:a>")]
    [InlineData("<a xmlns:y='u:1' xmlns:x='u:2' x:b='' y:b='' b=''/>", "<a xmlns:x=\"u:2\" xmlns:y=\"u:1\" b=\"\" y:b=\"\" x:b=\"\"></a>")]
    [InlineData("<![CDATA[<&]]>", "&lt;&amp;")]
    public void WritesXmlLiteralInExclusiveCanonicalForm(string content, string expected)
    {
        var quad = Assert.Single(Read($"<rdf:Description><e:p rdf:parseType=\"Literal\">{content}</e:p></rdf:Description>"));
        Assert.Equal(new Literal(expected, new Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral")), quad.Object);
    }

    [Fact]
    public void ReadsAnyEncodingThatXmlDeclares()
    {
        const string Text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><r:Description r:value=\"é\U0001F600\"/></r:RDF>";
        foreach (var encoding in new Encoding[] { new UnicodeEncoding(bigEndian: true, byteOrderMark: true), Encoding.Unicode, new UTF8Encoding(true) })
        {
            var text = encoding is UTF8Encoding ? Text.Replace("utf-16", "utf-8", StringComparison.Ordinal) : Text;
            using var input = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            var sink = new DatasetSink();
            RdfReader.Read(input, RdfFormat.RdfXml, sink, ct: TestContext.Current.CancellationToken);
            Assert.Equal(new Literal("é\U0001F600"), Assert.Single(sink.Dataset).Object);
        }
    }

    [Fact]
    public void PassesPrefixesOn()
    {
        var sink = new DatasetSink();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Document("")));
        RdfReader.Read(input, RdfFormat.RdfXml, sink, ct: TestContext.Current.CancellationToken);
        Assert.Equal("http://e/", sink.Prefixes["e"]);
    }

    [Fact]
    public void LeavesOutWrongElements_WhenLenient()
    {
        var skipped = new List<RdfSyntaxException>();
        var dataset = RdfReader.ReadText(
            Document("""
                <rdf:Description rdf:about="http://e/s">
                  <e:p>1</e:p>
                  <e:p rdf:about="x"><e:T><e:p>lost</e:p></e:T></e:p>
                  <e:p rdf:parseType="Resource"><e:q rdf:resource="a b"/><e:q>2</e:q></e:p>
                </rdf:Description>
                <rdf:li><e:p>lost</e:p></rdf:li>
                <rdf:Description><e:p>3</e:p></rdf:Description>
                """),
            RdfFormat.RdfXml, new RdfReaderOptions { BaseIri = "http://e/doc", Lenient = true, OnSkipped = skipped.Add });
        Assert.Equal(["1", "2", "3"], dataset.Select(quad => quad.Object).OfType<Literal>().Select(literal => literal.Lexical));
        Assert.Equal([3L, 4L, 6L], skipped.Select(error => error.Line));
    }

    [Fact]
    public void DeliversWhatCameBeforeTheError()
    {
        var sink = new DatasetSink();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Document("<rdf:Description e:p=\"1\"/><rdf:Description e:p=\"2\">")));
        Assert.Throws<RdfSyntaxException>(() => RdfReader.Read(input, RdfFormat.RdfXml, sink, ct: TestContext.Current.CancellationToken));
        Assert.Equal(2, sink.Dataset.Count);
    }

    private static string Document(string content) =>
        $"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">\n{content}\n</rdf:RDF>";

    private static Dataset Read(string content) =>
        RdfReader.ReadText(Document(content), RdfFormat.RdfXml, new RdfReaderOptions { BaseIri = "http://e/doc" });
}
