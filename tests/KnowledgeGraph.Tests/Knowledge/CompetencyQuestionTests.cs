using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.TestKit.Reference;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>
/// The competency questions of ontology/questions over the graph that ships, each against the answer written from the articles.
/// </summary>
public sealed class CompetencyQuestionTests(CompetencyQuestionTests.ShippedGraph shipped, ITestOutputHelper output)
    : IClassFixture<CompetencyQuestionTests.ShippedGraph>
{
    private const int Promised = 70;
    private const string TablesBegin = "<!-- questions: begin -->\n\n";
    private const string TablesEnd = "\n<!-- questions: end -->";

    private static readonly string s_readme = Path.Combine(CompetencyQuestion.Folder, "README.md");

    private static readonly HashSet<string> s_sources =
        [.. new KnowledgeLayout(W3cFolder.RepositoryRoot).SourceFiles.Select(file => Path.GetFileNameWithoutExtension(file))];

    public static TheoryData<string> Names => [.. CompetencyQuestion.All.Select(question => question.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void HasTheAnswerWrittenFromTheArticles(string name)
    {
        CompetencyQuestion question = CompetencyQuestion.All.Single(question => question.Name == name);
        SolutionTable expected = Expected(question);
        var query = SparqlParser.ParseQuery(File.ReadAllText(question.QueryFile));

        using QueryRun run = shipped.Engine.Run(query, ct: TestContext.Current.CancellationToken);

        if (expected.Boolean is { } answer)
        {
            Assert.Equal(answer, run.Boolean);
            return;
        }

        Assert.Equal(expected.Variables, run.Variables);
        List<IReadOnlyList<Term?>> rows = [.. run.Solutions().Select(solution => solution.Terms)];
        // A table without ORDER BY is a multiset (SPARQL 1.1 §15.1).
        bool isOrdered = OrderCheck.ConditionsOf(query).Length > 0;
        bool isEqual = SolutionTables.AreEqual(expected.Rows, rows, isOrdered);
        Assert.True(isEqual, question.Text + "\n" + SolutionTables.Difference(expected.Rows, rows));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWrittenOut(string name)
    {
        CompetencyQuestion question = CompetencyQuestion.All.Single(question => question.Name == name);

        Assert.Equal("QueryEvaluationTest", question.Type);
        Assert.NotEmpty(question.Needs);
        Assert.All(question.Sources, source => Assert.Contains(source, s_sources));
        Assert.NotEmpty(question.Sources);
        Assert.Equal(name, Path.GetFileNameWithoutExtension(question.QueryFile));
        Assert.Equal(name, Path.GetFileNameWithoutExtension(question.ResultFile));
        Assert.Equal(question.Text, Heading(question.QueryFile));
        SolutionTable expected = Expected(question);
        Assert.True(expected.Boolean is not null || expected.Rows.Count > 0, "an empty answer proves nothing");
    }

    [Fact]
    public void ThereAreAtLeastSeventy()
    {
        output.WriteLine($"{CompetencyQuestion.All.Count} competency questions");

        Assert.True(CompetencyQuestion.All.Count >= Promised, $"{CompetencyQuestion.All.Count} questions are fewer than promised");
        Assert.Distinct(CompetencyQuestion.All.Select(question => question.Name));
        Assert.Distinct(CompetencyQuestion.All.Select(question => question.Text));
    }

    [Fact]
    public void EveryFileIsListed()
    {
        IEnumerable<string> listed = CompetencyQuestion.All.SelectMany(question => new[] { question.QueryFile, question.ResultFile })
            .Append(CompetencyQuestion.ManifestFile).Append(s_readme);

        IEnumerable<string> present = Directory.EnumerateFiles(CompetencyQuestion.Folder, "*", SearchOption.AllDirectories);

        Assert.Equal(listed.Order(StringComparer.Ordinal), present.Select(Path.GetFullPath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ReadmeListsTheQuestions()
    {
        string readme = File.ReadAllText(s_readme);
        string tables = CompetencyQuestion.Tables();
        int begin = readme.IndexOf(TablesBegin, StringComparison.Ordinal) + TablesBegin.Length;
        int end = readme.IndexOf(TablesEnd, StringComparison.Ordinal);
        Assert.True(begin >= TablesBegin.Length && end >= begin, $"{s_readme} has no place for the tables");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            readme = readme[..begin] + tables + readme[end..];
            File.WriteAllText(s_readme, readme);
            end = begin + tables.Length;
        }

        Assert.True(tables == readme[begin..end], "the tables are not those of the manifest; UPDATE_GOLDEN=1 writes them");
    }

    private static SolutionTable Expected(CompetencyQuestion question)
    {
        using FileStream file = File.OpenRead(question.ResultFile);
        return SolutionReader.Read(file, ResultFormat.FromFileName(question.ResultFile)!);
    }

    // The comment lines that a query begins with: the question.
    private static string Heading(string queryFile) => string.Join(
        ' ', File.ReadLines(queryFile).TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..]));

    /// <summary>An engine that holds the shipped dataset.</summary>
    public sealed class ShippedGraph : IDisposable
    {
        public ShippedGraph() =>
            Engine.Load(new KnowledgeLayout(W3cFolder.RepositoryRoot).DatasetFiles, ct: TestContext.Current.CancellationToken);

        public QueryEngine Engine { get; } = QueryEngine.Open();

        public void Dispose() => Engine.Dispose();
    }
}
