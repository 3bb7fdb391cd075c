namespace KnowledgeGraph.Engine;

/// <summary>How one write is done.</summary>
public sealed record UpdateOptions : RunOptions;
