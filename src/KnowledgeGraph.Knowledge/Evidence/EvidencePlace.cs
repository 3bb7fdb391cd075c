namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A place in a source's text file.</summary>
/// <param name="Paragraph">The paragraph, numbered as for authors.</param>
/// <param name="Start">First code point.</param>
/// <param name="End">One past the last code point.</param>
public readonly record struct EvidencePlace(int Paragraph, int Start, int End);
