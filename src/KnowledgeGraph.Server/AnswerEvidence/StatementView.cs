using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>What stands behind a triple, for a page.</summary>
/// <param name="Claims">The claims that speak of it.</param>
/// <param name="Origins">What a rule derived it from.</param>
public sealed record StatementView(IReadOnlyList<ClaimView> Claims, IReadOnlyList<Iri> Origins);
