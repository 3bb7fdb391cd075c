using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>Writes: what is published when, and under which limits.</summary>
public sealed class EngineWriteTests
{
    private static readonly Iri s_graph = new("http://example/g");

    private static string Numbers => string.Concat(Enumerable.Range(0, 1000).Select(i => $":s{i} :p {i} .\n"));

    [Fact]
    public void AQueryThatHasBegun_StaysOnItsSnapshot()
    {
        using var engine = TestEngine.From(Numbers);
        using var run = engine.Start("SELECT ?v { ?s :p ?v }", new QueryOptions { BatchRows = 10 });
        using var solutions = run.Solutions().GetEnumerator();
        Assert.True(solutions.MoveNext());

        engine.Do("DELETE WHERE { ?s :p ?v } ; INSERT DATA { :new :p 'x' }");

        var count = 1;
        while (solutions.MoveNext())
        {
            count++;
        }

        Assert.Equal(1000, count);
        Assert.Equal(["new p x"], engine.Quads());
    }

    [Fact]
    public void NothingIsSeen_BeforeTheCommit()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            write.Do("INSERT DATA { :a :p 2 }");
            Assert.Equal(["a p 1"], engine.Quads());
            write.Do("INSERT { :a :q ?v } WHERE { :a :p ?v }");
            var report = write.Commit();
            Assert.Equal((3, 0), (report.QuadsAdded, report.QuadsRemoved));
            Assert.Equal(["a p 1", "a p 2", "a q 1", "a q 2"], engine.Quads());
        }

        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void WithoutCommit_NothingHasChanged()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        var version = engine.DatasetVersion;
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            write.ClearAll();
            write.Create(s_graph);
        }

        Assert.Equal(["a p 1"], engine.Quads());
        Assert.Equal(version, engine.DatasetVersion);
    }

    [Fact]
    public void AWriteThatFailed_CannotBeCommitted()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);
        Assert.Throws<GraphStateException>(() => write.Do("DELETE WHERE { ?s ?p ?o } ; DROP GRAPH :no"));

        Assert.Throws<InvalidOperationException>(() => write.Commit());
        Assert.Throws<InvalidOperationException>(() => write.Do("CLEAR ALL"));
        Assert.Equal(["a p 1"], engine.Quads());
    }

    [Fact]
    public void AnotherWrite_WaitsForTheFirst_AndSeesIt()
    {
        using var engine = TestEngine.From(":a :n 0 .");
        var ct = TestContext.Current.CancellationToken;

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, _ =>
            engine.Do("DELETE { :a :n ?n } INSERT { :a :n ?m } WHERE { :a :n ?n BIND(?n + 1 AS ?m) }"));

        Assert.Equal(["a n 40"], engine.Quads());
    }

    [Fact]
    public async Task Readers_SeeEachWriteAsAWhole()
    {
        var ct = TestContext.Current.CancellationToken;
        using var engine = TestEngine.From(":a :has 10 . :b :has 0 .");
        var writing = Task.Run(
            () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    engine.Do(
                        "DELETE { :a :has ?n } INSERT { :a :has ?m } WHERE { :a :has ?n BIND(?n - 1 AS ?m) } ; "
                        + "DELETE { :b :has ?n } INSERT { :b :has ?m } WHERE { :b :has ?n BIND(?n + 1 AS ?m) }");
                }
            },
            ct);

        do
        {
            Assert.Equal(["n=2 sum=10"], engine.Ordered("SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?sum) { ?s :has ?v }"));
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.Equal(["a has 0", "b has 10"], engine.Quads());
    }

    [Fact]
    public void TheWaitForAnotherWrite_CountsAgainstTheTimeLimit_AndCanBeStopped()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);
        Assert.Throws<QueryTimeoutException>(() => engine.Do("CLEAR ALL", new UpdateOptions { Timeout = TimeSpan.FromMilliseconds(20) }));

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => engine.BeginWrite(null, stop.Token));
        Assert.Equal(1, engine.RunningQueries);
    }

    [Fact]
    public void TooManyWriters_AreRejected()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Limits = new EngineLimits { ConcurrentQueries = 1 } });
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);

        Assert.Throws<QueryRejectedException>(() => engine.Do("CLEAR ALL"));
    }

    [Fact]
    public void AHugeInsert_StopsAtTheMemoryLimit_AndLeavesNothing()
    {
        using var engine = TestEngine.From(Numbers);
        var options = new UpdateOptions { MemoryMB = 16 };

        // A million quads of a million new terms; the pattern itself needs next to nothing.
        foreach (var update in (string[])
            [
                "INSERT { ?a :sum ?c } WHERE { ?a :p ?x . ?b :p ?y BIND(CONCAT(STR(?x), '-', STR(?y)) AS ?c) }",
                "INSERT { ?a ?a ?b } WHERE { ?a :p ?x . ?b :p ?y }",
                "INSERT { [] :of ?a } WHERE { ?a :p ?x . ?b :p ?y }",
                "DELETE { ?a :q ?b } INSERT { ?a ?a ?b } WHERE { ?a :p ?x . ?b :p ?y }",
                "INSERT { ?a :t <<( ?a :q ?b )>> } WHERE { ?a :p ?x . ?b :p ?y }",
            ])
        {
            Assert.Throws<QueryMemoryException>(() => engine.Do(update, options));
        }

        Assert.Equal(1000, engine.Quads().Length);
        engine.Do("INSERT { ?a :q ?x } WHERE { ?a :p ?x . ?b :p ?y }", options);
        Assert.Equal(2000, engine.Quads().Length);
    }

    [Fact]
    public void TheMemoryOfAnUpdate_IsGivenBack()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Limits = new EngineLimits { TotalMemoryMB = 4 } });
        for (var i = 0; i < 10; i++)
        {
            engine.Do($"INSERT DATA {{ {string.Concat(Enumerable.Range(0, 5000).Select(n => $":s{i} :p {n} . "))} }}");
        }

        Assert.Equal(["n=50000"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o }"));
    }

    [Fact]
    public void OneRequest_GivesTheMemoryOfEachPatternBack()
    {
        using var engine = TestEngine.From(Numbers);
        var sorting = string.Join(
            " ; ", Enumerable.Repeat("INSERT { :a :max ?v } WHERE { SELECT ?v { ?a :p ?v . ?b :p ?w FILTER(?w < 20) } ORDER BY DESC(?v) LIMIT 1 OFFSET 19000 }", 12));

        engine.Do(sorting, new UpdateOptions { MemoryMB = 4 });

        Assert.Equal(1001, engine.Quads().Length);
    }

    [Fact]
    public void AnUpdate_StopsAtItsTimeLimit_AndWhenItIsCancelled()
    {
        using var engine = TestEngine.From(Numbers);
        const string Endless = "INSERT { ?a ?b ?c } WHERE { ?a :p ?x . ?b :p ?y . ?c :p ?z . ?d :p ?w FILTER(?x + ?y + ?z + ?w < 0) }";

        Assert.Throws<QueryTimeoutException>(() => engine.Do(Endless, new UpdateOptions { Timeout = TimeSpan.FromMilliseconds(100) }));

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => engine.Update("PREFIX : <http://example/> " + Endless, null, stop.Token));
        Assert.Equal(1000, engine.Quads().Length);
        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void TheVersion_ChangesWithEachEffectiveWrite_AndWithNoOther()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        var versions = new List<string> { engine.DatasetVersion };
        foreach (var update in (string[])["INSERT DATA { :a :p 2 }", "DELETE DATA { :a :p 2 }", "CREATE GRAPH :g", "DROP GRAPH :g", "INSERT DATA { :a :p 2 }"])
        {
            versions.Add(engine.Do(update).Version);
            Assert.Equal(engine.DatasetVersion, versions[^1]);
        }

        foreach (var update in (string[])["", "INSERT DATA { :a :p 2 }", "DELETE DATA { :b :p 2 }", "DROP SILENT GRAPH :no", "DELETE WHERE { ?s :no ?o }"])
        {
            Assert.Equal(versions[^1], engine.Do(update).Version);
        }

        Assert.Distinct(versions);
        engine.LoadText("<http://example/a> <http://example/p> 3 .");
        Assert.DoesNotContain(engine.DatasetVersion, versions);
    }

    [Fact]
    public void TheSameUpdates_OfTwoStores_GiveDifferentVersions()
    {
        using var one = TestEngine.From(":a :p 1 .");
        using var other = TestEngine.From(":a :p 1 .");
        Assert.Equal(one.DatasetVersion, other.DatasetVersion);

        Assert.NotEqual(one.Do("INSERT { :a :p ?r } WHERE { BIND(RAND() AS ?r) }").Version, other.Do("INSERT { :a :p ?r } WHERE { BIND(RAND() AS ?r) }").Version);
    }

    [Fact]
    public void ALoad_GoesIntoOneGraph_OrKeepsTheGraphsOfItsQuads()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            Assert.Equal(2, Load(write, "<http://example/a> <p> _:x . _:x <p> 1 .", RdfFormat.Turtle, s_graph));
            Assert.Equal(2, Load(write, "<http://example/b> <p> 1 . <http://example/h> { <http://example/b> <p> 2 }", RdfFormat.TriG, null));
            Assert.Equal(0, Load(write, "", RdfFormat.Turtle, new Iri("http://example/empty")));
            write.Commit();
        }

        Assert.Equal(["empty=0", "g=2", "h=1"], engine.Graphs());
        Assert.Equal(["v=1"], engine.Rows("SELECT ?v { GRAPH :g { :a ?p ?x . ?x ?p ?v } }"));
        Assert.Equal(["a p 1", "b base/p 1"], engine.Quads().Where(quad => !quad.Contains(':', StringComparison.Ordinal)));
    }

    [Fact]
    public void BlankNodesOfEveryDocument_AreNewOnes()
    {
        using var engine = TestEngine.From("_:b0 :p 1 .");
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            Load(write, "_:b0 <http://example/p> 1 . _:b1 <http://example/p> 1 . _:b0 <http://example/p> 1 .", RdfFormat.Turtle, null);
            Load(write, "_:b0 <http://example/p> 1 .", RdfFormat.Turtle, null);
            write.Commit();
        }

        Assert.Equal(["n=4"], engine.Rows("SELECT (COUNT(?x) AS ?n) { ?x :p 1 }"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(6000)]
    public void ADocument_MayStandAmongOtherChanges(int triples)
    {
        using var engine = TestEngine.From(":a :p 1 . GRAPH :g { :s0 :p 0 . :old :p 0 }");
        var text = string.Concat(Enumerable.Range(0, triples).Select(i => $"<http://example/s{i}> <http://example/p> {i}, {i}, _:b{i} .\n"));
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            write.Clear(s_graph);
            Assert.Equal(3 * triples, Load(write, text, RdfFormat.Turtle, s_graph));
            write.Do("DELETE { GRAPH :g { :s1 :p ?n } } INSERT { GRAPH :h { ?x :q ?n } } WHERE { GRAPH :g { :s1 :p ?n . :s2 :p ?x } }");
            Assert.Equal(3 * triples, Load(write, text, RdfFormat.Turtle, s_graph));
            write.Commit();
        }

        Assert.Equal([$"g={(3 * triples) - 1}", "h=2"], engine.Graphs());
        Assert.Equal(["n=2"], engine.Rows("SELECT (COUNT(*) AS ?n) { GRAPH :g { :s1 :p ?o } }"));
        Assert.Equal(["n=3"], engine.Rows("SELECT (COUNT(*) AS ?n) { GRAPH :g { :s0 :p ?o } }"));
        Assert.Equal(["a p 1"], engine.Quads().Where(quad => quad.StartsWith("a ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALargeDocument_StopsAtTheLimits_AndLeavesNothing(bool isCancelled)
    {
        using var engine = TestEngine.From(":a :p 1 .");
        var version = engine.DatasetVersion;
        using var stop = new CancellationTokenSource();
        using (var write = engine.BeginWrite(new UpdateOptions { MemoryMB = isCancelled ? 64 : 4 }, stop.Token))
        {
            using var input = new EndlessDocument(isCancelled ? 20_000 : int.MaxValue, stop);
            if (isCancelled)
            {
                Assert.ThrowsAny<OperationCanceledException>(() => write.Load(input, RdfFormat.NTriples, "endless"));
            }
            else
            {
                var error = Assert.Throws<QueryMemoryException>(() => write.Load(input, RdfFormat.NTriples, "endless"));
                Assert.StartsWith("The update needs more memory than its limit (4 MB).", error.Message, StringComparison.Ordinal);
            }

            Assert.Throws<InvalidOperationException>(() => write.Commit());
        }

        Assert.Equal(["a p 1"], engine.Quads());
        Assert.Equal(version, engine.DatasetVersion);
        engine.Do("INSERT DATA { :a :p 2 }");
        Assert.Equal(["a p 1", "a p 2"], engine.Quads());
    }

    [Fact]
    public void TheMemoryOfADocument_IsGivenBack()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Limits = new EngineLimits { TotalMemoryMB = 8 } });
        for (var i = 0; i < 6; i++)
        {
            using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);
            Load(write, string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<s{i}> <p> {n} .\n")), RdfFormat.Turtle, s_graph);
            write.Commit();
        }

        Assert.Equal(["g=120000"], engine.Graphs());
    }

    [Fact]
    public void ADocumentThatIsWrong_LeavesNothing()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using (var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken))
        {
            Assert.Throws<RdfSyntaxException>(() => Load(write, "<http://example/a> <p> 1 . <http://example/b>", RdfFormat.Turtle, null));
            Assert.Throws<InvalidOperationException>(() => write.Commit());
        }

        Assert.Equal(["a p 1"], engine.Quads());
    }

    [Fact]
    public void ADocumentForOneGraph_MayNotNameGraphs()
    {
        using var engine = TestEngine.From("");
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);

        var error = Assert.Throws<QueryException>(() => Load(write, "<http://example/h> { <http://example/b> <p> 2 }", RdfFormat.TriG, s_graph));

        Assert.Contains("names a graph, <http://example/h>", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GraphsAreCreatedClearedAndDropped_AndTellWhetherTheyWereThere()
    {
        using var engine = TestEngine.From(":a :p 1 .");
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);

        Assert.False(write.GraphExists(s_graph));
        Assert.False(write.Clear(s_graph));
        Assert.False(write.Drop(s_graph));
        Assert.True(write.Create(s_graph));
        Assert.False(write.Create(s_graph));
        Assert.True(write.GraphExists(s_graph));
        write.Do("INSERT DATA { GRAPH :g { :a :p 1 } }");
        Assert.True(write.Clear(s_graph));
        Assert.True(write.GraphExists(s_graph));
        Assert.True(write.Drop(s_graph));
        Assert.False(write.GraphExists(s_graph));
        Assert.True(write.Clear(null));
        write.Commit();

        Assert.Empty(engine.Quads());
    }

    [Fact]
    public void AQuerySentAsAnUpdate_IsNamed()
    {
        using var engine = TestEngine.From("");

        var error = Assert.Throws<SparqlSyntaxException>(() => engine.Do("SELECT * { ?s ?p ?o }"));

        Assert.Equal("This is a query, not an update request.", error.Hint);
    }

    [Fact]
    public void ADocumentThatIsOneGraph_NamesNone()
    {
        using var engine = TestEngine.From("");
        using var write = engine.BeginWrite(ct: TestContext.Current.CancellationToken);
        using var input = new MemoryStream("<http://example/h> { <http://example/s> <http://example/p> 1 }"u8.ToArray());

        var error = Assert.Throws<QueryException>(() => write.LoadGraph(input, RdfFormat.TriG, "document", null, null));

        Assert.Contains("names a graph, <http://example/h>", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Triples without an end, each another one; after some of them somebody does not want any more.</summary>
    private sealed class EndlessDocument(int stopAt, CancellationTokenSource stop) : InputStream
    {
        private int _lines;

        public override int Read(Span<byte> buffer)
        {
            if (++_lines == stopAt)
            {
                stop.Cancel();
            }

            return Encoding.UTF8.GetBytes($"<http://example/s{_lines}> <http://example/p> \"o{_lines}\" .\n", buffer);
        }
    }

    private static long Load(EngineWrite write, string text, RdfFormat format, Iri? graph)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return write.Load(input, format, "document", "http://example/base/", graph);
    }
}
