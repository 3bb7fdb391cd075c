using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Explore;

/// <summary>A statement between the thing asked for and another.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Property">Its property.</param>
/// <param name="Object">Its object.</param>
/// <param name="Node">The other thing.</param>
/// <param name="Standing">What it is worth: fact, disputed, denied, planned, uncertain, said.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Evidence">The address of the claims behind it.</param>
public sealed record ExploreEdge(
    string Subject, NamedTerm Property, string Object, ExploreNode Node, string Standing, string Words, string Evidence);
