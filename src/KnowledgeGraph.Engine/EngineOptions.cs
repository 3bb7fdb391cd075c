using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Engine;

/// <summary>How an engine is opened.</summary>
public sealed record EngineOptions
{
    /// <summary>
    /// The folder of a durable store, made where it is empty or absent; nobody else may have it open. Null for a store in memory.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>What all queries together may use.</summary>
    public EngineLimits Limits { get; init; } = new();

    /// <summary>Where SERVICE, LOAD and remote JSON-LD contexts may go; by default nowhere.</summary>
    public FederationOptions Federation { get; init; } = new();

    /// <summary>
    /// What follows from the default graph by itself: nothing by default. Under a regime queries see the inferences too; they are drawn
    /// anew from the whole of what is asserted at each load or commit, however small the change, and everything else (updates, exports,
    /// validation) sees what is asserted.
    /// </summary>
    public EntailmentOptions Entailment { get; init; } = new();

    /// <summary>The clock of NOW() and of load stamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
