using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A claim that speaks of a triple: how it is meant, who says it, where it stands.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Source">The source, which is also its graph.</param>
/// <param name="Polarity">A concept of the ontology: asserted or denied.</param>
/// <param name="Phase">A concept: done, ongoing or future.</param>
/// <param name="Certainty">A concept: plain, hedged or rumoured.</param>
/// <param name="Holds">True if the claim makes its triples facts.</param>
/// <param name="Contexts">The contexts it stands in, innermost first; empty for the article's own voice.</param>
/// <param name="Citations">The outlets it stands on.</param>
/// <param name="Places">Where its evidence stands, in order.</param>
/// <param name="Triggers">Where the words that carry the relation stand, in order.</param>
public sealed record ClaimEvidence(
    Iri Claim,
    Iri Source,
    Iri? Polarity,
    Iri? Phase,
    Iri? Certainty,
    bool Holds,
    ImmutableArray<ClaimContext> Contexts,
    ImmutableArray<CitedOutlet> Citations,
    ImmutableArray<EvidencePlace> Places,
    ImmutableArray<EvidencePlace> Triggers);
