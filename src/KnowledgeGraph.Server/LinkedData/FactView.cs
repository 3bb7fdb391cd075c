using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.AnswerEvidence;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A fact as the page of one of its ends shows it.</summary>
/// <param name="Other">The other end.</param>
/// <param name="Behind">
/// The claims that make it a fact, and what it was derived from; nothing for facts of the register and the ontology.
/// </param>
public sealed record FactView(Term Other, StatementView Behind);
