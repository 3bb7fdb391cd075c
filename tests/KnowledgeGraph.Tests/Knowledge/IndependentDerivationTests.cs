using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.Tests.Differential;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>
/// The facts derived by hands that are not ours: the rule of the knowledge model, run by Oxigraph over the exported graphs of the sources,
/// gives what <c>kg build</c> wrote, in RDF 1.2 and in the form of RDF 1.1.
/// </summary>
public sealed class IndependentDerivationTests
{
    private const int LinesShown = 20;

    // The rule again, for statements instead of triple terms.
    private const string ClassicRule = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?t :partOfClaim ?c ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
          FILTER NOT EXISTS { ?c :within* ?a . FILTER NOT EXISTS { ?a :polarity :asserted ; :certainty :plain ; :phase ?ph . FILTER(?ph IN (:done, :ongoing)) } }
          FILTER NOT EXISTS { ?c :within* ?b . ?b :within ?u . FILTER NOT EXISTS { ?b :endorsed true } } } }
        """;

    private const string Claims = """
        claims:
          - id: said
            par: 1
            trigger: said
            says: i:st a :Statement ; :speaker i:ada .
            mentions: { i:st: { description: said }, i:ada: { anaphor: She, of: Ada Alm } }
          - id: singing
            par: 1
            within: said
            endorsed: true
            trigger: praised
            says: i:song a :Event ; :participant i:bo .
            mentions: { i:song: { description: sing }, i:bo: Berg }
          - id: not-singing
            par: 1
            within: said
            polarity: denied
            trigger: would not sing
            says: i:bo :admires i:oz .
            mentions: { i:bo: Berg, i:oz: { demonym: Ozzie } }
        """;

    [Fact]
    public void OxigraphDerivesTheShippedFacts()
    {
        KnowledgeLayout layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;
        using Oxigraph oxigraph = Start();

        string difference = Difference(Facts(layout), oxigraph.Construct(SourceGraphs(layout, isReified: false), FactsTests.Rule));

        Assert.True(difference.Length == 0, difference);
    }

    [Fact]
    public void OxigraphDerivesTheShippedFacts_FromStatementsOfRdf11()
    {
        KnowledgeLayout layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;
        using Oxigraph oxigraph = Start();

        string difference = Difference(Facts(layout), oxigraph.Construct(SourceGraphs(layout, isReified: true), ClassicRule));

        Assert.True(difference.Length == 0, difference);
    }

    // A comparison that finds no fault would prove nothing.
    [Theory]
    [InlineData(":endorsed true", ":endorsed false", "kg build alone: <https://w3id.org/secoop/id/song>")]
    [InlineData(":polarity :denied", ":polarity :asserted ; :endorsed true", "Oxigraph alone: <https://w3id.org/secoop/id/bo>")]
    public void ADifferenceIsSeen(string written, string changed, string expected)
    {
        using var project = new SmallProject(Claims);
        Assert.Empty(project.Build().Findings);
        using Oxigraph oxigraph = Start();
        Assert.Equal("", Difference(Facts(project.Layout), oxigraph.Construct(SourceGraphs(project.Layout, isReified: false), FactsTests.Rule)));
        string path = Path.Combine(project.Layout.GraphFolder, "tale.trig");
        File.WriteAllText(path, File.ReadAllText(path).Replace(written, changed, StringComparison.Ordinal));

        string difference = Difference(Facts(project.Layout), oxigraph.Construct(SourceGraphs(project.Layout, isReified: false), FactsTests.Rule));

        Assert.Contains(expected, difference, StringComparison.Ordinal);
    }

    private static Oxigraph Start()
    {
        Oxigraph? oxigraph = Oxigraph.Start(
            Path.Combine(W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Tests", "Differential", "oxigraph"), out string reason);
        Assert.SkipWhen(oxigraph is null, reason + "; NOBODY ELSE DERIVED THE FACTS");
        return oxigraph!;
    }

    // The named graphs alone, as kg export writes them: no register, no ontology, no fact goes in.
    private static string SourceGraphs(KnowledgeLayout layout, bool isReified)
    {
        using QueryEngine engine = QueryEngine.Open();
        engine.Load([.. Directory.EnumerateFiles(layout.GraphFolder, "*.trig")], ct: TestContext.Current.CancellationToken);
        var quads = new DatasetSink();
        QuadSink sink = isReified ? new ClassicReification(quads) : quads;
        var export = new QuadExport(engine.Snapshot, namedGraphs: true);
        while (export.WriteBatch(sink))
        {
        }

        return Oxigraph.NQuads(quads.Dataset.Where(quad => quad.Graph is Iri name && name.Value.StartsWith(Vocabulary.Sources, StringComparison.Ordinal)));
    }

    private static HashSet<Triple> Facts(KnowledgeLayout layout)
    {
        HashSet<Triple> facts = [.. RdfReader.ReadText(File.ReadAllText(Path.Combine(layout.GraphFolder, "facts.ttl")), RdfFormat.Turtle).DefaultGraph];
        Assert.NotEmpty(facts);
        return facts;
    }

    private static string Difference(HashSet<Triple> built, ImmutableArray<Triple> derived)
    {
        var lines = Lines("kg build alone", built.Except(derived)).Concat(Lines("Oxigraph alone", derived.Except(built))).ToList();
        return string.Join('\n', lines);
    }

    private static List<string> Lines(string who, IEnumerable<Triple> triples)
    {
        var sorted = triples.Select(triple => $"{who}: {triple.Subject} {triple.Predicate} {triple.Object}").Order(StringComparer.Ordinal).ToList();
        return sorted.Count <= LinesShown ? sorted : [.. sorted.Take(LinesShown), $"{who}: {sorted.Count - LinesShown} more"];
    }
}
