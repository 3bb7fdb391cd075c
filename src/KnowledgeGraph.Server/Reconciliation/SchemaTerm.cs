namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A class or property that the data use.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="Uses">How often it is used.</param>
public sealed record SchemaTerm(string Id, string Name, string? Description, long Uses);
