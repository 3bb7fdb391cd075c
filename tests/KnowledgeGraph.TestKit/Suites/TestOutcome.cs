namespace KnowledgeGraph.TestKit.Suites;

/// <summary>What came of one test.</summary>
public enum TestOutcome
{
    /// <summary>As the manifest expects.</summary>
    Passed,

    /// <summary>Not as the manifest expects, and not listed.</summary>
    Failed,

    /// <summary>Failed, and listed in expected-failures.ttl.</summary>
    ExpectedFailure,

    /// <summary>Listed in expected-failures.ttl, yet it passed: the list must be corrected.</summary>
    UnexpectedSuccess,

    /// <summary>Not run: out of the scope that the suite states.</summary>
    Skipped,
}
