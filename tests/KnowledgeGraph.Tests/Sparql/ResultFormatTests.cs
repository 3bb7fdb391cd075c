using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Tests.Sparql;

public sealed class ResultFormatTests
{
    private static readonly Variable s_a = new("a");
    private static readonly Variable s_b = new("b");

    private static readonly Term?[][] s_rows =
    [
        [new Iri("http://example.org/кз?a=1&b=2"), new BlankNode("b0")],
        [new Literal("plain"), null],
        [null, new Literal("")],
        [new Literal("line\nend\r\ttab \"quoted\", back\\slash <tag> & 𝄞"), new Literal("chat", "fr-CA")],
        [new Literal("سلام", "ar", BaseDirection.RightToLeft), new Literal("hi", "en", BaseDirection.LeftToRight)],
        [new Literal("042", Xsd.Integer), new Literal("-1.50", Xsd.Decimal)],
        [new Literal("1E3", Xsd.Double), new Literal("+1", Xsd.Integer)],
        [new Literal("x", new Iri("http://example.org/type")), new Literal("true", Xsd.Boolean)],
        [
            new TripleTerm(
                new BlankNode("s"), new Iri("http://example.org/p"),
                new TripleTerm(new Iri("http://example.org/s"), new Iri("http://example.org/p"), new Literal("o", "en"))),
            new Literal("", "de"),
        ],
        [null, null],
    ];

    public static TheoryData<string> Lossless => ["json", "xml", "tsv"];

    [Theory]
    [MemberData(nameof(Lossless))]
    public void SolutionsReadBackAsTheyWere(string name)
    {
        var format = ResultFormat.FromName(name)!;

        var table = Read(Write(format, [s_a, s_b], s_rows), format);

        Assert.Equal([s_a, s_b], table.Variables);
        Assert.Null(table.Boolean);
        Assert.Equal(s_rows.Length, table.Rows.Count);
        for (var i = 0; i < s_rows.Length; i++)
        {
            Assert.Equal(s_rows[i], table.Rows[i]);
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void BooleansReadBackAsTheyWere(string name)
    {
        var format = ResultFormat.FromName(name)!;
        foreach (var value in new[] { true, false })
        {
            var output = new ArrayBufferWriter<byte>();
            SolutionWriter.Create(output, format).Boolean(value);

            Assert.Equal(value, Read(Encoding.UTF8.GetString(output.WrittenSpan), format).Boolean);
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void SolutionsWithoutColumns_KeepTheirNumber(string name)
    {
        var format = ResultFormat.FromName(name)!;

        var table = Read(Write(format, [], [[], [], []]), format);

        Assert.Empty(table.Variables);
        Assert.Equal(3, table.Rows.Count);
    }

    [Fact]
    public void Csv_KeepsTextAndTellsUnboundFromEmpty()
    {
        var table = Read(Write(ResultFormat.Csv, [s_a, s_b], s_rows), ResultFormat.Csv);

        Assert.Equal(
            ["http://example.org/кз?a=1&b=2", "b0", "plain", null, null, "", "line\nend\r\ttab \"quoted\", back\\slash <tag> & 𝄞", "chat"],
            table.Rows.Take(4).SelectMany(row => row).Select(term => term switch
            {
                BlankNode node => node.Label,
                Literal literal => literal.Lexical,
                _ => null,
            }));
    }

    [Fact]
    public void Csv_IsThatOfTheRecommendation() => Assert.Equal(
        "a,b\r\nhttp://example.org/x,\"a, \"\"b\"\"\"\r\n,_:b0\r\n",
        Write(ResultFormat.Csv, [s_a, s_b], [[new Iri("http://example.org/x"), new Literal("a, \"b\"")], [null, new BlankNode("b0")]]));

    [Fact]
    public void Tsv_WritesTermsInTurtle() => Assert.Equal(
        "?a\t?b\n<http://example.org/x>\t\"tab\\tand \\\"quote\\\"\"@en\n\t4\n",
        Write(
            ResultFormat.Tsv, [s_a, s_b],
            [[new Iri("http://example.org/x"), new Literal("tab\tand \"quote\"", "en")], [null, new Literal("4", Xsd.Integer)]]));

    [Fact]
    public void Json_WritesTripleTermsAndDirections() => Assert.Equal(
        """
        {"head":{"vars":["a","b"]},"results":{"bindings":[
        {"a":{"type":"triple","value":{"subject":{"type":"uri","value":"s"},"predicate":{"type":"uri","value":"p"},"object":{"type":"literal","value":"1","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}}},
        {"b":{"type":"literal","value":"\u0001\"","xml:lang":"en","its:dir":"ltr"}}
        ]}}

        """.ReplaceLineEndings("\n"),
        Write(
            ResultFormat.Json, [s_a, s_b],
            [
                [new TripleTerm(new Iri("s"), new Iri("p"), new Literal("1", Xsd.Integer)), null],
                [null, new Literal("\u0001\"", "en", BaseDirection.LeftToRight)],
            ]));

    [Fact]
    public void Xml_WritesDirectionsAndEscapes()
    {
        var text = Write(ResultFormat.Xml, [s_a], [[new Literal("<\r>", "ar", BaseDirection.RightToLeft)]]);

        Assert.Contains("<binding name=\"a\"><literal xml:lang=\"ar\" its:dir=\"rtl\">&lt;&#13;&gt;</literal></binding>", text, StringComparison.Ordinal);
        Assert.Contains("its:version=\"2.0\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_RefusesCharactersItCannotHold() =>
        Assert.Throws<UnwritableTermException>(() => Write(ResultFormat.Xml, [s_a], [[new Literal("\u0001")]]));

    [Theory]
    [InlineData("json", "{\"head\":{}}")]
    [InlineData("json", "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"a\":{\"type\":\"no\",\"value\":\"x\"}}]}}")]
    [InlineData("json", "not json")]
    [InlineData("xml", "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\"><head/></sparql>")]
    [InlineData("xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><sparql/>")]
    [InlineData("xml", "<sparql")]
    [InlineData("csv", "a,b\r\n1\r\n")]
    [InlineData("csv", "a\r\n\"open")]
    [InlineData("tsv", "?a\t?b\n1\n")]
    [InlineData("tsv", "?a\n<open\n")]
    public void RefusesWhatIsNotAResult(string name, string text) =>
        Assert.Throws<InvalidDataException>(() => Read(text, ResultFormat.FromName(name)!));

    [Theory]
    [InlineData("application/sparql-results+json; charset=utf-8", "json")]
    [InlineData("APPLICATION/SPARQL-RESULTS+XML", "xml")]
    [InlineData("text/csv", "csv")]
    [InlineData("text/tab-separated-values", "tsv")]
    [InlineData("text/turtle", null)]
    public void FindsTheFormatOfAMediaType(string mediaType, string? name) =>
        Assert.Equal(name, ResultFormat.FromMediaType(mediaType)?.Name);

    [Fact]
    public void RefusesARow_WithTooFewCells()
    {
        var writer = SolutionWriter.Create(new ArrayBufferWriter<byte>(), ResultFormat.Json);
        writer.Begin([s_a, s_b]);
        writer.BeginRow();
        writer.Cell(default);

        Assert.Throws<InvalidOperationException>(writer.EndRow);
    }

    private static SolutionTable Read(string text, ResultFormat format) =>
        SolutionReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);

    private static string Write(ResultFormat format, IReadOnlyList<Variable> variables, Term?[][] rows)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = SolutionWriter.Create(output, format);
        var arena = new TermArena();
        writer.Begin(variables);
        foreach (var row in rows)
        {
            writer.BeginRow();
            foreach (var term in row)
            {
                writer.Cell(term is null ? default : arena[Add(arena, term)]);
            }

            writer.EndRow();
        }

        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static int Add(TermArena arena, Term term) => term switch
    {
        Iri iri => arena.AddIri(Encoding.UTF8.GetBytes(iri.Value)),
        BlankNode node => arena.AddBlankNode(Encoding.UTF8.GetBytes(node.Label)),
        Literal literal => arena.AddLiteral(
            Encoding.UTF8.GetBytes(literal.Lexical), Encoding.UTF8.GetBytes(literal.Datatype.Value),
            Encoding.UTF8.GetBytes(literal.Language ?? ""), literal.Direction),
        TripleTerm triple => arena.AddTripleTerm(Add(arena, triple.Subject), Add(arena, triple.Predicate), Add(arena, triple.Object)),
        _ => throw new ArgumentException("No term.", nameof(term)),
    };
}
