using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Engine;

/// <summary>What a load did.</summary>
/// <param name="Files">Files read.</param>
/// <param name="QuadsRead">Quads read, duplicates included.</param>
/// <param name="QuadsAdded">Quads that the store did not have.</param>
/// <param name="Skipped">Statements skipped by a lenient load.</param>
/// <param name="FirstErrors">The first of them, at most 20, with file, line and column.</param>
/// <param name="Elapsed">Time from start to publication.</param>
public sealed record LoadReport(
    int Files, long QuadsRead, long QuadsAdded, long Skipped, ImmutableArray<RdfSyntaxException> FirstErrors, TimeSpan Elapsed);
