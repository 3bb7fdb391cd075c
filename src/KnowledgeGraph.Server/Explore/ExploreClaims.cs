namespace KnowledgeGraph.Server.Explore;

/// <summary>What is claimed of a thing and is no fact, a page of it.</summary>
/// <param name="Offset">How many stand before this page.</param>
/// <param name="Edges">The statements of this page.</param>
/// <param name="Next">The address of the next page; null after the last.</param>
public sealed record ExploreClaims(int Offset, IReadOnlyList<ExploreEdge> Edges, string? Next);
