using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// The datatypes whose values are known. Of several of one value space the first that contains a value is that in which canonical literals
/// are written: xsd:integer before xsd:decimal, so that 1 stays 1.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/"/>
internal static partial class KnownDatatypes
{
    public static ImmutableArray<Datatype> All { get; } =
    [
        Xsd("string", ValueSpace.Text, Text),
        Xsd("normalizedString", ValueSpace.Text, text => text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? Text(text) : null),
        Xsd("token", ValueSpace.Text, text => Token().IsMatch(text) ? Text(text) : null),
        Xsd("language", ValueSpace.Text, text => Language().IsMatch(text) ? text : null),
        Xsd("NMTOKEN", ValueSpace.Text, text => text.Length > 0 && text.All(unit => XmlConvert.IsNCNameChar(unit) || unit == ':') ? text : null),
        Xsd("Name", ValueSpace.Text, text => IsName(text, colons: true) ? text : null),
        Xsd("NCName", ValueSpace.Text, text => IsName(text, colons: false) ? text : null),
        new(RdfVocabulary.LangString, ValueSpace.LanguageString, text => text),
        new(RdfVocabulary.DirLangString, ValueSpace.DirectionalLanguageString, text => text),
        Known(XsdDatatype.Boolean, ValueSpace.Boolean, Boolean),
        .. Numbers(),
        Known(XsdDatatype.Float, ValueSpace.Float, text => XsdFloating.TryParseFloat(text, out var value) ? XsdFloating.ToCanonical(value) : null),
        Known(XsdDatatype.Double, ValueSpace.Double, text => XsdFloating.TryParseDouble(text, out var value) ? XsdFloating.ToCanonical(value) : null),
        Time(XsdDatatype.DateTime, ValueSpace.DateTime),
        Time(XsdDatatype.DateTimeStamp, ValueSpace.DateTime),
        Time(XsdDatatype.Date, ValueSpace.Date),
        Time(XsdDatatype.Time, ValueSpace.Time),
        Time(XsdDatatype.GYear, ValueSpace.GYear),
        Time(XsdDatatype.GYearMonth, ValueSpace.GYearMonth),
        Time(XsdDatatype.GMonthDay, ValueSpace.GMonthDay),
        Time(XsdDatatype.GDay, ValueSpace.GDay),
        Time(XsdDatatype.GMonth, ValueSpace.GMonth),
        Duration(XsdDatatype.Duration),
        Duration(XsdDatatype.DayTimeDuration),
        Duration(XsdDatatype.YearMonthDuration),
        Known(XsdDatatype.AnyUri, ValueSpace.AnyUri, text => text),
        Xsd("hexBinary", ValueSpace.HexBinary, Hexadecimal),
        Xsd("base64Binary", ValueSpace.Base64Binary, Base64),
        new(new Iri(RdfVocabulary.Namespace + "XMLLiteral"), ValueSpace.Xml, Xml),
        new(new Iri(RdfVocabulary.Namespace + "HTML"), ValueSpace.Html, text => text),
        new(new Iri(RdfVocabulary.Namespace + "JSON"), ValueSpace.Json, JsonValue.Canonical),
    ];

    private static Datatype Xsd(string name, ValueSpace space, Func<string, string?> canonical) =>
        new(new Iri(Rdf.Vocabularies.Xsd.Namespace + name), space, canonical);

    private static Datatype Known(XsdDatatype datatype, ValueSpace space, Func<string, string?> canonical) =>
        new(XsdDatatypes.IriOf(datatype), space, canonical);

    private static IEnumerable<Datatype> Numbers() =>
        from datatype in Enum.GetValues<XsdDatatype>()
        where XsdDatatypes.IsInteger(datatype) || datatype == XsdDatatype.Decimal
        select Known(
            datatype, ValueSpace.Decimal,
            text => XsdNumber.TryParse(System.Text.Encoding.UTF8.GetBytes(text), datatype, out var number) ? number.Exact.ToString() : null);

    // XSD 1.1 Part 2 §2.2.1: values of different time zones may be equal, but are not identical; the canonical form keeps the zone.
    private static Datatype Time(XsdDatatype datatype, ValueSpace space) =>
        Known(datatype, space, text => XsdDateTime.TryParse(text, datatype, out var value) ? value.ToString() : null);

    // §3.4.26, §3.4.27: zero is a value of both restrictions, whose canonical forms differ.
    private static Datatype Duration(XsdDatatype datatype) => Known(
        datatype, ValueSpace.Duration,
        text => XsdDuration.TryParse(text, datatype, out var value) ? value.ToString()
            : datatype == XsdDatatype.YearMonthDuration && text == "PT0S" ? text : null);

    // RDF 1.2 Concepts §5.1: a string with a character that XML forbids is ill-typed.
    private static string? Text(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]) && !IsXml11Control(text[i]))
            {
                return null;
            }
        }

        return text;
    }

    // XML 1.1 allows the control characters but NUL.
    private static bool IsXml11Control(char unit) => unit is > '\0' and < ' ';

    private static bool IsName(string text, bool colons) =>
        text.Length > 0 && (XmlConvert.IsStartNCNameChar(text[0]) || (colons && text[0] == ':'))
        && text.All(unit => XmlConvert.IsNCNameChar(unit) || (colons && unit == ':'));

    private static string? Boolean(string text) => text switch
    {
        "true" or "1" => "true",
        "false" or "0" => "false",
        _ => null,
    };

    private static string? Hexadecimal(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? text.ToUpperInvariant() : null;

    private static string? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Convert.ToBase64String(bytes, 0, length) : null;
    }

    // RDF 1.2 Concepts §5.2: well-formed content. Different texts are taken for different values, which a processor may do.
    private static string? Xml(string text)
    {
        var settings = new XmlReaderSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            while (reader.Read())
            {
            }

            return text;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
