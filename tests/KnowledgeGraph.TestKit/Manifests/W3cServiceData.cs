namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>A remote endpoint of a test.</summary>
/// <param name="Endpoint">Its IRI.</param>
/// <param name="Files">The files of its default graph.</param>
public sealed record W3cServiceData(string Endpoint, IReadOnlyList<string> Files);
