using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// The order of ORDER BY, MIN and MAX (SPARQL 1.1 §15.1): no value, blank nodes, IRIs, literals (and, SPARQL 1.2, triple terms last).
/// Where the recommendation orders two terms, so does this; where it does not, zero.
/// </summary>
internal static class ReferenceOrder
{
    /// <summary>Compares two terms, null for no value.</summary>
    public static int Compare(Term? left, Term? right)
    {
        var ranks = Rank(left).CompareTo(Rank(right));
        return ranks != 0 ? ranks : (left, right) switch
        {
            (Iri a, Iri b) => ReferenceValues.CompareCodePoints(a.Value, b.Value),
            (Literal, Literal) => ReferenceValues.Compare(left, right) ?? 0,

            // SPARQL 1.2 §15.1: subject, then predicate, then object.
            (TripleTerm a, TripleTerm b) =>
                Compare(a.Subject, b.Subject) is not 0 and var subject ? subject
                : Compare(a.Predicate, b.Predicate) is not 0 and var predicate ? predicate
                : Compare(a.Object, b.Object),
            _ => 0,
        };
    }

    private static int Rank(Term? term) => term switch
    {
        null => 0,
        BlankNode => 1,
        Iri => 2,
        Literal => 3,
        _ => 4,
    };
}
