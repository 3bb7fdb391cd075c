namespace KnowledgeGraph.Tests;

/// <summary>Tests that look at the memory of the whole process: no other test runs next to them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}
