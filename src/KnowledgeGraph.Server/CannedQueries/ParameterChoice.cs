namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>A value that the data offer for a parameter.</summary>
/// <param name="Value">The value, as a request gives it.</param>
/// <param name="Label">What a person reads.</param>
public sealed record ParameterChoice(string Value, string Label);
