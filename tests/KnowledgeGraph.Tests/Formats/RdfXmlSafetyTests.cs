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
    public void ReadsEntitiesOfTheInternalSubset()
    {
        const string Text = """
            <!DOCTYPE rdf:RDF [ <!ENTITY e "http://e/"> <!ENTITY n "a &lt; b"> ]>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="&e;">
              <rdf:Description rdf:about="&e;s"><e:p>&n;</e:p></rdf:Description>
            </rdf:RDF>
            """;
        Assert.Equal(
            new Quad(new Iri("http://e/s"), new Iri("http://e/p"), new Literal("a < b"), null),
            Assert.Single(RdfReader.ReadText(Text, RdfFormat.RdfXml)));
    }

    [Fact]
    public void EndsInQuadsOrASyntaxError_WhateverTheBytesAre()
    {
        var document = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-8'?><!DOCTYPE r [ <!ENTITY x 'é'> ]>" + Rdf + """
            <e:T rdf:about="s" xml:lang="en" rdf:version="1.2"><e:p rdf:parseType="Literal"><a b="&x;"/><!-- c --><?d e?></e:p>
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
    [InlineData(true)]
    [InlineData(false)]
    public void BoundsWhatEntitiesExpandTo(bool inAttribute)
    {
        var text = new StringBuilder("<!DOCTYPE r [ <!ENTITY a0 \"0123456789\">");
        for (var i = 1; i < 20; i++)
        {
            var inner = string.Concat(Enumerable.Repeat($"&a{i - 1};", 10));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"{inner}\">");
        }

        text.Append("]>").Append(Rdf).Append(inAttribute
            ? "<rdf:Description e:p=\"&a19;\"/></rdf:RDF>" : "<rdf:Description><e:p>&a19;</e:p></rdf:Description></rdf:RDF>");
        var error = Assert.Throws<RdfSyntaxException>(
            () => RdfReader.ReadText(text.ToString(), RdfFormat.RdfXml, new RdfReaderOptions { MaxEntityCharacters = 100_000 }));
        Assert.Contains("expand to more than 100000 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RejectsEntityThatContainsItself()
    {
        var text = "<!DOCTYPE r [ <!ENTITY a \"&b;\"> <!ENTITY b \"&a;\"> ]>" + Rdf + "<rdf:Description e:p=\"&a;\"/></rdf:RDF>";
        Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
    }

    [Theory]
    [InlineData("<!DOCTYPE r SYSTEM \"file:///etc/passwd\">", "<e:p/>")]
    [InlineData("<!DOCTYPE r PUBLIC \"-//W3C//DTD\" \"http://127.0.0.1:1/x.dtd\">", "<e:p/>")]
    [InlineData("<!DOCTYPE r [ <!ENTITY x SYSTEM \"file:///etc/passwd\"> ]>", "<e:p>&x;</e:p>")]
    [InlineData("<!DOCTYPE r [ <!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x; ]>", "<e:p/>")]
    [InlineData("<!DOCTYPE r SYSTEM \"::not an address::\">", "<e:p/>")]
    public void FetchesNothing(string docType, string property)
    {
        var text = docType + Rdf + "<rdf:Description>" + property + "</rdf:Description></rdf:RDF>";
        var error = Assert.Throws<RdfSyntaxException>(() => RdfReader.ReadText(text, RdfFormat.RdfXml));
        Assert.Contains("outside the document", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Line);
    }

    [Fact]
    public void SurvivesDeepContentModelOfADtd_OnASmallStack()
    {
        const int Depth = 200_000;
        var text = "<!DOCTYPE r [ <!ELEMENT r " + new string('(', Depth) + "a" + new string(')', Depth) + "> ]>" + Rdf + "</rdf:RDF>";
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => RdfReader.ReadText(text, RdfFormat.RdfXml)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(failure is null or RdfSyntaxException, failure?.ToString());
    }

    [Fact]
    public void SurvivesLongChainOfEntities_OnASmallStack()
    {
        var text = new StringBuilder("<!DOCTYPE r [ <!ENTITY a0 \"x\">");
        for (var i = 1; i <= 50_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"&a{i - 1};\">");
        }

        text.Append("]>").Append(Rdf).Append("<rdf:Description e:p=\"&a50000;\"><e:p>&a50000;</e:p></rdf:Description></rdf:RDF>");
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => RdfReader.ReadText(text.ToString(), RdfFormat.RdfXml)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(failure is null or RdfSyntaxException, failure?.ToString());
    }
}
