namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>A named graph of a test.</summary>
/// <param name="Name">The graph's IRI.</param>
/// <param name="File">Its content.</param>
public sealed record W3cGraphData(string Name, string File);
