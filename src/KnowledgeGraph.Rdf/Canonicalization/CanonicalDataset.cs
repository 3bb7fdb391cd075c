namespace KnowledgeGraph.Rdf.Canonicalization;

/// <summary>A dataset with canonical blank node labels.</summary>
/// <param name="NQuads">The canonical N-Quads: lines in the order of code points.</param>
/// <param name="Labels">The canonical label (<c>c14n0</c> …) of every blank node label of the input.</param>
public sealed record CanonicalDataset(string NQuads, IReadOnlyDictionary<string, string> Labels);
