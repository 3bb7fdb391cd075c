using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// Why a claim makes no fact, as the term of the vocabulary that says so: denied, future, hedged, in a plan, a scenario, an assessment …
/// </summary>
public static class ClaimStatus
{
    private static readonly Iri s_denied = Vocabulary.Term("denied");
    private static readonly Iri s_plain = Vocabulary.Term("plain");
    private static readonly Iri s_future = Vocabulary.Term("future");

    /// <summary>The first reason: denial, then the context that nobody confirms, then doubt, then that it is not done.</summary>
    /// <param name="claim">The claim.</param>
    /// <returns>Null for a claim that holds, and where the vocabulary has no word for the reason.</returns>
    public static Iri? Of(ClaimEvidence claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim.Holds ? null
            : claim.Polarity == s_denied ? s_denied
            : claim.Contexts.Where(context => !context.Endorsed).SelectMany(context => context.Types).FirstOrDefault()
                ?? (claim.Certainty is { } certainty && certainty != s_plain ? certainty : claim.Phase == s_future ? s_future : null);
    }

    /// <summary>Where claims of a status stand among others.</summary>
    /// <param name="status">The status; null if the vocabulary has no word for it.</param>
    public static int Order(Iri? status) => status is null ? 3 : status == s_denied ? 0 : IsContext(status) ? 1 : 2;

    /// <summary>True for a status that is the kind of a context: a class, not a concept.</summary>
    /// <param name="status">The status.</param>
    public static bool IsContext(Iri status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Value.Length > Vocabulary.Ontology.Length && char.IsAsciiLetterUpper(status.Value[Vocabulary.Ontology.Length]);
    }
}
