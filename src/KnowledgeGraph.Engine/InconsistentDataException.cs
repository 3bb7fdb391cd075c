using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Engine;

/// <summary>A query under an entailment regime was refused: the data contradict themselves, so that everything follows from them.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-entailment/#RDFSEntRegime"/>
public sealed class InconsistentDataException : QueryException
{
    /// <summary>The query was refused.</summary>
    /// <param name="regime">The regime.</param>
    /// <param name="inconsistencies">The contradictions, at least one.</param>
    public InconsistentDataException(EntailmentRegime regime, ImmutableArray<Inconsistency> inconsistencies)
        : base($"The data contradict themselves under {regime} entailment, first by {inconsistencies[0]}. Correct them, or choose a weaker regime.") =>
        Inconsistencies = inconsistencies;

    /// <summary>The contradictions, at most 100.</summary>
    public ImmutableArray<Inconsistency> Inconsistencies { get; }
}
