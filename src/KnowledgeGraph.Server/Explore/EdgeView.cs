using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Explore;

/// <summary>A statement with the claims behind it, for a page.</summary>
/// <param name="Triple">The statement.</param>
/// <param name="Standing">What it is worth.</param>
/// <param name="Claims">The claims that speak of it.</param>
/// <param name="Origins">What a rule derived it from.</param>
/// <param name="Labels">Labels of every IRI in it.</param>
public sealed record EdgeView(
    Triple Triple, EdgeStanding Standing, IReadOnlyList<ClaimView> Claims, IReadOnlyList<Iri> Origins,
    IReadOnlyDictionary<Iri, string> Labels);
