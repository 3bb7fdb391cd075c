using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.TestKit.Comparison;

/// <summary>
/// Brings numbers to a form in which results that are equally right are equal: the recommendation leaves open how many digits a division
/// has, in which order a sum is made, and which of two equal values MIN returns.
/// </summary>
public static class DerivedNumbers
{
    /// <summary>A row with every well-formed number replaced by its value with ten digits (five for xsd:float).</summary>
    /// <param name="row">The row; null is unbound.</param>
    public static IReadOnlyList<Term?> Normalise(IReadOnlyList<Term?> row) => [.. row.Select(Normalise)];

    /// <summary>A row with every well-formed number in the canonical form of its datatype.</summary>
    /// <param name="row">The row; null is unbound.</param>
    public static IReadOnlyList<Term?> Canonical(IReadOnlyList<Term?> row) =>
        [.. row.Select(term => ReferenceNumber.Of(term) is { } number ? new Literal(number.ToLiteral().Lexical, ((Literal)term!).Datatype) : term)];

    private static Term? Normalise(Term? term)
    {
        if (ReferenceNumber.Of(term) is not { } number)
        {
            return term;
        }

        var value = number.CastTo(NumericType.Double)!.Double;
        var digits = number.Type == NumericType.Float ? "G5" : "G10";
        return new Literal(value == 0 ? "0" : value.ToString(digits, CultureInfo.InvariantCulture), new Iri(Xsd.Namespace + "anyNumber"));
    }
}
