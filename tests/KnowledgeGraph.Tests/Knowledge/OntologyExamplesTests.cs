using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The examples of ontology/examples: the valid ones are, and each invalid one violates what its first line names and nothing
/// else.</summary>
public sealed class OntologyExamplesTests
{
    private const string Header = "# Violates ";

    public static TheoryData<string> Valid { get; } = Names("valid");

    public static TheoryData<string> Invalid { get; } = Names("invalid");

    [Fact]
    public void ThereAreEnough()
    {
        Assert.True(Valid.Count >= 12, $"{Valid.Count} valid examples");
        Assert.True(Invalid.Count >= 12, $"{Invalid.Count} invalid examples");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void ValidExampleConforms(string name) => Assert.Empty(Found(ShippedShapes.FileOf("examples", "valid", name)));

    [Theory]
    [MemberData(nameof(Invalid))]
    public void InvalidExampleViolatesWhatItsFirstLineNames(string name)
    {
        string file = ShippedShapes.FileOf("examples", "invalid", name);
        string first = File.ReadLines(file).First();
        Assert.StartsWith(Header, first, StringComparison.Ordinal);
        string[] named = first[Header.Length..first.IndexOf(": ", StringComparison.Ordinal)].Split(" , ");

        Assert.Equal(named.Order(StringComparer.Ordinal), Found(file));
    }

    private static TheoryData<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(ShippedShapes.FileOf("examples", folder)).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

    // Checks are about claims and facts together: only a file with graphs has both.
    private static IEnumerable<string> Found(string file)
    {
        using QueryEngine engine = ShippedShapes.WithOntology();
        engine.Load([file], ct: TestContext.Current.CancellationToken);
        IEnumerable<string> found = ShippedShapes.Violations(engine, isUnion: true).Select(result => result.Violation);
        if (Path.GetExtension(file) == ".trig")
        {
            found = found.Concat(OntologyChecksTests.Names.Select(row => row.Data).Where(check => IsViolated(engine, check))
                .Select(check => "check " + check));
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsViolated(QueryEngine engine, string check)
    {
        string query = File.ReadAllText(ShippedShapes.FileOf("checks", check + "-violation.rq"));
        using var run = engine.Run(query, ct: TestContext.Current.CancellationToken);
        return run.Solutions().Any();
    }
}
