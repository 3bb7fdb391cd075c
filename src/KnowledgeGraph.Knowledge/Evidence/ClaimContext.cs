using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A context a claim stands in: a statement, a plan, an assessment …</summary>
/// <param name="Claim">The claim that introduces it.</param>
/// <param name="Node">The node it introduces; null if it says nothing.</param>
/// <param name="Types">The classes of the node.</param>
/// <param name="Voices">Who speaks or bears it.</param>
/// <param name="Endorsed">True if it confirms what stands directly within it, for the claim asked for.</param>
public sealed record ClaimContext(Iri Claim, Iri? Node, ImmutableArray<Iri> Types, ImmutableArray<Iri> Voices, bool Endorsed);
