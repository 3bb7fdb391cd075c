namespace KnowledgeGraph.Knowledge.Text;

/// <summary>A paragraph of an article; evidence never crosses its border.</summary>
/// <param name="Number">0 = the header; then from 1. With no header lines, the number of the line in the file.</param>
/// <param name="Span">Where it stands in the file, line break excluded.</param>
public readonly record struct Paragraph(int Number, TextSpan Span);
