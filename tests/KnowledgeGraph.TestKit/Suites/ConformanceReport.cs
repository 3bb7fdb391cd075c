using System.Globalization;
using System.Text;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.TestKit.Suites;

/// <summary>
/// Writes <c>artifacts/conformance/table.md</c> (README quotes it) and <c>earl.ttl</c>. Suites run in any order: each leaves its rows in
/// a file of its own, and the table is made of those.
/// </summary>
public static class ConformanceReport
{
    /// <summary>The head of the table.</summary>
    public const string Header = "| suite | tests | passed | failed | expected failures | skipped |\n| --- | ---: | ---: | ---: | ---: | ---: |";

    private const string Subject = "https://w3id.org/secoop/software";

    // Named: the suites over HTTP run in a process of their own, perhaps at the same time.
    private static readonly Mutex s_lock = new(initiallyOwned: false, "knowledgegraph-conformance-report");

    private static string Folder { get; } = Path.Combine(W3cFolder.RepositoryRoot, "artifacts", "conformance");

    /// <summary>One row of the table.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="results">Its results.</param>
    public static string Row(string suite, IReadOnlyCollection<TestVerdict> results)
    {
        int Count(params TestOutcome[] outcomes) => results.Count(result => outcomes.Contains(result.Outcome));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {suite} | {results.Count} | {Count(TestOutcome.Passed, TestOutcome.UnexpectedSuccess)} | {Count(TestOutcome.Failed)} "
            + $"| {Count(TestOutcome.ExpectedFailure)} | {Count(TestOutcome.Skipped)} |");
    }

    /// <summary>What the runner prints: the row of the table, and each test that is not a plain pass with its message.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="results">Its results.</param>
    public static string Text(string suite, IReadOnlyCollection<TestVerdict> results) =>
        string.Join('\n', [Header, Row(suite, results), .. results.Where(result => result.Outcome != TestOutcome.Passed).Select(Line)]);

    /// <summary>What is wrong with a suite; null if every test came as expected.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="results">Its results.</param>
    public static string? Fault(string suite, IReadOnlyCollection<TestVerdict> results)
    {
        var wrong = results.Where(result => result.IsWrong).ToList();
        return wrong.Count == 0
            ? null
            : $"{suite}: {wrong.Count} of {results.Count} tests are not as expected.\n" + string.Join('\n', wrong.Select(Line));
    }

    /// <summary>Adds a suite to the reports.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="results">Its results.</param>
    public static void Write(string suite, IReadOnlyCollection<TestVerdict> results)
    {
        s_lock.WaitOne();
        try
        {
            var parts = Directory.CreateDirectory(Path.Combine(Folder, "suites")).FullName;
            var name = suite.Replace(' ', '-').ToLowerInvariant();
            File.WriteAllText(Path.Combine(parts, name + ".md"), Row(suite, results) + "\n");
            File.WriteAllText(Path.Combine(parts, name + ".ttl"), Earl(results));
            File.WriteAllText(Path.Combine(Folder, "table.md"), Header + "\n" + Concatenate(parts, "*.md"));
            File.WriteAllText(
                Path.Combine(Folder, "earl.ttl"), "PREFIX earl: <http://www.w3.org/ns/earl#>\n\n" + Concatenate(parts, "*.ttl"));
        }
        finally
        {
            s_lock.ReleaseMutex();
        }
    }

    private static string Line(TestVerdict result) => $"{result.Outcome}: <{result.Iri}> {result.Message}";

    private static string Concatenate(string folder, string pattern) =>
        string.Concat(Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    private static string Earl(IEnumerable<TestVerdict> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            var outcome = result.Outcome switch
            {
                TestOutcome.Passed or TestOutcome.UnexpectedSuccess => "earl:passed",
                TestOutcome.Skipped => "earl:untested",
                _ => "earl:failed",
            };
            text.Append(
                CultureInfo.InvariantCulture,
                $"[] a earl:Assertion ; earl:subject <{Subject}> ; earl:test <{result.Iri}> ; earl:mode earl:automatic ; "
                + $"earl:result [ a earl:TestResult ; earl:outcome {outcome} ] .\n");
        }

        return text.ToString();
    }
}
