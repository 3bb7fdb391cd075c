namespace KnowledgeGraph.Store;

/// <summary>How far a bulk load is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Quads read, or steps of the stage done.</param>
/// <param name="Total">Steps of the stage; 0 while reading, when it is not known.</param>
public readonly record struct LoadProgress(LoadStage Stage, long Done, long Total);
