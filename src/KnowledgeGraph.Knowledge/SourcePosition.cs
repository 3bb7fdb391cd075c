namespace KnowledgeGraph.Knowledge;

/// <summary>A place in a file written by hand.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, 0-based; printed 1-based.</param>
/// <param name="Column">The column in UTF-16 units, 0-based; printed 1-based.</param>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, line and column from 1.</summary>
    public override string ToString() => $"{File}:{Line + 1}:{Column + 1}";
}
