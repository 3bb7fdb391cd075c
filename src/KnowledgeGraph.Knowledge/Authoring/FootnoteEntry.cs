using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A footnote of the source.</summary>
/// <param name="Id">Its marker as printed.</param>
/// <param name="Paragraph">The paragraph that holds its text.</param>
/// <param name="Cites">The work cited, or null.</param>
/// <param name="Ibidem">The footnote it refers back to, or null.</param>
/// <param name="Position">Where the author wrote it.</param>
public sealed record FootnoteEntry(string Id, int Paragraph, Iri? Cites, Reference? Ibidem, SourcePosition Position);
