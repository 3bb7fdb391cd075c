namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A region of the text with a standing of its own (foreign text, lost text).</summary>
/// <param name="Kind">The kind: a concept of the ontology, without prefix.</param>
/// <param name="FirstParagraph">First paragraph.</param>
/// <param name="LastParagraph">Last paragraph, included.</param>
/// <param name="Position">Where the author wrote it.</param>
public sealed record RegionEntry(string Kind, int FirstParagraph, int LastParagraph, SourcePosition Position);
