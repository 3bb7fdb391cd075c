using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A property as clients name it: an IRI, or <c>^</c> and an IRI for the way back, as in SPARQL's paths.</summary>
/// <param name="Property">The property.</param>
/// <param name="IsInverse">True for the way from the object to the subject.</param>
public readonly record struct PropertyId(Iri Property, bool IsInverse)
{
    /// <summary>Reads an identifier.</summary>
    /// <param name="text">The identifier.</param>
    /// <param name="property">The property.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PropertyId property)
    {
        var isInverse = text is ['^', ..];
        var iri = isInverse ? text![1..] : text;
        var isRight = iri is not null && IriReference.IsWellFormedIri(iri);
        property = isRight ? new PropertyId(new Iri(iri!), isInverse) : default;
        return isRight;
    }

    /// <inheritdoc/>
    public override string ToString() => (IsInverse ? "^" : "") + Property.Value;
}
