using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>What the parser says of a text: what kind of query it is, or where it stops being one.</summary>
/// <param name="Kind">select, ask, construct, describe or update; null if the text does not parse.</param>
/// <param name="Error">What is wrong; null if it parses.</param>
public sealed record QueryCheck(string? Kind, QueryError? Error)
{
    /// <summary>Parses a text; nothing is evaluated.</summary>
    /// <param name="text">The text.</param>
    /// <param name="baseIri">The base of relative IRIs.</param>
    public static QueryCheck Of(string text, string baseIri)
    {
        if (SparqlParser.TryParseQuery(text, out var query, out var error, baseIri))
        {
            return new QueryCheck(KindOf(query), null);
        }

        try
        {
            SparqlParser.ParseUpdate(text, baseIri);
            return new QueryCheck("update", null);
        }
        catch (SparqlSyntaxException ofUpdate)
        {
            // The grammar that follows the text further is the one that is meant.
            return new QueryCheck(null, QueryError.Of(IsBefore(error, ofUpdate) ? ofUpdate : error));
        }
    }

    private static string KindOf(SparqlQuery query) => query switch
    {
        SparqlQuery.Select => "select",
        SparqlQuery.Ask => "ask",
        SparqlQuery.Construct => "construct",
        _ => "describe",
    };

    private static bool IsBefore(SparqlSyntaxException left, SparqlSyntaxException right) =>
        (left.Line, left.Column).CompareTo((right.Line, right.Column)) < 0;
}
