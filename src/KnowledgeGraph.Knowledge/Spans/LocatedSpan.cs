using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>A surface found in the text.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Paragraph">In which paragraph.</param>
/// <param name="Printed">The text there, as printed; empty where it is not for publication (regions, footnotes).</param>
public sealed record LocatedSpan(TextSpan Span, int Paragraph, string Printed);
