#pragma warning disable CS1591 // The members are named exactly as the datatypes of the recommendation; see the type's link.
namespace KnowledgeGraph.Rdf.Values;

/// <summary>
/// The datatypes whose values are known here. Integer and its derived types stand together, from <see cref="Integer"/> to
/// <see cref="PositiveInteger"/>; numeric types are everything from <see cref="Integer"/> to <see cref="Double"/>.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#xsd-datatypes"/>
public enum XsdDatatype : byte
{
    /// <summary>A datatype without known values.</summary>
    Unknown = 0,
    String, LangString, DirLangString, Boolean,
    Integer, NonPositiveInteger, NegativeInteger, Long, Int, Short, Byte, NonNegativeInteger, UnsignedLong, UnsignedInt, UnsignedShort,
    UnsignedByte, PositiveInteger, Decimal, Float, Double,
    DateTime, DateTimeStamp, Date, Time, GYear, GYearMonth, GMonthDay, GDay, GMonth,
    Duration, DayTimeDuration, YearMonthDuration,
    AnyUri,
}
