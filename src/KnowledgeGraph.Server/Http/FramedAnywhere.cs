namespace KnowledgeGraph.Server.Http;

/// <summary>Marks an endpoint whose page other sites may frame: it shows what is public and has nothing to click that changes anything.</summary>
public sealed class FramedAnywhere;
