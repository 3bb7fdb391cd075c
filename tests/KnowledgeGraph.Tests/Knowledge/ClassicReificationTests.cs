using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Reification;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The evidence in RDF 1.1: nothing is lost, and a client that knows no triple terms finds who says what.</summary>
public sealed class ClassicReificationTests
{
    // Nested, at a blank node, twice at one claim, and in another place than a reification.
    private const string Small = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX x: <http://x/>
        x:a x:p "plain"@en , 1 .
        GRAPH x:g {
          x:c1 a :Claim ; :polarity :denied ; rdf:reifies <<( x:a a x:B )>> , <<( x:a x:p "v"@kk )>> .
          x:c2 rdf:reifies <<( x:a a x:B )>> ; x:other <<( x:a a x:B )>> .
          x:c3 rdf:reifies <<( x:c1 rdf:reifies <<( x:a x:p 1.50 )>> )>> .
          _:r rdf:reifies <<( x:a x:p _:r )>> .
        }
        GRAPH x:h { x:c1 rdf:reifies <<( x:a a x:B )>> . }
        """;

    // The question of the whole project, asked in RDF 1.1.
    private const string WhoSaysIt = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX i: <https://w3id.org/secoop/id/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?speaker ?polarity ?source ?paragraph WHERE {
          ?statement rdf:subject SUBJECT ; rdf:predicate PREDICATE ; rdf:object OBJECT ; :partOfClaim ?claim .
          ?claim :polarity ?polarity ; :inSource ?source ; :within ?context ; :evidence ?span . ?span :paragraph ?paragraph .
          ?words :partOfClaim ?context ; rdf:predicate :speaker ; rdf:object ?speaker . }
        """;

    private const string Claims = """
        claims:
          - id: said
            par: 1
            trigger: said
            says: i:st a :Statement ; :speaker i:ada .
            mentions: { i:st: { description: said }, i:ada: { anaphor: She, of: Ada Alm } }
          - id: not-singing
            par: 1
            within: said
            polarity: denied
            phase: future
            trigger: would not sing
            says: i:bo :admires i:oz .
            mentions: { i:bo: Berg, i:oz: { demonym: Ozzie } }
        """;

    public static TheoryData<string> Formats => [.. RdfFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void NothingIsLost_InAnyFormat(string name)
    {
        RdfFormat format = RdfFormat.All.Single(each => each.Name == name);
        Dataset original = RdfReader.ReadText(Small, RdfFormat.TriG);

        Dataset read = RdfReader.ReadText(System.Text.Encoding.UTF8.GetString(Written(original, format)), format);

        Assert.All(read, quad => Assert.IsNotType<TripleTerm>(quad.Object));
        var expected = new Dataset(original.Select(quad => format.HasGraphNames ? quad : new Quad(quad.Subject, quad.Predicate, quad.Object, null)));
        Assert.True(Isomorphism.AreIsomorphic(expected, new Dataset(StatementReading.Restore([.. read]))), NTriples(read));
    }

    [Fact]
    public void ATripleOfAClaimIsOneStatement_HoweverOftenItIsWritten()
    {
        Dataset once = Reified(RdfReader.ReadText(Small, RdfFormat.TriG));
        Dataset again = Reified(RdfReader.ReadText(Small, RdfFormat.TriG));

        // c1 has two triples, one of them in two graphs; c2 and c3 have their own, and that of c3 holds another.
        Assert.Equal(5, once.Select(quad => quad.Subject).OfType<Iri>().Where(iri => iri.Value.Contains("/triple/", StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(Names(once), Names(again));

        static IEnumerable<string> Names(Dataset dataset) => dataset.Select(quad => quad.Subject).OfType<Iri>().Select(iri => iri.Value).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void ShippedClaimsComeBack()
    {
        using QueryEngine engine = Shipped();
        var original = new DatasetSink();
        var reified = new DatasetSink();
        Export(engine, original);
        Export(engine, new ClassicReification(reified));

        Assert.All(reified.Dataset, quad => Assert.IsNotType<TripleTerm>(quad.Object));
        HashSet<Quad> restored = StatementReading.Restore([.. reified.Dataset]);
        HashSet<Quad> expected = [.. original.Dataset];
        Assert.Contains(expected, quad => quad.Object is TripleTerm);
        Assert.Empty(expected.Except(restored).Take(5));
        Assert.Empty(restored.Except(expected).Take(5));
    }

    [Theory]
    [InlineData("N-Triples", "nt")]
    [InlineData("N-Quads", "nquads")]
    [InlineData("Turtle", "turtle")]
    [InlineData("TriG", "trig")]
    [InlineData("RDF/XML", "xml")]
    [InlineData("JSON-LD", "json-ld")]
    public void RdflibFindsWhoDeniesWhat(string name, string called)
    {
        using var project = new SmallProject(Claims);
        Assert.Empty(project.Build().Findings);
        using QueryEngine engine = QueryEngine.Open();
        engine.Load([project.Layout.GraphFolder], ct: TestContext.Current.CancellationToken);
        string query = Asking("i:bo", ":admires", "i:oz");

        string[] rows = Ask(engine, RdfFormat.All.Single(format => format.Name == name), called, query);

        Assert.Equal(
            ["https://w3id.org/secoop/id/ada\thttps://w3id.org/secoop/ontology#denied\thttps://w3id.org/secoop/source/tale\t1"], rows);
    }

    [Fact]
    public void RdflibFindsWhoDeniesTheBases_InTheShippedGraph()
    {
        using QueryEngine engine = Shipped();

        string[] rows = Ask(engine, RdfFormat.NTriples, "nt", Asking("i:nato", ":hasBaseIn", "i:kazakhstan"));

        Assert.Contains(
            "https://w3id.org/secoop/id/robert-simmons\thttps://w3id.org/secoop/ontology#denied\thttps://w3id.org/secoop/source/edm-2-188\t1", rows);
        Assert.All(rows, row => Assert.DoesNotContain("#asserted\t", row, StringComparison.Ordinal));
    }

    private static string Asking(string subject, string predicate, string @object) => WhoSaysIt
        .Replace("SUBJECT", subject, StringComparison.Ordinal).Replace("PREDICATE", predicate, StringComparison.Ordinal)
        .Replace("OBJECT", @object, StringComparison.Ordinal);

    private static string[] Ask(QueryEngine engine, RdfFormat format, string called, string query)
    {
        string path = Path.Combine(Path.GetTempPath(), $"kg-{Guid.NewGuid():N}{format.Extensions[0]}");
        try
        {
            var output = new ArrayBufferWriter<byte>();
            using (RdfWriter writer = RdfWriter.Create(output, format, new RdfWriterOptions()))
            {
                Export(engine, new ClassicReification(writer, mergesGraphs: !format.HasGraphNames));
                writer.Finish();
            }

            File.WriteAllBytes(path, output.WrittenSpan);
            return Rdflib.Ask(path, called, query);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Export(QueryEngine engine, QuadSink sink)
    {
        var export = new QuadExport(engine.Snapshot, namedGraphs: true);
        while (export.WriteBatch(sink))
        {
        }
    }

    private static QueryEngine Shipped()
    {
        QueryEngine engine = QueryEngine.Open();
        engine.Load(KnowledgeLayout.Find(AppContext.BaseDirectory)!.DatasetFiles, ct: TestContext.Current.CancellationToken);
        return engine;
    }

    private static Dataset Reified(Dataset dataset)
    {
        var sink = new DatasetSink();
        dataset.WriteTo(new ClassicReification(sink));
        return sink.Dataset;
    }

    private static byte[] Written(Dataset dataset, RdfFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        using (RdfWriter writer = RdfWriter.Create(output, format, new RdfWriterOptions()))
        {
            dataset.WriteTo(new ClassicReification(writer, mergesGraphs: !format.HasGraphNames));
            writer.Finish();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string NTriples(Dataset dataset) => string.Join('\n', dataset.Select(quad => $"{quad.Subject} {quad.Predicate} {quad.Object} {quad.Graph}"));
}
