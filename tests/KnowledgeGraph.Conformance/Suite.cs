using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// A suite: manifests, and for every type of test what to do with it. A handler returns for a pass and throws for a failure
/// (<see cref="ConformanceException"/> with a message; any other exception counts as a failure too).
/// </summary>
public sealed class Suite
{
    private readonly Dictionary<string, Action<W3cTest>> _handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _outOfScope = new(StringComparer.Ordinal);
    private readonly List<(Func<W3cTest, bool> Applies, string Reason)> _skips = [];
    private readonly string[] _manifests;
    private string? _repository;

    /// <summary>A suite.</summary>
    /// <param name="name">The name in the table: <c>RDF 1.2 Turtle</c>.</param>
    /// <param name="manifests">The manifests, relative to w3c/rdf-tests; what they include is read too.</param>
    public Suite(string name, params string[] manifests)
    {
        Name = name;
        _manifests = manifests;
    }

    /// <summary>The name in the table.</summary>
    public string Name { get; }

    /// <summary>States that the manifests are in another repository than w3c/rdf-tests, beside it.</summary>
    /// <param name="repository">Its name: <c>rdf-canon</c>.</param>
    public Suite In(string repository)
    {
        _repository = repository;
        return this;
    }

    /// <summary>Registers what to do with tests of a type.</summary>
    /// <param name="type">The local name of the type: <c>TestTurtleEval</c>.</param>
    /// <param name="handler">Runs a test; throws if it fails.</param>
    public Suite On(string type, Action<W3cTest> handler)
    {
        _handlers.Add(type, handler);
        return this;
    }

    /// <summary>States that tests of a type belong to another suite or to no part of the project: they are not counted.</summary>
    /// <param name="types">The local names of the types.</param>
    public Suite Ignore(params string[] types)
    {
        foreach (var type in types)
        {
            _outOfScope.Add(type, type);
        }

        return this;
    }

    /// <summary>States that some tests are not run; they are counted as skipped.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="applies">Which tests.</param>
    public Suite Skip(string reason, Func<W3cTest, bool> applies)
    {
        _skips.Add((applies, reason));
        return this;
    }

    /// <summary>
    /// Runs all tests, prints the row of the table and every failure, writes the report, and fails if anything is not as expected.
    /// Skips with a hint if the W3C tests are not on this machine.
    /// </summary>
    /// <param name="output">Where to print.</param>
    public void Run(ITestOutputHelper output)
    {
        var root = _repository is null ? W3cFolder.Find() : W3cFolder.FindBeside(_repository);
        Assert.SkipWhen(root is null, _repository is null ? W3cFolder.HowToGet : $"{W3cFolder.HowToGet} Lay https://github.com/w3c/{_repository} beside it.");
        Run(output, _manifests.SelectMany(manifest => W3cManifest.Read(root, manifest)));
    }

    /// <summary>The same with tests that come from elsewhere, such as manifests in JSON.</summary>
    /// <param name="output">Where to print.</param>
    /// <param name="all">The tests.</param>
    public void Run(ITestOutputHelper output, IEnumerable<W3cTest> all)
    {
        var tests = all.Where(test => !_outOfScope.ContainsKey(test.Type)).ToList();
        Assert.NotEmpty(tests);
        var results = tests.Select(RunOne).ToList();
        ConformanceReport.Write(Name, results);

        output.WriteLine(ConformanceReport.Text(Name, results));
        var fault = ConformanceReport.Fault(Name, results);
        Assert.True(fault is null, fault);
        Assert.SkipWhen(
            results.TrueForAll(result => result.Outcome == TestOutcome.Skipped),
            $"{Name}: none of {results.Count} tests is run: {string.Join("; ", results.Select(result => result.Message).Distinct())}.");
    }

    private TestVerdict RunOne(W3cTest test)
    {
        foreach (var (applies, reason) in _skips)
        {
            if (applies(test))
            {
                return new TestVerdict(test.Iri, TestOutcome.Skipped, reason);
            }
        }

        return TestVerdict.Of(test.Iri, Failure(test));
    }

    private string? Failure(W3cTest test) => _handlers.TryGetValue(test.Type, out var handler)
        ? TestFailure.Of(() => handler(test))
        : $"no handler is registered for tests of type {test.Type}";
}
