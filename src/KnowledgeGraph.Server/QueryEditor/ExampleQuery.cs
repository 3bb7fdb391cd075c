namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>A query to begin with.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Summary">The question it answers.</param>
/// <param name="Text">Its text.</param>
public sealed record ExampleQuery(string Name, string Summary, string Text);
