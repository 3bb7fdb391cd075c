namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A stretch of the article as an author names it: the printed text and, where needed, which occurrence in which paragraph.</summary>
/// <param name="Text">The text as printed.</param>
/// <param name="Paragraph">The paragraph.</param>
/// <param name="Nth">Which occurrence in the paragraph, from 1; null for the only one, or for the one nearest to the trigger.</param>
/// <param name="Position">Where the author wrote it.</param>
public sealed record Surface(string Text, int Paragraph, int? Nth, SourcePosition Position);
