namespace KnowledgeGraph.TestKit.Suites;

/// <summary>The result of one test.</summary>
/// <param name="Iri">The test.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">Why, for anything but a pass.</param>
public sealed record TestVerdict(string Iri, TestOutcome Outcome, string? Message)
{
    /// <summary>Whether the result calls for a change: of the code, or of the list of expected failures.</summary>
    public bool IsWrong => Outcome is TestOutcome.Failed or TestOutcome.UnexpectedSuccess;

    /// <summary>Judges a test that was run by the list of expected failures.</summary>
    /// <param name="iri">The test.</param>
    /// <param name="failure">What it did not get; null if it passed.</param>
    public static TestVerdict Of(string iri, string? failure) => (failure, ExpectedFailures.ReasonOf(iri)) switch
    {
        (null, null) => new TestVerdict(iri, TestOutcome.Passed, null),
        (null, { } reason) => new TestVerdict(iri, TestOutcome.UnexpectedSuccess, $"passes, but is listed as a failure: {reason}"),
        (_, { } reason) => new TestVerdict(iri, TestOutcome.ExpectedFailure, reason),
        ({ } message, null) => new TestVerdict(iri, TestOutcome.Failed, message),
    };
}
