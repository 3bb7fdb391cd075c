using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>What is right for a case, by the reference evaluator.</summary>
/// <param name="Update">The update request; null if there is none.</param>
/// <param name="After">The data after it.</param>
/// <param name="UpdateFails">True if the request must fail and change nothing.</param>
/// <param name="Query">The query.</param>
/// <param name="Answer">Its answer, without regard to LIMIT and OFFSET of the query itself.</param>
public sealed record Judgement(Update? Update, ReferenceDataset After, bool UpdateFails, Query Query, ReferenceResult Answer)
{
    /// <summary>True if the answer has rows or triples, or is true.</summary>
    public bool HasRows => Answer switch
    {
        ReferenceResult.Solutions solutions => solutions.Rows.Count > 0,
        ReferenceResult.Boolean boolean => boolean.Value,
        ReferenceResult.Graph graph => graph.Triples.Count > 0,
        _ => false,
    };

    /// <summary>Judges a case; null if it is too large for the reference evaluator, or no query.</summary>
    /// <param name="quads">The data.</param>
    /// <param name="updateText">The update request before the query; null for none.</param>
    /// <param name="queryText">The query.</param>
    public static Judgement? Of(IEnumerable<Quad> quads, string? updateText, string queryText)
    {
        try
        {
            var update = updateText is null ? null : SparqlParser.ParseUpdate(updateText);
            var data = ReferenceDataset.Of(quads);
            var after = update is null ? data : ReferenceUpdate.Apply(update, data, GeneratedCase.SolutionLimit);

            // The full answer: which rows LIMIT keeps is open.
            var query = SparqlParser.ParseQuery(queryText);
            var full = query.Pattern is GraphPattern.Slice slice ? query with { Pattern = slice.Inner } : query;
            return new Judgement(
                update, after ?? data, after is null, query, ReferenceEvaluator.Evaluate(full, after ?? data, GeneratedCase.SolutionLimit));
        }
        catch (Exception e) when (e is ReferenceLimitException or SparqlSyntaxException)
        {
            return null;
        }
    }

    /// <summary>Everything that query and update are made of; see <see cref="AlgebraUses"/>.</summary>
    public IEnumerable<string> Uses => AlgebraUses.Of(Query).Concat(Update is null ? [] : AlgebraUses.Of(Update)).Distinct(StringComparer.Ordinal);
}
