using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>
/// Random data from small pools, so that joins hit: IRIs, blank nodes, literals that are different terms with equal values, tags in both
/// cases, ill-typed and unknown literals, reified triple terms, two named graphs.
/// </summary>
public static class DataGenerator
{
    /// <summary>The namespace of all generated IRIs.</summary>
    public const string Namespace = "http://example.org/";

    private static readonly ImmutableArray<Term> s_nodes =
        [.. "abcdef".Select(c => new Iri(Namespace + c)), new BlankNode("x"), new BlankNode("y")];

    private static readonly ImmutableArray<Iri> s_predicates = [.. "pqrs".Select(c => new Iri(Namespace + c))];

    private static readonly ImmutableArray<Term> s_graphs = [new Iri(Namespace + "g"), new Iri(Namespace + "h")];

    // Fractions are sums of powers of two, so that no order of addition changes a sum.
    private static readonly ImmutableArray<Literal> s_numbers =
    [
        Number("1", "integer"), Number("01", "integer"), Number("2", "integer"), Number("-3", "integer"), Number("0", "integer"),
        Number("7", "integer"), Number("12345678901234567890", "integer"), Number("2", "int"), Number("5", "byte"),
        Number("1.0", "decimal"), Number("2.5", "decimal"), Number("-0.25", "decimal"), Number("2.50", "decimal"), Number("7.0", "decimal"),
        Number("1e0", "double"), Number("2.5E0", "double"), Number("1.0E3", "double"), Number("NaN", "double"), Number("INF", "double"),
        Number("1", "float"), Number("0.5", "float"),
    ];

    private static readonly ImmutableArray<Literal> s_strings =
    [
        new("a"), new("b"), new("ab"), new("Ab"), new(""), new("1"), new("ab c"), new("Ωé\U0001F600"), new("stra\u00DFe"), new("a\n"),
        new("a", "en"), new("a", "EN"), new("a", "fr"), new("b", "en"), new("ab", "en-GB"),
        new("a", "ar", BaseDirection.RightToLeft), new("ab", "en", BaseDirection.LeftToRight), new("ab", "en", BaseDirection.RightToLeft),
    ];

    private static readonly ImmutableArray<Literal> s_dates =
    [
        new("2005-07-05", Xsd.Date), new("2006-01-31", Xsd.Date), new("2005-07-05Z", Xsd.Date), new("2005-07-05+02:00", Xsd.Date),
        new("2005-07-05T12:00:00Z", Xsd.DateTime), new("2005-07-05T14:00:00+02:00", Xsd.DateTime), new("2005-07-05T12:00:00", Xsd.DateTime),
        new("2011-01-10T14:45:13.815-05:30", Xsd.DateTime), new("2005-07-05T12:00:00.0Z", Xsd.DateTime),
        new("2005-07-04T24:00:00Z", Xsd.DateTime),
    ];

    private static readonly ImmutableArray<Literal> s_others =
    [
        new("true", Xsd.Boolean), new("1", Xsd.Boolean), new("false", Xsd.Boolean), new("yes", Xsd.Boolean),
        Number("abc", "integer"), Number("300", "byte"), Number("1.5", "integer"), new("a", new Iri(Namespace + "type")),
    ];

    private static readonly ImmutableArray<Literal> s_literals = [.. s_numbers, .. s_strings, .. s_dates, .. s_others];

    /// <summary>Random quads, without duplicates.</summary>
    /// <param name="random">The source of chance.</param>
    public static ImmutableArray<Quad> Generate(Random random)
    {
        var quads = new HashSet<Quad>();
        var size = random.Next(4, 30);
        for (var i = 0; i < size; i++)
        {
            var graph = random.Next(10) < 6 ? null : Pick(random, s_graphs);
            var quad = new Quad(Pick(random, s_nodes), Pick(random, s_predicates), Object(random), graph);
            quads.Add(quad);
            if (random.Next(6) == 0)
            {
                // Somebody says so: a reifier, of this triple or of one about the reifier.
                Term about = random.Next(4) == 0
                    ? new TripleTerm(new Iri(Namespace + "e"), Pick(random, s_predicates), TripleTermOf(quad))
                    : TripleTermOf(quad);
                quads.Add(new Quad(Pick(random, s_nodes), RdfVocabulary.Reifies, about, graph));
            }

            if (random.Next(8) == 0)
            {
                // The same triple in another graph.
                quads.Add(quad with { Graph = graph is null ? Pick(random, s_graphs) : null });
            }
        }

        return [.. quads];
    }

    internal static T Pick<T>(Random random, ImmutableArray<T> pool) => pool[random.Next(pool.Length)];

    internal static Literal Literal(Random random) => Pick(random, s_literals);

    internal static Literal Number(Random random) => Pick(random, s_numbers);

    internal static Literal String(Random random) => Pick(random, s_strings);

    internal static Literal Date(Random random) => Pick(random, s_dates);

    internal static bool IsNumber(Term term) => term is Literal literal && s_numbers.Contains(literal);

    internal static bool IsString(Term term) => term is Literal literal && s_strings.Contains(literal);

    internal static bool IsDate(Term term) => term is Literal literal && s_dates.Contains(literal);

    internal static Term Graph(Random random) => Pick(random, s_graphs);

    internal static Iri Predicate(Random random) => Pick(random, s_predicates);

    private static Term Object(Random random) => random.Next(2) == 0 ? Pick(random, s_nodes) : Pick(random, s_literals);

    private static TripleTerm TripleTermOf(Quad quad) => new(quad.Subject, quad.Predicate, quad.Object);

    private static Literal Number(string lexical, string type) => new(lexical, new Iri(Xsd.Namespace + type));
}
