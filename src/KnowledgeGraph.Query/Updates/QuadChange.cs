namespace KnowledgeGraph.Query.Updates;

/// <summary>Does something with a quad: adds it, removes it, lets it wait.</summary>
internal delegate void QuadChange(in QuadIds quad);
