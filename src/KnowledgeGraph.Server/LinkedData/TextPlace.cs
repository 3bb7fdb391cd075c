namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A place in the text of a source.</summary>
/// <param name="Paragraph">The paragraph as numbered in data/README.md.</param>
/// <param name="Start">First code point of the text file, from 0.</param>
/// <param name="End">Code point after the last.</param>
/// <param name="Quote">The words there, or null if the host does not have the text.</param>
public sealed record TextPlace(string Paragraph, long Start, long End, string? Quote);
