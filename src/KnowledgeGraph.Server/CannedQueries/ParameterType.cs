using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>What values a parameter of a canned query takes, and the RDF term that a text becomes.</summary>
public sealed partial class ParameterType
{
    private static readonly Dictionary<string, ParameterType> s_types = new ParameterType[]
    {
        new("iri", "string", "uri", "an absolute IRI such as https://w3id.org/secoop/id/nato", IsIri, text => new Iri(text)),
        new("string", "string", null, "a text", _ => true, text => new Literal(text)),
        new("literal", "string", null, "a text", _ => true, text => new Literal(text)),
        new("integer", "integer", null, "a whole number such as 2007", IsInteger, text => new Literal(text, Xsd.Integer)),
        new("decimal", "number", null, "a decimal number such as 12.5", IsDecimal, text => new Literal(text, Xsd.Decimal)),
        new("number", "number", null, "a decimal number such as 12.5", IsDecimal, text => new Literal(text, Xsd.Decimal)),
        new("double", "number", "double", "a number such as 1.5E3", IsDouble, text => new Literal(text, Xsd.Double)),
        new("boolean", "boolean", null, "true or false", text => text is "true" or "false", text => new Literal(text, Xsd.Boolean)),
        new("date", "string", "date", "a date such as 2007-10-31", IsDate, text => new Literal(text, Xsd.Date)),
        new("gYear", "string", null, "a year such as 2007", IsYear, text => new Literal(text, Xsd.GYear)),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    private readonly Func<string, bool> _accepts;
    private readonly Func<string, Term> _bind;

    private ParameterType(
        string name, string schemaType, string? schemaFormat, string expected, Func<string, bool> accepts, Func<string, Term> bind)
    {
        Name = name;
        SchemaType = schemaType;
        SchemaFormat = schemaFormat;
        Expected = expected;
        _accepts = accepts;
        _bind = bind;
    }

    /// <summary>A text that becomes an xsd:string.</summary>
    public static ParameterType String => s_types["string"];

    /// <summary>The suffix of the variable: <c>iri</c>, <c>integer</c>, <c>en</c> …</summary>
    public string Name { get; }

    /// <summary>The type in JSON Schema.</summary>
    public string SchemaType { get; }

    /// <summary>The format in JSON Schema, or null.</summary>
    public string? SchemaFormat { get; }

    /// <summary>The values allowed, in words that complete "expected …".</summary>
    public string Expected { get; }

    /// <summary>The input type of an HTML form.</summary>
    public string InputType => Name switch
    {
        "iri" => "url",
        "integer" or "gYear" => "number",
        "date" => "date",
        _ => "text",
    };

    /// <summary>The type that a suffix names.</summary>
    /// <param name="suffix">The last part of the variable's name.</param>
    /// <param name="type">The type.</param>
    public static bool TryParse(string suffix, out ParameterType type)
    {
        if (s_types.TryGetValue(suffix, out type!))
        {
            return true;
        }

        if (suffix.Length == 2 && suffix.All(char.IsAsciiLetterLower))
        {
            type = new ParameterType(suffix, "string", null, "a text", _ => true, text => new Literal(text, suffix));
            return true;
        }

        type = String;
        return false;
    }

    /// <summary>Makes the term that a text stands for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="term">The term, null if the text is of another type.</param>
    /// <param name="expected">What would have been right, null if the text is.</param>
    public bool TryBind(string text, out Term? term, out string? expected)
    {
        var accepted = _accepts(text);
        term = accepted ? _bind(text) : null;
        expected = accepted ? null : Expected;
        return accepted;
    }

    private static bool IsIri(string text) => IriReference.IsWellFormedIri(text);

    private static bool IsInteger(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsDecimal(string text) => DecimalForm().IsMatch(text);

    private static bool IsDouble(string text) => DoubleForm().IsMatch(text);

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsYear(string text) => YearForm().IsMatch(text);

    [GeneratedRegex("""^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z""", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalForm();

    [GeneratedRegex("""^([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN)\z""", RegexOptions.CultureInvariant)]
    private static partial Regex DoubleForm();

    [GeneratedRegex("""^-?[0-9]{4,}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex YearForm();
}
