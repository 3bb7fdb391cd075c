using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Whether a value of the data is the one that a client has in mind.</summary>
public static class Likeness
{
    /// <summary>1 if it is, else 0.</summary>
    /// <param name="value">The value in the data.</param>
    /// <param name="labels">Its labels, if it is a thing.</param>
    /// <param name="asked">The value asked for.</param>
    public static double Of(Term value, IEnumerable<string> labels, MatchValue asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return value switch
        {
            Iri iri => asked.Entity == iri || labels.Any(label => Fold(label) == Fold(asked.Text)) ? 1 : 0,
            Literal literal => IsSame(literal, asked.Text) ? 1 : 0,
            _ => 0,
        };
    }

    /// <summary>A text without what people write differently: case, width and form of characters, spaces.</summary>
    /// <param name="text">The text.</param>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // A lone surrogate has no normal form.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return string.Join(' ',
            whole.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsSame(Literal literal, string asked) =>
        Fold(literal.Lexical) == Fold(asked)
        || (IsNumber(literal, out var number) && decimal.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var other)
            && number == other)
        || (IsDate(literal) && IsYearOrMonth(asked) && literal.Lexical.StartsWith(asked + "-", StringComparison.Ordinal));

    private static bool IsNumber(Literal literal, out decimal number)
    {
        number = 0;
        return (literal.Datatype == Xsd.Integer || literal.Datatype == Xsd.Decimal || literal.Datatype == Xsd.Double)
            && decimal.TryParse(literal.Lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsDate(Literal literal) => literal.Datatype == Xsd.Date || literal.Datatype == Xsd.DateTime;

    // 2007 or 2007-10.
    private static bool IsYearOrMonth(string text) =>
        text.Length is 4 or 7 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0
        && (text.Length == 4 || (text[4] == '-' && text.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0));
}
