using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// An xsd:dateTime or xsd:date with a year from 1 to 9999: the local time it names (a date at its first moment) and minutes east of UTC,
/// null without a time zone.
/// </summary>
internal sealed partial record ReferenceDate(DateTime Local, int? Offset, bool HasTime)
{
    private static readonly Iri s_dayTimeDuration = new(Xsd.Namespace + "dayTimeDuration");

    public DateTime Instant => Local.AddMinutes(-(Offset ?? 0));

    /// <summary>The value of a literal; null if it is no dateTime or date.</summary>
    public static ReferenceDate? Of(Term? term)
    {
        var literal = term as Literal;
        var form = literal?.Datatype == Xsd.DateTime ? DateTimeForm() : literal?.Datatype == Xsd.Date ? DateForm() : null;

        // 24:00:00 is midnight at the end of the day. White space around is collapsed (XML Schema 1.1 Part 2 §4.3.6).
        var text = literal?.Lexical.Trim(' ', '\t', '\n', '\r');
        var isEndOfDay = form is not null && EndOfDay().IsMatch(text!);
        var match = form?.Match(isEndOfDay ? text!.Replace("T24:", "T00:", StringComparison.Ordinal) : text!);
        if (match is not { Success: true }
            || !DateTime.TryParse(
                match.Groups["local"].Value, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var local))
        {
            return null;
        }

        var zone = match.Groups["zone"].Value;
        int? offset = zone == "" ? null : zone == "Z" ? 0 : Number(zone[1..3]) * 60 + Number(zone[4..6]);
        return offset > 14 * 60
            ? null
            : new ReferenceDate(local.AddDays(isEndOfDay ? 1 : 0), zone.StartsWith('-') ? -offset : offset, literal!.Datatype == Xsd.DateTime);
    }

    /// <summary>The parts of SPARQL 1.1 §17.4.5. An xsd:date has those of its day. Null is an error.</summary>
    public Term? Part(BuiltInFunction function) => function switch
    {
        BuiltInFunction.Year => ReferenceStrings.Integer(Local.Year),
        BuiltInFunction.Month => ReferenceStrings.Integer(Local.Month),
        BuiltInFunction.Day => ReferenceStrings.Integer(Local.Day),
        BuiltInFunction.Tz => ReferenceValues.Of(Zone),
        BuiltInFunction.Timezone => Offset is { } minutes ? new Literal(Duration(minutes), s_dayTimeDuration) : null,
        _ when !HasTime => null,
        BuiltInFunction.Hours => ReferenceStrings.Integer(Local.Hour),
        BuiltInFunction.Minutes => ReferenceStrings.Integer(Local.Minute),
        _ => ReferenceNumber.Of((decimal)(Local.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond).ToLiteral(),
    };

    // XML Schema 1.1 Part 2 §3.3.7: without a time zone the instant is known to within 14 hours.
    public static int? Compare(ReferenceDate left, ReferenceDate right)
    {
        if (left.Offset is null == right.Offset is null)
        {
            return left.Instant.CompareTo(right.Instant);
        }

        var difference = left.Instant - right.Instant;
        return difference.Duration() > TimeSpan.FromHours(14) ? difference.CompareTo(TimeSpan.Zero) : null;
    }

    /// <summary>The literal as xsd:dateTime or xsd:date (XPath F&amp;O §19.1.2.1): no zeros after the seconds, UTC is Z.</summary>
    public Literal ToLiteral(bool withTime) => new(
        Local.ToString(withTime ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-dd", CultureInfo.InvariantCulture) + Zone,
        withTime ? Xsd.DateTime : Xsd.Date);

    private string Zone => Offset switch
    {
        null => "",
        0 => "Z",
        { } minutes => (minutes < 0 ? "-" : "+") + TimeSpan.FromMinutes(Math.Abs(minutes)).ToString(@"hh\:mm", CultureInfo.InvariantCulture),
    };

    // XML Schema 1.1 Part 2 §E.2.1, the canonical form of a day-time duration.
    private static string Duration(int minutes)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        var parts = (hours > 0 ? $"{hours}H" : "") + (rest > 0 ? $"{rest}M" : "");
        return minutes == 0 ? "PT0S" : (minutes < 0 ? "-PT" : "PT") + parts;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"T24:00:00(\.0+)?(Z|[+-]|\z)")]
    private static partial Regex EndOfDay();

    [GeneratedRegex(@"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?)(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2})(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateForm();
}
