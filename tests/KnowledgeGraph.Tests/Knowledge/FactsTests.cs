using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The facts that ship are those that the rule of the knowledge model derives, by our own engine, and no others.</summary>
public sealed class FactsTests : IDisposable
{
    // The rule as docs state it: a fact is a triple reified by a claim that holds.
    internal const string Rule = """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?c rdf:reifies ?t .
          FILTER NOT EXISTS { ?c :within* ?a . FILTER NOT EXISTS { ?a :polarity :asserted ; :certainty :plain ; :phase ?ph . FILTER(?ph IN (:done, :ongoing)) } }
          FILTER NOT EXISTS { ?c :within* ?b . ?b :within ?u . FILTER NOT EXISTS { ?b :endorsed true } } }
          BIND(SUBJECT(?t) AS ?s) BIND(PREDICATE(?t) AS ?p) BIND(OBJECT(?t) AS ?o) }
        """;

    private static readonly KnowledgeLayout s_layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;

    private readonly KnowledgeGraph.Engine.Engine _engine = KnowledgeGraph.Engine.Engine.Open();

    public FactsTests() => _engine.Load(s_layout.DatasetFiles, ct: TestContext.Current.CancellationToken);

    [Fact]
    public void FactsAreWhatTheRuleDerives()
    {
        using QueryRun run = _engine.Run(Rule, new QueryOptions { Timeout = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        HashSet<Triple> derived = [.. run.Graph().DefaultGraph];
        HashSet<Triple> facts = [.. RdfReader.ReadText(File.ReadAllText(Path.Combine(s_layout.GraphFolder, "facts.ttl")), RdfFormat.Turtle).DefaultGraph];

        Assert.NotEmpty(facts);
        Assert.Empty(facts.Except(derived));
        Assert.Empty(derived.Except(facts));
    }

    [Fact]
    public void NamedGraphsStateNoFact_SoThatAUnionLeaksNothing()
    {
        const string query = """
            SELECT ?g ?s ?p WHERE { GRAPH ?g { ?s ?p ?o }
              FILTER(STRSTARTS(STR(?s), "https://w3id.org/secoop/id/") && ?g NOT IN (<https://w3id.org/secoop/links>)) } LIMIT 5
            """;
        using QueryRun run = _engine.Run(query, ct: TestContext.Current.CancellationToken);

        Assert.Empty(run.Solutions().Select(solution => solution.ToString()));
    }

    [Fact]
    public void EveryFactHasEvidenceThatHolds()
    {
        var finder = new EvidenceFinder(_engine.Snapshot);
        Dataset facts = RdfReader.ReadText(File.ReadAllText(Path.Combine(s_layout.GraphFolder, "facts.ttl")), RdfFormat.Turtle);

        // Each tenth is enough here: the other test covers all.
        foreach (Triple fact in facts.DefaultGraph.Where((_, index) => index % 10 == 0))
        {
            ClaimEvidence holding = finder.Find(fact, cancellationToken: TestContext.Current.CancellationToken).First(evidence => evidence.Holds);
            Assert.NotEmpty(holding.Places);
            Assert.NotEmpty(holding.Triggers);
        }
    }

    [Fact]
    public void EvidenceOfADenialTellsItsVoice_AndDoesNotHold()
    {
        var finder = new EvidenceFinder(_engine.Snapshot);
        var triple = new Triple(Vocabulary.Thing("nato"), Vocabulary.Term("hasBaseIn"), Vocabulary.Thing("kazakhstan"));

        ClaimEvidence denial = finder.Find(triple, cancellationToken: TestContext.Current.CancellationToken).First(evidence => evidence.Polarity == Vocabulary.Term("denied"));

        Assert.False(denial.Holds);
        Assert.Equal(Vocabulary.Source("edm-2-188"), denial.Source);
        Assert.Equal([Vocabulary.Thing("robert-simmons")], denial.Contexts[0].Voices);
        Assert.Equal([Vocabulary.Term("Statement")], denial.Contexts[0].Types);
        Assert.Equal(Vocabulary.Thing("interfax"), Assert.Single(denial.Citations).Outlet);
        Assert.Equal(1, Assert.Single(denial.Places).Paragraph);
    }

    [Fact]
    public void EvidenceAboutAnEntity_HasEveryTripleThatAnyClaimReifies()
    {
        Iri entity = Vocabulary.Thing("longbow-lancer-2009");
        const string query = """
            SELECT DISTINCT ?c ?t WHERE { GRAPH ?g { ?c rdf:reifies ?t ; a :Claim }
              FILTER(SUBJECT(?t) = i:longbow-lancer-2009 || OBJECT(?t) = i:longbow-lancer-2009) }
            """;
        using QueryRun run = _engine.Run(
            "PREFIX : <https://w3id.org/secoop/ontology#> PREFIX i: <https://w3id.org/secoop/id/> "
            + "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + query, ct: TestContext.Current.CancellationToken);
        HashSet<(Term, Term)> expected = [.. run.Solutions().Select(row => (row["c"]!, row["t"]!))];

        var found = new EvidenceFinder(_engine.Snapshot).About(entity, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected,
            found.Select(said => ((Term)said.Evidence.Claim, (Term)new TripleTerm(said.Triple.Subject, said.Triple.Predicate, said.Triple.Object))).ToHashSet());
    }

    [Fact]
    public void EvidenceIsEmpty_WhenNobodySaysTheTriple()
    {
        var finder = new EvidenceFinder(_engine.Snapshot);

        Assert.Empty(finder.Find(
            new Triple(Vocabulary.Thing("nobody"), RdfVocabulary.Type, Vocabulary.Term("Person")), cancellationToken: TestContext.Current.CancellationToken));
    }

    public void Dispose() => _engine.Dispose();
}
