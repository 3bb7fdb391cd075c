using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Query.Execution;

/// <summary>What a service answers.</summary>
/// <param name="Table">The solutions.</param>
/// <param name="ChargedBytes">What they are charged to the run's budget with; who takes the answer releases it with the table.</param>
public sealed record ServiceAnswer(SolutionTable Table, long ChargedBytes);
