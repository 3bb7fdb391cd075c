using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>
/// Functions on dates and times (SPARQL 1.1 §17.4.5). Besides xsd:dateTime they take every date and time type that has the part asked for.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-date-time"/>
internal static class DateTimeFunctions
{
    public static TermId Now(TermWorkspace workspace) =>
        workspace.Typed(XsdDateTime.From(workspace.Context.Now).ToString(), XsdDatatype.DateTime);

    public static TermId Year(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasYear ? workspace.Integer(value.Year) : default;

    public static TermId Month(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasMonth ? workspace.Integer(value.Month) : default;

    public static TermId Day(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasDay ? workspace.Integer(value.Day) : default;

    public static TermId Hours(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasTime ? workspace.Integer(value.Hour) : default;

    public static TermId Minutes(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasTime ? workspace.Integer(value.Minute) : default;

    public static TermId Seconds(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasTime ? workspace.Number(XsdNumber.Decimal(value.Second)) : default;

    /// <summary>TIMEZONE: an error if there is none.</summary>
    public static TermId Timezone(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) && value.HasTimezone
            ? workspace.Typed(
                new XsdDuration(default, value.OffsetMinutes * 60).ToCanonical(XsdDatatype.DayTimeDuration), XsdDatatype.DayTimeDuration)
            : default;

    /// <summary>TZ: "" if there is none.</summary>
    public static TermId Tz(TermWorkspace workspace, TermId term) =>
        workspace.TryGetDateTime(term, out var value) ? workspace.Text(value.TimezoneText) : default;
}
