using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Generation;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// Where Oxigraph 0.5.11 is known to differ from the recommendation, looked up only for an answer that differs: a deviation explains it if
/// both agree on the query written without it. Each has its line in <c>disagreements.md</c>.
/// </summary>
internal static class OxigraphDeviations
{
    // Oxigraph stores values: it gives back 1 for 01, and knows no numbers beyond its own types. Literals that it keeps take their place.
    private static readonly (Literal Ours, Literal Kept)[] s_literals =
    [
        (Typed("01", "integer"), Typed("11", "integer")),
        (Typed("2", "int"), Typed("12", "integer")),
        (Typed("5", "byte"), Typed("15", "integer")),
        (Typed("300", "byte"), Typed("3x0", "integer")),
        (Typed("12345678901234567890", "integer"), Typed("1234567", "integer")),
        (Typed("1.0", "decimal"), Typed("1.5", "decimal")),
        (Typed("2.50", "decimal"), Typed("3.5", "decimal")),
        (Typed("7.0", "decimal"), Typed("7.5", "decimal")),
        (Typed("1e0", "double"), Typed("1", "double")),
        (Typed("2.5E0", "double"), Typed("2.5", "double")),
        (Typed("1.0E3", "double"), Typed("1000", "double")),
        (Typed("1", "boolean"), Typed("false", "boolean")),
        (new Literal("2005-07-05T12:00:00.0Z", Xsd.DateTime), new Literal("2005-07-05T13:00:00Z", Xsd.DateTime)),
        (new Literal("2005-07-04T24:00:00Z", Xsd.DateTime), new Literal("2005-07-05T01:00:00Z", Xsd.DateTime)),
    ];

    // The first by which a difference goes away gives it its name. No guard of one is of the kind that a later one changes.
    private static readonly Deviation[] s_deviations =
    [
        new("BNODE shared by solutions") { OfExpression = DeviatingExpressions.BNode },
        new("sameValue unknown") { OfExpression = DeviatingExpressions.SameValue },
        new("STRDT gives values") { OfExpression = DeviatingExpressions.StrDt },
        new("replacement of REPLACE") { OfExpression = DeviatingExpressions.Replace },
        new("REPLACE of empty matches") { OfExpression = DeviatingExpressions.EmptyMatch },
        new("DESCRIBE without a solution") { OfQuery = DeviatingPatterns.Describe },
        new("zero-length path from a term") { OfPattern = DeviatingPatterns.ZeroLengthPath },
        new("paths without duplicates") { OfPattern = DeviatingPatterns.Path },
        new("name of a key") { OfPattern = DeviatingPatterns.ComputedKeys },
        new("aggregates over nothing") { OfPattern = DeviatingPatterns.GroupWithoutKeys },
        new("MINUS within GRAPH and a variable") { OfPattern = DeviatingPatterns.MinusInGraph },
        new("form of computed numbers") { OfExpression = DeviatingExpressions.FormOfNumbers },
        new("equality of dates") { OfExpression = DeviatingExpressions.EqualDates },
        new("comparison without an order") { OfExpression = DeviatingExpressions.Order },
        new("SUBSTR from below 1") { OfExpression = DeviatingExpressions.SubStr },
    ];

    // What it says instead of an answer, and why that is none.
    private static readonly (string Start, string Name)[] s_errors =
    [
        ("RuntimeError", "crashes"),
        ("not a valid RDF 1.2 term", "TRIPLE gives up"),
    ];

    /// <summary>A case with literals that Oxigraph keeps as they are written; null if it cannot be judged.</summary>
    /// <param name="one">The case; its updates are done already.</param>
    public static (string Query, Judgement Judged)? Kept(GeneratedCase one)
    {
        var query = s_literals.Aggregate(
            one.Query.ToString(), (text, pair) => text.Replace(pair.Ours.ToString(), pair.Kept.ToString(), StringComparison.Ordinal));
        var quads = one.Judged?.After.Quads.Select(q => q with { Subject = Kept(q.Subject), Object = Kept(q.Object) });
        return quads is not null && Judgement.Of(quads, null, query) is { } judged ? (query, judged) : null;
    }

    /// <summary>
    /// The case without one of the known deviations, for each that its query may show, and at last without all of them. The answer that is
    /// right for it is another than for the case, and the judgement says which.
    /// </summary>
    /// <param name="judged">The case.</param>
    public static IEnumerable<(string Name, string Query, Judgement Judged)> Avoided(Judgement judged)
    {
        var shown = s_deviations.Where(deviation => deviation.Rewrite(judged.Query) != judged.Query).ToList();
        var all = shown.Aggregate(judged.Query, (query, deviation) => deviation.Rewrite(query));
        var written = shown.Select(deviation => (deviation.Name, deviation.Rewrite(judged.Query))).Append(("several of these", all));
        foreach (var (name, query) in written)
        {
            var text = SparqlPrinter.Print(query);
            if (Judgement.Of(judged.After.Quads, null, text) is { } right)
            {
                yield return (name, text, right);
            }
        }
    }

    /// <summary>The deviation that an error message shows; null if it is not known.</summary>
    public static string? OfError(string error) =>
        s_errors.Where(known => error.Contains(known.Start, StringComparison.Ordinal)).Select(known => known.Name).FirstOrDefault();

    private static Term Kept(Term term) => term switch
    {
        TripleTerm t => new TripleTerm(Kept(t.Subject), t.Predicate, Kept(t.Object)),
        _ => s_literals.Where(pair => pair.Ours == term).Select(pair => pair.Kept).FirstOrDefault() ?? term,
    };

    private static Literal Typed(string lexical, string type) => new(lexical, new Iri(Xsd.Namespace + type));
}
