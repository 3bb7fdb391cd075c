using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>What the build derives from the claims for the default graph.</summary>
public static class DerivedGraph
{
    private static readonly Iri s_unrealised = Vocabulary.Term("Unrealised");
    private static readonly Iri s_wouldBe = Vocabulary.Term("wouldBe");

    private static readonly (Iri Date, Iri Day)[] s_days =
    [
        (Vocabulary.Term("earliest"), Vocabulary.Term("earliestDay")),
        (Vocabulary.Term("latest"), Vocabulary.Term("latestDay")),
    ];

    /// <summary>The facts: what claims that hold say.</summary>
    /// <param name="sources">The sources.</param>
    public static IReadOnlyCollection<Triple> Facts(IEnumerable<Source> sources) =>
        [.. sources.SelectMany(source => source.Claims).Where(claim => claim.Holds).SelectMany(claim => claim.Entry.Says).Distinct()];

    /// <summary>
    /// The nodes whose existence nobody vouches for: <c>a :Unrealised</c>, and <c>:wouldBe</c> each class that a claim gives them. A node
    /// that the register gives a type exists.
    /// </summary>
    /// <param name="sources">The sources.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="register">The register.</param>
    public static IReadOnlyCollection<Triple> Unrealised(IEnumerable<Source> sources, IReadOnlyCollection<Triple> facts, Register register)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(register);
        HashSet<Term> realised = [.. facts.Where(fact => fact.Predicate == RdfVocabulary.Type).Select(fact => fact.Subject)];
        var triples = new HashSet<Triple>();
        foreach (Triple triple in sources.SelectMany(source => source.Claims).SelectMany(claim => claim.Entry.Says))
        {
            if (triple.Predicate == RdfVocabulary.Type && triple.Subject is Iri node && !realised.Contains(node) && !register.IsTyped(node))
            {
                triples.Add(new Triple(node, RdfVocabulary.Type, s_unrealised));
                triples.Add(new Triple(node, s_wouldBe, triple.Object));
            }
        }

        return triples;
    }

    /// <summary>
    /// The days of <c>:earliest</c> and <c>:latest</c> as numbers (days since 1970-01-01), since SPARQL has no portable date arithmetic.
    /// </summary>
    /// <param name="facts">The facts.</param>
    public static IReadOnlyCollection<Triple> DayNumbers(IEnumerable<Triple> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var triples = new HashSet<Triple>();
        foreach (Triple fact in facts)
        {
            foreach ((Iri date, Iri day) in s_days)
            {
                if (fact.Predicate == date && fact.Object is Literal literal
                    && DateOnly.TryParseExact(literal.Lexical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly value))
                {
                    int number = value.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
                    triples.Add(new Triple(fact.Subject, day, new Literal(number.ToString(CultureInfo.InvariantCulture), Xsd.Integer)));
                }
            }
        }

        return triples;
    }
}
