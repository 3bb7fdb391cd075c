namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>How far an inference is.</summary>
/// <param name="Asserted">Triples it began with, axiomatic ones included.</param>
/// <param name="Inferred">Triples inferred so far, those about literals included.</param>
/// <param name="Pending">Triples to which no rule has been applied yet; 0 at the end.</param>
public readonly record struct EntailmentProgress(long Asserted, long Inferred, long Pending);
