using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A context that a claim stands in: a statement, a plan, a provision …</summary>
/// <param name="Claim">The claim that introduces it.</param>
/// <param name="Kind">Its class.</param>
/// <param name="Voices">Who speaks, bears or lays it down.</param>
public sealed record ContextView(Iri Claim, Iri Kind, IReadOnlyList<Term> Voices);
