using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Formats;

public sealed class RdfXmlSafetyTests
{
    private const string Rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">";

    [Theory]
    [InlineData("<rdf:Description><e:p>")]
    [InlineData("<rdf:Description><e:p rdf:parseType=\"Resource\"><e:p>")]
    [InlineData("<rdf:Description><e:p rdf:parseType=\"Collection\">")]
    [InlineData("<rdf:Description><e:p rdf:version=\"1.2\" rdf:parseType=\"Triple\">")]
    public void RejectsOneHundredThousandLevels(string level)
    {
        var text = new StringBuilder(Rdf).Insert(Rdf.Length, level, 100_000).ToString();
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
        Assert.Contains("nest deeper than 200 levels", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Column, Rdf.Length, 20_000);
    }

    [Fact]
    public void RejectsDeepXmlLiteral()
    {
        const string Start = Rdf + "<rdf:Description><e:p rdf:parseType=\"Literal\">";
        var text = new StringBuilder(Start).Insert(Start.Length, "<a>", 100_000).ToString();
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
        Assert.Contains("nest deeper than 200 levels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rdf:Description><e:p>", "</e:p></rdf:Description>", "<rdf:Description/>")]
    [InlineData("<rdf:Description><e:p rdf:parseType=\"Collection\">", "</e:p></rdf:Description>", "<rdf:Description/>")]
    [InlineData("<rdf:Description><e:p rdf:version=\"1.2\" rdf:parseType=\"Triple\">", "</e:p></rdf:Description>", "<rdf:Description e:p=\"1\"/>")]
    public void ReadsAndWritesAsDeepAsAllowed_OnASmallStack(string open, string close, string middle)
    {
        var depth = new RdfReaderOptions().MaxNesting;
        var text = new StringBuilder(Rdf).Insert(Rdf.Length, open, depth).Append(middle).Append("</rdf:RDF>");
        text.Insert(text.Length - "</rdf:RDF>".Length, close, depth);
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() =>
            {
                var buffer = new System.Buffers.ArrayBufferWriter<byte>();
                using var writer = RdfWriter.Create(buffer, RdfFormat.RdfXml);
                RdfReader.ReadText(text.ToString(), RdfFormat.RdfXml).WriteTo(writer);
            }),
            512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void EndsInQuadsOrASyntaxError_WhateverTheBytesAre()
    {
        var document = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-8'?>" + Rdf + """
            <e:T rdf:about="s" xml:lang="en" rdf:version="1.2"><e:p rdf:parseType="Literal"><a b="&amp;"/><!-- c --><?d e?></e:p>
            <e:p rdf:parseType="Triple"><rdf:Description e:p="v"/></e:p><e:p rdf:ID="i" rdf:annotation="r">&#x1F600;<![CDATA[ ]]></e:p>
            <e:p rdf:parseType="Collection"><e:T/><e:T rdf:nodeID="n"/></e:p><rdf:li rdf:resource="o"/></e:T></rdf:RDF>
            """);
        var failures = 0;
        for (var seed = 1; seed <= 4000; seed++)
        {
            var random = new Random(seed);
            var bytes = document.ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                        break;
                    case 2:
                        bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                        break;
                    default:
                        bytes[at] = "<>&;'\"/: =["u8[random.Next(11)];
                        break;
                }
            }

            using var input = new MemoryStream([.. bytes]);
            var options = new RdfReaderOptions { BaseIri = "http://e/doc", Lenient = seed % 2 == 0 };
            var failure = Record.Exception(
                () => RdfReader.Read(input, RdfFormat.RdfXml, new DatasetSink(), options, TestContext.Current.CancellationToken));
            Assert.True(failure is null or RdfSyntaxException, $"seed {seed}: {failure}");
            failures += failure is null ? 0 : 1;
        }

        Assert.InRange(failures, 1000, 3999);
    }

    [Theory]
    [InlineData("<!DOCTYPE r [ <!ENTITY e \"http://e/\"> ]>")]
    [InlineData("<!DOCTYPE r>")]
    [InlineData("<!DOCTYPE r SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<!DOCTYPE r PUBLIC \"-//W3C//DTD\" \"http://127.0.0.1:1/x.dtd\">")]
    [InlineData("<!DOCTYPE r [ <!ENTITY x SYSTEM \"file:///etc/passwd\"> ]>")]
    [InlineData("<!DOCTYPE r [ <!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x; ]>")]
    public void RefusesDocumentTypeDeclarations(string docType)
    {
        var text = docType + Rdf + "<rdf:Description><e:p>&x;</e:p></rdf:Description></rdf:RDF>";
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
        Assert.Contains("document type declaration", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Line);
    }

    [Fact]
    public void KnowsTheEntitiesOfXml()
    {
        var text = Rdf + "<rdf:Description rdf:about='http://e/s' e:p='&lt;&gt;&amp;&quot;&apos;&#x1F600;'/></rdf:RDF>";
        Assert.Equal(
            new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("<>&\"'\U0001F600"), null),
            Assert.Single(RdfReader.ReadText(text, RdfFormat.RdfXml)));
    }
}
