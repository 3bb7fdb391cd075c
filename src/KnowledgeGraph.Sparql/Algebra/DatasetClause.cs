using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>
/// FROM and FROM NAMED (SPARQL 1.1 §13.2). With a clause the query's default graph is the merge of <paramref name="Default"/> and its
/// named graphs are exactly <paramref name="Named"/>.
/// </summary>
/// <param name="Default">The graphs of FROM.</param>
/// <param name="Named">The graphs of FROM NAMED.</param>
public sealed record DatasetClause(ImmutableArray<Iri> Default, ImmutableArray<Iri> Named)
{
    /// <inheritdoc/>
    public bool Equals(DatasetClause? other) =>
        other is not null && Content.Equal(Default, other.Default) && Content.Equal(Named, other.Named);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Content.Hash(Default), Content.Hash(Named));
}
