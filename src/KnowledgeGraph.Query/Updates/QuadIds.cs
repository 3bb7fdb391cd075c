using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>A quad as ids; the graph is undefined for the default graph.</summary>
internal readonly record struct QuadIds(TermId Subject, TermId Predicate, TermId Object, TermId Graph);
