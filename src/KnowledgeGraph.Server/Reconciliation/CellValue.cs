using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Values of properties as the protocol writes them: things, numbers, dates with a time, texts.</summary>
/// <seealso href="https://reconciliation-api.github.io/specs/0.2/#data-extension-responses"/>
public static partial class CellValue
{
    // Whole numbers that every JSON reader keeps (RFC 8259 §6).
    private const long MaxExact = (1L << 53) - 1;

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="names">Names of things.</param>
    /// <param name="withLanguage">True to tell the language of texts, as the draft of 1.0 does.</param>
    public static JsonObject Of(Term value, IReadOnlyDictionary<Iri, string> names, bool withLanguage)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(names);
        return value switch
        {
            Iri iri => new JsonObject { ["id"] = iri.Value, ["name"] = names[iri] },
            Literal literal => Of(literal, withLanguage),
            _ => new JsonObject { ["str"] = value.ToString() },
        };
    }

    private static JsonObject Of(Literal literal, bool withLanguage)
    {
        var text = literal.Lexical;
        if (literal.Datatype == Xsd.Integer
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && Math.Abs(whole) <= MaxExact)
        {
            return new JsonObject { ["int"] = whole };
        }

        if ((literal.Datatype == Xsd.Decimal || literal.Datatype == Xsd.Double || literal.Datatype == Xsd.Float)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return new JsonObject { ["float"] = number };
        }

        if (DateOf(literal) is { } date)
        {
            return new JsonObject { ["date"] = date };
        }

        var json = new JsonObject { ["str"] = text };
        if (withLanguage && literal.Language is { } language)
        {
            json["lang"] = language;
        }

        return json;
    }

    // The protocol knows dates with a time alone: a day is written as its first instant, in UTC, as OpenRefine does.
    private static string? DateOf(Literal literal) =>
        literal.Datatype == Xsd.Date && Day().Match(literal.Lexical) is { Success: true } day ? day.Groups[1].Value + "T00:00:00Z"
        : literal.Datatype == Xsd.DateTime && Instant().IsMatch(literal.Lexical) ? literal.Lexical
        : null;

    [GeneratedRegex("""^([0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9]))(Z|[+-][0-9]{2}:[0-9]{2})?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(
        """^[0-9]{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12][0-9])T(2[0-3]|[01][0-9])(:[0-5][0-9]){2}"""
            + """(\.[0-9]+)?(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?\z""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
