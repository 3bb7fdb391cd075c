using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Explore;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>What stands behind a triple, for a page.</summary>
/// <param name="Triple">The triple.</param>
/// <param name="Claims">The claims that speak of it.</param>
/// <param name="Origins">What a rule of the build derived it from.</param>
/// <param name="Inferred">How it follows under the entailment regime; null if it is asserted.</param>
/// <param name="Premises">The premises of that.</param>
public sealed record StatementView(
    Triple Triple, IReadOnlyList<ClaimView> Claims, IReadOnlyList<Iri> Origins, Conclusion? Inferred, IReadOnlyList<StatementView> Premises)
{
    /// <summary>True if more claims may speak of it than are read.</summary>
    public bool ClaimsAreCut { get; init; }

    /// <summary>The page with all claims that speak of it; null if it is no statement between two things.</summary>
    public string? Page => Triple is { Subject: Iri subject, Object: Iri @object }
        ? EdgeEvidence.AddressOf(subject, Triple.Predicate, @object)
        : null;

    /// <summary>Reads what stands behind a triple.</summary>
    /// <param name="behind">What was found.</param>
    /// <param name="quotes">Puts the words to the claims.</param>
    internal static StatementView Of(StatementEvidence behind, ClaimQuotes quotes)
    {
        var triple = behind.Statement.Triple;
        return new StatementView(
            triple, [.. behind.Claims.Select(claim => quotes.View(triple, claim))], behind.Origins, behind.Inferred,
            [.. (behind.Inferred?.Premises ?? []).Select(premise => Of(premise, quotes))]);
    }

    /// <summary>All terms in it, for their labels.</summary>
    public IEnumerable<Term> Terms =>
    [
        Triple.Subject, Triple.Predicate, Triple.Object, .. Origins,
        .. Claims.SelectMany(claim => claim.Terms), .. Premises.SelectMany(premise => premise.Terms),
    ];
}
