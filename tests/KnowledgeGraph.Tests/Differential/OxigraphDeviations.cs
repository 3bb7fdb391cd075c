using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.TestKit.Generation;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// Where Oxigraph 0.5.11 is known to differ from the recommendation, looked up only for an answer that differs. Each has its line in
/// <c>disagreements.md</c>.
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

    // What a query that is answered differently has, and the line of the table.
    private static readonly (string Use, string Name)[] s_uses =
    [
        ("SameValue()", "sameValue unknown"),
        ("BNode()", "BNODE shared by solutions"),
        ("ZeroLengthFromTerm", "zero-length path from a term"),
        ("PathWithDuplicates", "paths without duplicates"),
        ("SubStr()", "SUBSTR from below 1"),
        ("StrDt()", "STRDT gives values"),
        ("Replace()", "replacement of REPLACE"),
        ("GroupWithoutKeys", "aggregates over nothing"),
        ("KeyInAggregate", "name of a key in an aggregate"),
        ("MinusInVariableGraph", "MINUS within GRAPH and a variable"),
        ("Describe", "DESCRIBE without a solution"),
        ("Less", "comparison without an order"), ("LessOrEqual", "comparison without an order"),
        ("Greater", "comparison without an order"), ("GreaterOrEqual", "comparison without an order"),
        ("Equal", "equality of dates"), ("NotEqual", "equality of dates"), ("In", "equality of dates"),
    ];

    // The lexical form of a computed number is open, so what looks at it is no matter of right and wrong.
    private static readonly string[] s_readsForm = ["Str()", "string()", "SameTerm()"];

    // What it says instead of an answer, and why that is none.
    private static readonly (string Start, string Name)[] s_errors =
    [
        ("expected ENCODE_FOR_URI", "sameValue unknown"),
        ("RuntimeError", "crashes"),
        ("not a valid RDF 1.2 term", "TRIPLE gives up"),
        ("The SELECT contains a variable that is unbound", "GROUP BY refused"),
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

    /// <summary>The known deviation that may explain a difference; null if none does.</summary>
    /// <param name="judged">The case.</param>
    public static string? Of(Judgement judged)
    {
        var uses = judged.Uses.ToHashSet(StringComparer.Ordinal);
        return s_uses.Where(deviation => uses.Contains(deviation.Use)).Select(deviation => deviation.Name)
            .Concat(Verdict.ChangesNumbers(judged.Query) && uses.Overlaps(s_readsForm) ? ["form of computed numbers"] : [])
            .FirstOrDefault();
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
