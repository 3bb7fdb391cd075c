using System.ComponentModel.DataAnnotations;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Server.Options;

/// <summary>What queries see beyond what is asserted. Section <c>Reasoning</c>.</summary>
public sealed class ReasoningOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reasoning";

    /// <summary>The entailment regime of the default graph.</summary>
    public EntailmentRegime Regime { get; init; } = EntailmentRegime.None;

    /// <summary>Most memory that inferences and their derivations may hold, in MiB. A load or an update that needs more fails.</summary>
    [Range(1, 1_048_576)]
    public int MemoryMB { get; init; } = 4096;

    /// <summary>Longest time in seconds in which inferences are drawn. A load or an update that needs more fails.</summary>
    [Range(0.001, 86_400)]
    public double Seconds { get; init; } = 600;

    /// <summary>The same for the engine.</summary>
    public EntailmentOptions ToEntailment() => new() { Regime = Regime, MemoryMB = MemoryMB, Timeout = TimeSpan.FromSeconds(Seconds) };
}
