namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A slug or name of something else, and where it is written.</summary>
/// <param name="Value">The slug or name.</param>
/// <param name="Position">Where it is written.</param>
public sealed record Reference(string Value, SourcePosition Position);
