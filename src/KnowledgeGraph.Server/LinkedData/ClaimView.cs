using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>One triple of a claim with its evidence.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Source">The source whose graph holds it.</param>
/// <param name="Triple">The triple it reifies.</param>
/// <param name="Polarity">asserted or denied.</param>
/// <param name="Phase">done, ongoing or future.</param>
/// <param name="Certainty">plain, hedged or rumoured.</param>
/// <param name="Contexts">Its contexts, the nearest first.</param>
/// <param name="Outlets">The outlets cited.</param>
/// <param name="Places">Where in the text it stands.</param>
/// <param name="IsFact">True if the triple is in the default graph.</param>
public sealed record ClaimView(
    Iri Claim,
    Iri Source,
    Triple Triple,
    string Polarity,
    string Phase,
    string Certainty,
    IReadOnlyList<ContextView> Contexts,
    IReadOnlyList<CitedOutlet> Outlets,
    IReadOnlyList<TextPlace> Places,
    bool IsFact);
