using KnowledgeGraph.Knowledge;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The checks in ontology/checks: silent on the data that ships, and each awake to the fault it is there for.</summary>
public sealed class OntologyChecksTests
{
    private const string Suffix = "-violation.rq";

    private static readonly string s_root = KnowledgeLayout.Find(AppContext.BaseDirectory)?.Root
        ?? throw new DirectoryNotFoundException("no data folder above the tests");

    private static readonly string s_checks = Path.Combine(s_root, "ontology", "checks");

    public static TheoryData<string> Names { get; } =
        [.. Directory.EnumerateFiles(s_checks, "*" + Suffix).Select(file => Path.GetFileName(file)[..^Suffix.Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ShippedDataHasNoViolation_AndTheMutantHas(string name)
    {
        using QueryEngine engine = ShippedData();
        string query = File.ReadAllText(Path.Combine(s_checks, name + Suffix));
        Assert.Empty(Rows(engine, query));

        engine.LoadText(File.ReadAllText(Path.Combine(s_checks, "mutants", name + ".trig")));

        Assert.NotEmpty(Rows(engine, query));
    }

    private static QueryEngine ShippedData()
    {
        QueryEngine engine = QueryEngine.Open();
        engine.Load(
            [Path.Combine(s_root, "ontology", "secoop.ttl"), Path.Combine(s_root, "data", "register"), Path.Combine(s_root, "data", "graph")],
            ct: TestContext.Current.CancellationToken);
        return engine;
    }

    private static List<string> Rows(QueryEngine engine, string query)
    {
        using var run = engine.Run(query, ct: TestContext.Current.CancellationToken);
        return [.. run.Solutions().Select(solution => solution.ToString())];
    }
}
