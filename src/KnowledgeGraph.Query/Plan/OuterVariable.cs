using KnowledgeGraph.Query.Operators;

namespace KnowledgeGraph.Query.Plan;

/// <summary>A variable whose value comes from outside the pattern.</summary>
/// <param name="Parameters">Where the value is.</param>
/// <param name="Slot">Its place there.</param>
/// <param name="IsSubstituted">
/// True if the value is substituted, as for EXISTS: expressions see it too. False if it only narrows scans, and the solutions are joined
/// with the value's row afterwards.
/// </param>
internal readonly record struct OuterVariable(Parameters Parameters, int Slot, bool IsSubstituted);
