using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>
/// The shapes on single claims: the triples of each claim, asserted for themselves (ontology/expand-claims.rq), so that what is planned,
/// denied or supposed is held to the model, too. The facts are validated by <c>ValidationReportTests</c>.
/// </summary>
public sealed class ClaimShapesTests
{
    private static readonly string[] s_lowerBounds = [" MinCount", " Or", " Xone"];

    [Fact]
    public void EveryClaimHasTheShapeOfItsNode()
    {
        using QueryEngine engine = Shipped();
        int claims = Expand(engine);

        Assert.True(claims >= 1000, $"{claims} claims are fewer than promised");
        Assert.Empty(Faults(engine));
    }

    [Theory]
    [InlineData("i:m a :Meeting .", ":denied", ":MeetingShape :participant MinCount")]
    [InlineData(
        "i:m a :Event ; :earliest \"2030-02-02\"^^xsd:date ; :latest \"2030-01-01\"^^xsd:date .", ":asserted", ":EventShape :earliest LessThanOrEquals")]
    [InlineData("i:m a :Situation ; :situationKind :Denial .", ":asserted", ":SituationKindValueShape :situationKind Node")]
    [InlineData("i:nato :editionOf i:steppe-eagle .", ":asserted", ":DomainShape :editionOf SPARQL")]
    public void FaultOfAPlannedOrDeniedClaimIsFound(string says, string polarity, string expected)
    {
        using QueryEngine engine = ShippedShapes.WithOntology();
        string triples = string.Join(" ; ", Triples(says).Select(triple => $"rdf:reifies <<( {triple} )>>"));
        engine.LoadText($$"""
            {{Prefixes}}
            i:nato a :Organisation ; rdfs:label "NATO"@en .
            i:steppe-eagle a :ExerciseSeries ; rdfs:label "Steppe Eagle"@en .
            i:m rdfs:label "m"@en .
            GRAPH <https://w3id.org/secoop/source/tale> {
              <https://w3id.org/secoop/source/tale/claim/c> a :Claim ; :phase :future ; :polarity {{polarity}} ; :certainty :plain ;
                {{triples}} .
            }
            """);
        Assert.Equal(1, Expand(engine));

        Assert.Contains(expected, Faults(engine).Select(fault => fault.Violation));
    }

    [Fact]
    public void EveryClassThatClaimsUseHasAShape()
    {
        using QueryEngine engine = Shipped();
        HashSet<Term> targets = [.. ShippedShapes.Document.Match(predicate: new Iri("http://www.w3.org/ns/shacl#targetClass"))
            .Select(quad => quad.Object)];
        using var run = engine.Run(
            """
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            SELECT DISTINCT ?class ?above { GRAPH ?g { ?c rdf:reifies <<( ?s a ?class )>> } ?class rdfs:subClassOf* ?above }
            """,
            ct: TestContext.Current.CancellationToken);
        ILookup<Term, Term> classes = run.Solutions().ToLookup(row => row["class"]!, row => row["above"]!);

        Assert.True(classes.Count > 30, $"{classes.Count} classes");
        Assert.DoesNotContain(classes, @class => !@class.Any(targets.Contains));
    }

    private static string Prefixes =>
        $"PREFIX : <{Vocabulary.Ontology}> PREFIX i: <{Vocabulary.Things}> PREFIX rdf: <{RdfVocabulary.Namespace}> "
        + $"PREFIX rdfs: <{Vocabulary.Rdfs}> PREFIX xsd: <{Xsd.Namespace}>";

    private static QueryEngine Shipped()
    {
        QueryEngine engine = QueryEngine.Open();
        engine.Load(KnowledgeLayout.Find(AppContext.BaseDirectory)!.DatasetFiles, ct: TestContext.Current.CancellationToken);
        return engine;
    }

    // Adds the expanded claims to the default graph; how many claims they are of.
    private static int Expand(QueryEngine engine)
    {
        List<Triple> scratch;
        using (var run = engine.Run(File.ReadAllText(ShippedShapes.FileOf("expand-claims.rq")), ct: TestContext.Current.CancellationToken))
        {
            scratch = [.. run.Graph().Select(quad => quad.Triple)];
        }

        engine.LoadText(string.Concat(scratch.Select(triple => $"{triple.Subject} {triple.Predicate} {triple.Object} .\n")));
        return scratch.Select(triple => triple.Subject).Distinct().Count();
    }

    // A claim that tells one more thing of a node owes none of what the claim that introduces the node has to say.
    private static List<(string Violation, Term Node)> Faults(QueryEngine engine) =>
    [
        .. ShippedShapes.Violations(engine, isUnion: false).Where(fault => fault.Node is Iri { Value: var node }
            && (node.Contains("?claim=", StringComparison.Ordinal)
                || (node.Contains("?more=", StringComparison.Ordinal)
                    && !s_lowerBounds.Any(bound => fault.Violation.EndsWith(bound, StringComparison.Ordinal))))),
    ];

    private static IEnumerable<string> Triples(string says)
    {
        var sentence = says.TrimEnd('.', ' ').Split(" ; ");
        var subject = sentence[0].Split(' ')[0];
        return sentence.Select((part, i) => i == 0 ? part : $"{subject} {part}");
    }
}
