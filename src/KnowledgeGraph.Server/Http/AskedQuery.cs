namespace KnowledgeGraph.Server.Http;

/// <summary>The query of a request, kept beside it so that a page about its failure can show it again.</summary>
/// <param name="Text">The text.</param>
public sealed record AskedQuery(string Text);
