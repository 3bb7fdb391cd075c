using System.Collections.Immutable;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;

namespace KnowledgeGraph.Server.Explore;

/// <summary>What a statement is worth, from the claims that make it.</summary>
/// <param name="Name">fact, disputed, denied, planned, uncertain, said.</param>
/// <param name="Words">The same in words.</param>
public sealed record EdgeStanding(string Name, string Words)
{
    private static readonly EdgeStanding s_fact = new("fact", "fact");
    private static readonly EdgeStanding s_disputed = new("disputed", "asserted and denied");
    private static readonly EdgeStanding s_denied = new("denied", "denied");
    private static readonly EdgeStanding s_planned = new("planned", "not done (yet)");
    private static readonly EdgeStanding s_uncertain = new("uncertain", "uncertain");
    private static readonly EdgeStanding s_said = new("said", "said, not confirmed");

    /// <summary>The standing of a statement.</summary>
    /// <param name="isFact">True if it is among the facts.</param>
    /// <param name="claims">The claims that speak of it.</param>
    public static EdgeStanding Of(bool isFact, ImmutableArray<ClaimEvidence> claims)
    {
        var denied = claims.Count(claim => claim.Polarity == Vocabulary.Term("denied"));
        return denied > 0 && (isFact || denied < claims.Length) ? s_disputed
            : isFact ? s_fact
            : denied > 0 ? s_denied
            : claims.Any(claim => claim.Phase == Vocabulary.Term("future")) ? s_planned
            : claims.Any(claim => claim.Certainty is { } certainty && certainty != Vocabulary.Term("plain")) ? s_uncertain
            : s_said;
    }
}
