namespace KnowledgeGraph.Store;

/// <summary>What one commit has changed, in ids of its own dictionary.</summary>
/// <param name="Quads">The net changes, all effective.</param>
/// <param name="Graphs">Graphs that were created or dropped.</param>
/// <param name="Terms">A dictionary with all terms of the changes.</param>
internal sealed record CommittedChanges(ChangeSet Quads, IReadOnlyList<(TermId Graph, bool IsThere)> Graphs, TermDictionary Terms);
