namespace KnowledgeGraph.Query.Execution;

/// <summary>What runs under limits of time and memory; for the messages of those that are reached.</summary>
public enum LimitedWork
{
    /// <summary>A query.</summary>
    Query,

    /// <summary>An update request, or another write.</summary>
    Update,

    /// <summary>A validation against shapes.</summary>
    Validation,
}
