namespace KnowledgeGraph.Formats.NTriples;

/// <summary>A part of a document that begins and ends with whole lines.</summary>
/// <param name="Number">Its number in the document, from 0.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Continuation">Where the document goes on, if this is all of the rest of it.</param>
internal sealed record LineBlock(long Number, int Length, Stream? Continuation);
