using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// One way in which the data support an answer: a solution of the query's pattern that gives the row, part by part in the order of the
/// query. Rows of an aggregate have one for each member of their group.
/// </summary>
/// <param name="Parts">The parts; empty if the query asks the data for nothing.</param>
public sealed record Support(ImmutableArray<SupportPart> Parts);
