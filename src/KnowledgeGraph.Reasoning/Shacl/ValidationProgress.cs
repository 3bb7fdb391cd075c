namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>How far a validation is.</summary>
/// <param name="Shape">The shape that is being checked, counted from 1.</param>
/// <param name="Shapes">Number of shapes with a target.</param>
/// <param name="FocusNodes">Focus nodes checked so far.</param>
/// <param name="Results">Results so far.</param>
public readonly record struct ValidationProgress(int Shape, int Shapes, long FocusNodes, long Results);
