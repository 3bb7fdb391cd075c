using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>One triple of a claim as a page shows it.</summary>
/// <param name="Triple">The triple that the claim reifies.</param>
/// <param name="Evidence">The claim: how it is meant, who says it, where it stands.</param>
/// <param name="Quotes">The words at its places, as far as the host has the text.</param>
public sealed record ClaimView(Triple Triple, ClaimEvidence Evidence, IReadOnlyList<string> Quotes)
{
    /// <summary>The terms in the claim's words, for their labels.</summary>
    public IEnumerable<Term> Terms =>
    [
        Evidence.Source,
        .. Evidence.Contexts.SelectMany(context => context.Types.Concat(context.Voices)),
        .. new[] { Evidence.Certainty, ClaimStatus.Of(Evidence) }.OfType<Iri>(),
        .. Evidence.Citations.Select(cited => cited.Outlet).OfType<Iri>(),
    ];
}
