namespace KnowledgeGraph.Conformance;

/// <summary>The result of one test.</summary>
/// <param name="Iri">The test.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">Why, for anything but a pass.</param>
public sealed record TestResult(string Iri, TestOutcome Outcome, string? Message);
