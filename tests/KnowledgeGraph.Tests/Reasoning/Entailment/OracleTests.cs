using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>Semi-naive evaluation with indexes gives what naive evaluation gives, on random graphs full of vocabulary.</summary>
public sealed class OracleTests
{
    private static readonly string[] s_things = [":a", ":b", ":c", ":C", ":D", ":E", ":p", ":q", ":l1", ":l2"];

    private static readonly string[] s_rdfs =
    [
        "rdf:type", "rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", ":p", ":q", "rdfs:member", "rdf:_1",
    ];

    private static readonly string[] s_rdfsObjects = ["rdfs:Class", "rdfs:Datatype", "rdf:Property", "rdfs:subClassOf", "rdf:type"];

    private static readonly string[] s_owl =
    [
        "rdf:type", "rdf:type", "rdf:type", ":p", ":p", ":q", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:sameAs",
        "owl:differentFrom", "owl:inverseOf", "owl:equivalentClass", "owl:equivalentProperty", "owl:onProperty", "owl:someValuesFrom",
        "owl:allValuesFrom", "owl:hasValue", "owl:disjointWith", "owl:complementOf", "owl:propertyDisjointWith", "owl:intersectionOf",
        "owl:unionOf", "owl:oneOf", "owl:propertyChainAxiom", "owl:hasKey", "owl:members",
    ];

    private static readonly string[] s_owlObjects =
    [
        "owl:Class", "owl:ObjectProperty", "owl:FunctionalProperty", "owl:InverseFunctionalProperty", "owl:SymmetricProperty",
        "owl:TransitiveProperty", "owl:IrreflexiveProperty", "owl:AsymmetricProperty", "owl:AllDifferent", "owl:AllDisjointClasses",
        "owl:Thing", "owl:Nothing",
    ];

    [Theory]
    [InlineData(EntailmentRegime.Rdfs, 60, 1)]
    [InlineData(EntailmentRegime.OwlRl, 60, 2)]
    public void Closure_IsThatOfTheOracle(EntailmentRegime regime, int graphs, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < graphs; i++)
        {
            var turtle = Graph(random, regime == EntailmentRegime.OwlRl);
            var inference = TestGraph.Infer(regime, turtle);

            // The oracle starts with what terms give by themselves: conclusions of rules that are no patterns.
            var facts = TestGraph.Read(turtle).DefaultGraph.Concat(inference.Triples.Where(triple => IsGivenByTerms(inference, triple)))
                .Select(Words).ToHashSet();
            var contradictions = NaiveOracle.Saturate(facts, RuleTable.Of(regime));

            var expected = facts.Where(fact => !$"{fact}".Contains("kg:", StringComparison.Ordinal) && fact.P[0] != '_').ToHashSet();
            var actual = TestGraph.Read(turtle).DefaultGraph.Concat(inference.Triples).Select(Words).ToHashSet();
            Assert.True(
                expected.SetEquals(actual),
                $"seed {seed}, graph {i}:\n{turtle}\nmissing: {string.Join(", ", expected.Except(actual))}\ntoo much: {string.Join(", ", actual.Except(expected))}");
            if (inference.Inconsistencies.Length < 100)
            {
                Assert.Equal(
                    contradictions.Order(StringComparer.Ordinal),
                    inference.Inconsistencies.Select(found => found.Rule).Where(rule => rule.IsPattern).Select(rule => rule.Name).Distinct()
                        .Order(StringComparer.Ordinal));
            }
        }
    }

    private static bool IsGivenByTerms(Inference inference, Triple triple) => inference.Explain(triple) is { Rule.IsPattern: false };

    private static string Graph(Random random, bool isOwl)
    {
        var (predicates, objects) = isOwl ? (s_owl, s_owlObjects) : (s_rdfs, s_rdfsObjects);
        var lines = new List<string>();
        if (isOwl)
        {
            lines.Add(":l1 rdf:first :p ; rdf:rest :l2 . :l2 rdf:first :q ; rdf:rest rdf:nil .");
            lines.Add($":all a {Pick(random, s_owlObjects)} ; owl:members :m1 .");
            lines.Add($":m1 rdf:first {Pick(random, s_things)} ; rdf:rest :m2 . :m2 rdf:first {Pick(random, s_things)} ; rdf:rest rdf:nil .");
        }

        for (var i = random.Next(4, 14); i > 0; i--)
        {
            var @object = random.Next(4) == 0 ? Pick(random, objects) : Pick(random, s_things);
            lines.Add($"{Pick(random, s_things)} {Pick(random, predicates)} {@object} .");
        }

        return string.Join('\n', lines);
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];

    private static (string S, string P, string O) Words(Triple triple) => (Word(triple.Subject), Word(triple.Predicate), Word(triple.Object));

    private static string Word(Term term) => term.ToString()
        .Replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:", StringComparison.Ordinal)
        .Replace("<http://www.w3.org/2000/01/rdf-schema#", "rdfs:", StringComparison.Ordinal)
        .Replace("<http://www.w3.org/2002/07/owl#", "owl:", StringComparison.Ordinal)
        .Replace(">", "", StringComparison.Ordinal);
}
