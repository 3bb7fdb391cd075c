namespace KnowledgeGraph.Store;

/// <summary>The datatypes whose values the store knows. Everything else is <see cref="Other"/>.</summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes"/>
public enum XsdType : byte
{
    /// <summary>Not a literal, or a datatype without values here.</summary>
    Other = 0,

    /// <summary>xsd:integer.</summary>
    Integer = 1,

    /// <summary>xsd:nonPositiveInteger.</summary>
    NonPositiveInteger = 2,

    /// <summary>xsd:negativeInteger.</summary>
    NegativeInteger = 3,

    /// <summary>xsd:long.</summary>
    Long = 4,

    /// <summary>xsd:int.</summary>
    Int = 5,

    /// <summary>xsd:short.</summary>
    Short = 6,

    /// <summary>xsd:byte.</summary>
    Byte = 7,

    /// <summary>xsd:nonNegativeInteger.</summary>
    NonNegativeInteger = 8,

    /// <summary>xsd:unsignedLong.</summary>
    UnsignedLong = 9,

    /// <summary>xsd:unsignedInt.</summary>
    UnsignedInt = 10,

    /// <summary>xsd:unsignedShort.</summary>
    UnsignedShort = 11,

    /// <summary>xsd:unsignedByte.</summary>
    UnsignedByte = 12,

    /// <summary>xsd:positiveInteger.</summary>
    PositiveInteger = 13,

    /// <summary>xsd:decimal.</summary>
    Decimal = 14,

    /// <summary>xsd:float.</summary>
    Float = 15,

    /// <summary>xsd:double.</summary>
    Double = 16,

    /// <summary>xsd:boolean.</summary>
    Boolean = 17,

    /// <summary>xsd:dateTime.</summary>
    DateTime = 18,

    /// <summary>xsd:date.</summary>
    Date = 19,

    /// <summary>xsd:time.</summary>
    Time = 20,

    /// <summary>xsd:gYearMonth.</summary>
    GYearMonth = 21,

    /// <summary>xsd:gYear.</summary>
    GYear = 22,

    /// <summary>xsd:string.</summary>
    String = 23,
}
