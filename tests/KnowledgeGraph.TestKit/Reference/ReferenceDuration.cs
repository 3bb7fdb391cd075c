using System.Xml;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>An xsd:dayTimeDuration, which TIMEZONE gives; the other durations are beyond the recommendation.</summary>
internal static class ReferenceDuration
{
    /// <summary>The length; null if the literal is no xsd:dayTimeDuration.</summary>
    public static TimeSpan? Of(Term? term)
    {
        if (term is not Literal literal || literal.Datatype.Value != Xsd.Namespace + "dayTimeDuration"
            || literal.Lexical.AsSpan().ContainsAny("YW") || literal.Lexical.Split('T')[0].Contains('M', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(literal.Lexical);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
