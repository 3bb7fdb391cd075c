using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Explore;

/// <summary>The facts of one property, a page of them.</summary>
/// <param name="Property">The property.</param>
/// <param name="Direction">out: the thing asked for is the subject; in: the object.</param>
/// <param name="Count">How many facts there are.</param>
/// <param name="Offset">How many of them stand before this page.</param>
/// <param name="Edges">The facts of this page.</param>
/// <param name="Next">The address of the next page; null after the last.</param>
public sealed record ExploreGroup(
    NamedTerm Property, string Direction, long Count, int Offset, IReadOnlyList<ExploreEdge> Edges, string? Next);
