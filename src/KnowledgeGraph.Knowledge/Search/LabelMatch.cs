using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Search;

/// <summary>A thing found by one of its labels.</summary>
/// <param name="Entity">The thing.</param>
/// <param name="Label">The label that matched; of several the one that has the letters as they were typed.</param>
/// <param name="Language">Its language tag; null if it has none.</param>
/// <param name="Source">What the label is to the thing.</param>
/// <param name="Kind">How that label matches.</param>
/// <param name="Score">
/// How well the thing's best label matches, from 0 to 1; of the same kind the more of the label was asked for, the higher.
/// </param>
/// <param name="Uses">How many statements have the thing as their object.</param>
/// <param name="Types">Its classes.</param>
public sealed record LabelMatch(
    Iri Entity, string Label, string? Language, LabelKind Source, MatchKind Kind, double Score, int Uses, ImmutableArray<Iri> Types);
