namespace KnowledgeGraph.Rdf.Vocabularies;

/// <summary>Datatypes of XML Schema 1.1 Part 2.</summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/"/>
public static class Xsd
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>xsd:string.</summary>
    public static Iri String { get; } = new(Namespace + "string");

    /// <summary>xsd:boolean.</summary>
    public static Iri Boolean { get; } = new(Namespace + "boolean");

    /// <summary>xsd:integer.</summary>
    public static Iri Integer { get; } = new(Namespace + "integer");

    /// <summary>xsd:decimal.</summary>
    public static Iri Decimal { get; } = new(Namespace + "decimal");

    /// <summary>xsd:double.</summary>
    public static Iri Double { get; } = new(Namespace + "double");

    /// <summary>xsd:float.</summary>
    public static Iri Float { get; } = new(Namespace + "float");

    /// <summary>xsd:date.</summary>
    public static Iri Date { get; } = new(Namespace + "date");

    /// <summary>xsd:dateTime.</summary>
    public static Iri DateTime { get; } = new(Namespace + "dateTime");

    /// <summary>xsd:time.</summary>
    public static Iri Time { get; } = new(Namespace + "time");

    /// <summary>xsd:gYear.</summary>
    public static Iri GYear { get; } = new(Namespace + "gYear");

    /// <summary>xsd:gYearMonth.</summary>
    public static Iri GYearMonth { get; } = new(Namespace + "gYearMonth");

    /// <summary>xsd:duration.</summary>
    public static Iri Duration { get; } = new(Namespace + "duration");

    /// <summary>xsd:dayTimeDuration.</summary>
    public static Iri DayTimeDuration { get; } = new(Namespace + "dayTimeDuration");

    /// <summary>xsd:yearMonthDuration.</summary>
    public static Iri YearMonthDuration { get; } = new(Namespace + "yearMonthDuration");

    /// <summary>xsd:anyURI.</summary>
    public static Iri AnyUri { get; } = new(Namespace + "anyURI");
}
