using System.Buffers;
using System.IO.Compression;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;
using LoadStage = KnowledgeGraph.Store.LoadStage;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>Loading, query forms, limits.</summary>
public sealed class EngineTests
{
    private const string Cross = "SELECT (COUNT(*) AS ?n) { ?a :p ?x . ?b :p ?y . ?c :p ?z . ?d :p ?w }";

    private static string Numbers => string.Concat(Enumerable.Range(0, 400).Select(i => $":s{i} :p {i} .\n"));

    [Fact]
    public void ConstructMakesFreshBlankNodesAndDropsIllegalTriples()
    {
        using var engine = TestEngine.From(":a :p 1 . :b :p 1 . :a :q :b .");
        Assert.Equal(2, engine.Triples("CONSTRUCT { [] :of ?x } { ?x :p 1 }").Length);
        Assert.Equal(["a :same 1"], engine.Triples("CONSTRUCT { :a :same ?v . ?v :illegal :a . :a ?v :b . :a :un ?u } { ?x :p ?v }")
            .Select(triple => triple.Replace("same", ":same", StringComparison.Ordinal)));
    }

    [Fact]
    public void DescribeFollowsBlankNodes()
    {
        using var engine = TestEngine.From(":a :p [ :q [ :r 1 ] ] . :b :p 2 . :x :to :a .");
        Assert.Equal(3, engine.Triples("DESCRIBE :a").Length);
        Assert.Equal(4, engine.Triples("DESCRIBE :b ?x { ?x :p [] }").Length);
    }

    [Fact]
    public void WritesBatchByBatch()
    {
        using var engine = TestEngine.From(Numbers);
        using var run = engine.Start("SELECT ?v { ?s :p ?v }", new() { BatchRows = 100 });
        var output = new ArrayBufferWriter<byte>();
        var lines = new List<int> { 1 };
        run.WriteSolutions(output, ResultFormat.Csv, () => lines.Add(output.WrittenSpan.Count((byte)'\n')));
        Assert.Equal(401, lines[^1]);
        Assert.All(lines.Zip(lines.Skip(1)), batch => Assert.InRange(batch.Second - batch.First, 1, 100));
    }

    [Fact]
    public void TellsWhetherAnAnswerRepeats()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        Assert.False(engine.Prepare("SELECT * { BIND(RAND() AS ?r) }").IsDeterministic);
        Assert.False(engine.Prepare("SELECT * { ?s ?p ?o FILTER NOT EXISTS { FILTER(NOW() = ?o) } }").IsDeterministic);
        Assert.True(engine.Prepare("SELECT * { ?s ?p ?o }").IsDeterministic);
        Assert.False(engine.Prepare("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s").HasTotalOrder);
        Assert.True(engine.Prepare("SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?o) ?s LIMIT 5").HasTotalOrder);
    }

    [Fact]
    public void ServiceFails_UnlessSilent()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        var error = Assert.Throws<RemoteException>(() => engine.Start("SELECT * { SERVICE :s { ?a ?b ?c } }"));
        Assert.Contains("federation is not enabled", error.Message, StringComparison.Ordinal);
        Assert.Equal(["v=1"], engine.Rows("SELECT ?v { :a :p ?v SERVICE SILENT :s { ?a ?b ?c } }"));
        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void StopsAtTheTimeLimit()
    {
        using var engine = TestEngine.From(Numbers);
        using var run = engine.Start(Cross, new() { Timeout = TimeSpan.FromMilliseconds(100) });
        Assert.Throws<QueryTimeoutException>(() => run.Solutions().Count());
    }

    [Fact]
    public void StopsWhenCancelled()
    {
        using var engine = TestEngine.From(Numbers);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var run = engine.StartStoppable(Cross, stop.Token);
        Assert.Throws<OperationCanceledException>(() => run.Solutions().Count());
    }

    [Fact]
    public void FailsAtTheMemoryLimitAndGivesAllBack()
    {
        using var engine = TestEngine.From(Numbers);
        using (var run = engine.Start("SELECT DISTINCT ?a ?b ?c { ?a :p ?x . ?b :p ?y . ?c :p ?z }", new() { MemoryMB = 1 }))
        {
            Assert.Throws<QueryMemoryException>(() => run.Solutions().Count());
        }

        Assert.Equal(400, engine.Rows("SELECT ?x { ?a :p ?x }").Length);
    }

    [Fact]
    public void RejectsQueries_WhenTooManyRun()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(new() { Limits = new() { ConcurrentQueries = 1 } });
        using (engine.Run("ASK { }", ct: TestContext.Current.CancellationToken))
        {
            Assert.Throws<QueryRejectedException>(() => engine.Run("ASK { }", ct: TestContext.Current.CancellationToken));
        }

        using var again = engine.Run("ASK { }", ct: TestContext.Current.CancellationToken);
        Assert.True(again.Boolean);
    }

    [Fact]
    public void LoadsAllFilesOrNone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("good.nt"), "<http://example/a> <http://example/p> \"1\" .\n");
        File.WriteAllText(folder.Path("wrong.nt"), "<http://example/a> <http://example/p> \"2\" .\n<http://example/a> oops .\n");
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        var error = Assert.Throws<RdfSyntaxException>(() => engine.Load([folder.Root], ct: TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Line);
        Assert.Equal(0, engine.Snapshot.DefaultGraphCount);
        Assert.Equal("", engine.DatasetVersion);
        var report = engine.Load([folder.Root], new LoadOptions { Lenient = true }, ct: TestContext.Current.CancellationToken);
        Assert.Equal((2, 2L, 1L), (report.Files, report.QuadsAdded, report.Skipped));
        Assert.Single(report.FirstErrors);
    }

    [Fact]
    public void LoadsGzipAndTurtleWithTheFilesBase()
    {
        using var folder = new TemporaryFolder();
        using (var packed = new GZipStream(File.Create(folder.Path("a.ttl.gz")), CompressionLevel.Fastest))
        {
            packed.Write("<#x> <http://example/p> 1 ."u8);
        }

        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.Load([folder.Path("a.ttl.gz")], ct: TestContext.Current.CancellationToken);
        using var run = engine.Run("SELECT ?s { ?s ?p 1 }", ct: TestContext.Current.CancellationToken);
        var subject = Assert.IsType<Iri>(run.Solutions().Single()["s"]);
        Assert.StartsWith("file:///", subject.Value, StringComparison.Ordinal);
        Assert.EndsWith("a.ttl.gz#x", subject.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFileIsNamed()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        var error = Assert.Throws<LoadException>(() => engine.Load(["/no/such/file.ttl"], ct: TestContext.Current.CancellationToken));
        Assert.Equal("/no/such/file.ttl", error.File);
    }

    [Fact]
    public void ProgressTellsWhatPartOfTheFilesIsRead()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder.Path("a.nt"), folder.Path("b.ttl"), folder.Path("c.nt.gz")];
        var lines = string.Concat(Enumerable.Range(0, 70_000).Select(i => $"<a:s{i}> <a:p> <a:o> .\n"));
        File.WriteAllText(files[0], lines);
        File.WriteAllText(files[1], lines);
        using (var packed = new GZipStream(File.Create(files[2]), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(lines));
        }

        var reports = new List<LoadProgress>();
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.Load(files, progress: new Collector(reports), ct: TestContext.Current.CancellationToken);
        var total = files.Sum(file => new FileInfo(file).Length);
        var reading = reports.Where(report => report.Stage == LoadStage.Read).ToArray();
        Assert.Equal(files, reading.Select(report => report.File));
        Assert.All(reports, report => Assert.Equal(total, report.BytesTotal));
        Assert.True(reading[0].BytesRead > 0 && reading[0].BytesRead <= new FileInfo(files[0]).Length);
        Assert.True(reading[1].BytesRead > new FileInfo(files[0]).Length);
        Assert.InRange(reading[2].BytesRead, reading[1].BytesRead + 1, total);
        Assert.Equal(1, reports[^1].Fraction);
    }

    [Fact]
    public void VersionIsThatOfTheContent_HoweverItIsCut()
    {
        var random = new Random(5);
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"<a:s> <a:p> \"{new string('x', random.Next(40))}\" .\n"));
        string Version(string content, Func<int> sizes)
        {
            using var engine = KnowledgeGraph.Engine.Engine.Open();
            using var input = new KnowledgeGraph.Tests.Formats.PiecewiseStream(Encoding.UTF8.GetBytes(content), sizes);
            engine.Load(input, RdfFormat.Turtle, "text", ct: TestContext.Current.CancellationToken);
            return engine.DatasetVersion;
        }

        var whole = Version(text, () => int.MaxValue);
        Assert.Matches("^[0-9a-f]{32}$", whole);
        Assert.Equal(whole, Version(text, () => random.Next(1, 200)));
        Assert.NotEqual(whole, Version(text + "\n", () => int.MaxValue));
        Assert.NotEqual(whole, Version(text[..^2] + " .", () => int.MaxValue));
    }

    [Fact]
    public void VersionIsThatOfTheContent()
    {
        using var one = TestEngine.From(":a :p 1 .");
        using var same = TestEngine.From(":a :p 1 .");
        using var other = TestEngine.From(":a :p 2 .");
        Assert.Equal(one.DatasetVersion, same.DatasetVersion);
        Assert.NotEqual(one.DatasetVersion, other.DatasetVersion);
    }

    [Fact]
    public void ARunKeepsItsSnapshot_WhenDataIsLoadedMeanwhile()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using var run = engine.Start("SELECT ?v { :a :p ?v }");
        engine.LoadText("<http://example/a> <http://example/p> 2 .");
        Assert.Single(run.Solutions());
        Assert.Equal(["v=1", "v=2"], engine.Rows("SELECT ?v { :a :p ?v }"));
    }

    private sealed class Collector(List<LoadProgress> reports) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => reports.Add(value);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Root { get; } = Directory.CreateTempSubdirectory("engine-tests").FullName;

        public string Path(string name) => System.IO.Path.Combine(Root, name);

        public void Dispose() => Directory.Delete(Root, recursive: true);
    }
}
