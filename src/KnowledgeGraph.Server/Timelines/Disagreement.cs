using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>Two claims that cannot be true together.</summary>
/// <param name="Kind">declared, denied or values.</param>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
public sealed record Disagreement(string Kind, Disagreement.Side One, Disagreement.Side Other)
{
    /// <summary>One side.</summary>
    /// <param name="Claim">The claim, with the words at its place.</param>
    /// <param name="Says">The statements that it makes, the first of them.</param>
    public sealed record Side(ClaimView Claim, IReadOnlyList<Triple> Says)
    {
        /// <summary>The claim.</summary>
        public ClaimEvidence Evidence => Claim.Evidence;
    }
}
