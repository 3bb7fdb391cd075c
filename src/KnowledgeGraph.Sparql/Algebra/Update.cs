using System.Collections.Immutable;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// A parsed update request: operations done one after the other, each on what its predecessor left (SPARQL 1.1 Update §3). Immutable.
/// Compared by content, prefixes apart.
/// </summary>
/// <param name="Operations">The operations; none is a valid request that changes nothing.</param>
public sealed record Update(ImmutableArray<UpdateOperation> Operations)
{
    /// <summary>The prefixes declared anywhere in the request, prefix (without colon) to namespace, the last one if it is declared again; for printing.</summary>
    public ImmutableDictionary<string, string> Prefixes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public bool Equals(Update? other) => other is not null && Content.Equal(Operations, other.Operations);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.Hash(Operations);
}
