namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>The primitive datatypes, whose value spaces have nothing in common (XSD 1.1 Part 2 §2.2, RDF 1.2 Concepts §5).</summary>
internal enum ValueSpace
{
    Text,
    LanguageString,
    DirectionalLanguageString,
    Boolean,
    Decimal,
    Float,
    Double,
    DateTime,
    Date,
    Time,
    GYear,
    GYearMonth,
    GMonthDay,
    GDay,
    GMonth,
    Duration,
    AnyUri,
    HexBinary,
    Base64Binary,
    Xml,
    Html,
    Json,
}
