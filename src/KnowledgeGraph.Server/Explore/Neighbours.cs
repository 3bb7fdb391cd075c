namespace KnowledgeGraph.Server.Explore;

/// <summary>What a thing is linked to, as far as one answer shows it.</summary>
/// <param name="Node">The thing.</param>
/// <param name="Facts">Facts by property and direction.</param>
/// <param name="Claims">What is claimed and is no fact.</param>
/// <param name="MoreProperties">True if the thing has more properties than are shown.</param>
public sealed record Neighbours(ExploreNode Node, IReadOnlyList<ExploreGroup> Facts, ExploreClaims Claims, bool MoreProperties);
