using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>Reports, limits and the shapes that ship.</summary>
public sealed class ValidationReportTests
{
    private const string Data = ":a :p :b ; :q 1 . :b :p :a .";

    private const string Shapes = """
        :S sh:targetNode :a , :b ;
            sh:property [ sh:path :q ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "q, please"@en , "bitte q"@de ] ,
                :P .
        :P sh:path [ sh:alternativePath ( [ sh:inversePath :p ] ( :p [ sh:zeroOrOnePath :q ] ) ) ] ; sh:nodeKind sh:Literal ; sh:severity :own .
        :I sh:targetNode :a ; sh:nodeKind sh:Literal ; sh:severity sh:Info .
        """;

    [Fact]
    public void WritesTheGraphThatTheRecommendationDescribes()
    {
        using var engine = Validating.Data(":a :p :b .");
        using var validation = Validate(
            engine,
            ":S sh:targetNode :a ; sh:path ( :p [ sh:inversePath :p ] ) ; sh:nodeKind sh:Literal ; sh:message 'no'@en ; sh:severity sh:Warning .");
        var sink = new DatasetSink();
        validation.Report.WriteGraph(sink);

        Assert.True(Isomorphism.AreIsomorphic(
            RdfReader.ReadText(
                Validating.Prefixes + """
                [] a sh:ValidationReport ; sh:conforms false ; sh:result [
                    a sh:ValidationResult ; sh:focusNode :a ; sh:value :a ; sh:resultPath ( :p [ sh:inversePath :p ] ) ;
                    sh:resultSeverity sh:Warning ; sh:sourceShape :S ; sh:sourceConstraintComponent sh:NodeKindConstraintComponent ;
                    sh:resultMessage "no"@en ] .
                """,
                RdfFormat.Turtle),
            sink.Dataset));
    }

    [Fact]
    public void WritesOnlyThatItConforms_WhenThereIsNoResult()
    {
        using var engine = Validating.Data(":a :p :b .");
        using var validation = Validate(engine, ":S sh:targetNode :a ; sh:nodeKind sh:IRI .");
        var sink = new DatasetSink();
        validation.Report.WriteGraph(sink);

        Assert.True(validation.Report.Conforms);
        Assert.Equal(2, sink.Dataset.Count);
        Assert.Single(sink.Dataset.Match(@object: new Literal("true", new Iri("http://www.w3.org/2001/XMLSchema#boolean"))));
    }

    [Fact]
    public void WritesTextForPeople()
    {
        using var engine = Validating.Data(Data);
        using var validation = Validate(engine, Shapes);
        using var text = new StringWriter { NewLine = "\n" };
        validation.Report.WriteText(text, new Dictionary<string, string> { [""] = "http://example/", ["sh"] = ShaclVocabulary.Namespace });

        Assert.Equal(
            """
            :a
              own: The value is not of kind sh:Literal.
                  path (^:p)|(:p/(:q?))
                  value :b
                  shape :P
                  constraint NodeKind
              Info: The value is not of kind sh:Literal.
                  value :a
                  shape :I
                  constraint NodeKind
            :b
              Warning: q, please / bitte q
                  path :q
                  constraint MinCount
              own: The value is not of kind sh:Literal.
                  path (^:p)|(:p/(:q?))
                  value :a
                  shape :P
                  constraint NodeKind
            4 results, 3 focus nodes: Info 1, Warning 1, own 2

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }

    [Fact]
    public void LeavesOutWhatIsLessSevere()
    {
        using var engine = Validating.Data(Data);
        using var validation = Validate(engine, Shapes);

        Assert.Equal(4, validation.Report.AtLeast(ShaclVocabulary.Info).ResultCount);
        Assert.Equal(3, validation.Report.AtLeast(ShaclVocabulary.Warning).ResultCount);
        Assert.Equal(2, validation.Report.AtLeast(ShaclVocabulary.Violation).ResultCount);
    }

    [Fact]
    public void HasTriplesOfTriples()
    {
        using var engine = Validating.Data(":a :p <<( :x :y <<( :x :y 1 )>> )>> .");
        using var validation = Validate(
            engine,
            ":S sh:targetObjectsOf :p ; sh:nodeKind sh:IRI ; sh:minLength 0 ; sh:closed true ; sh:property [ sh:path :q ; sh:minCount 1 ] .");
        var sink = new DatasetSink();
        validation.Report.WriteGraph(sink);

        Assert.Equal(3, sink.Dataset.Match(predicate: new Iri(ShaclVocabulary.Namespace + "focusNode")).Count(quad => quad.Object is TripleTerm));
    }

    [Fact]
    public void KeepsToItsMemory()
    {
        using var engine = Numbers(60_000);
        var shapes = Validating.Shapes(":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 0 ] .");

        Assert.Throws<QueryMemoryException>(() => engine.Validate(shapes, new QueryOptions { MemoryMB = 2 }, null, TestContext.Current.CancellationToken));
        Assert.Equal(0, engine.RunningQueries);
        using var validation = engine.Validate(shapes, new QueryOptions { MemoryMB = 64 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(60_000, validation.Report.ResultCount);
        Assert.Equal(1, engine.RunningQueries);
    }

    [Fact]
    public void StopsWhenNobodyWaits()
    {
        using var engine = Numbers(5_000);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var shapes = Validating.Shapes(":S sh:targetSubjectsOf :p ; sh:nodeKind sh:Literal .");

        Assert.ThrowsAny<OperationCanceledException>(() => engine.Validate(shapes, null, null, stop.Token));
        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void StopsWhenTimeIsOver()
    {
        using var engine = Numbers(3_000);
        var shapes = Validating.Shapes(
            ":S sh:targetSubjectsOf :p ; sh:sparql [ sh:select 'SELECT $this (COUNT(*) AS ?value) { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?f || $this = ?a) } GROUP BY $this' ] .");

        Assert.Throws<QueryTimeoutException>(() => engine.Validate(
            shapes, new QueryOptions { Timeout = TimeSpan.FromMilliseconds(200) }, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void IsRejected_WhenTooManyRun()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Limits = new EngineLimits { ConcurrentQueries = 1 } });
        using var first = Validate(engine, ":S sh:targetNode :a .");

        Assert.Throws<QueryRejectedException>(() => Validate(engine, ":S sh:targetNode :a ."));
    }

    [Fact]
    public void TellsHowFarItIs()
    {
        using var engine = Numbers(3_000);
        var told = new List<ValidationProgress>();
        using var validation = engine.Validate(
            Validating.Shapes(":S sh:targetSubjectsOf :p ; sh:nodeKind sh:IRI . :T sh:targetNode :n1 ; sh:nodeKind sh:Literal ."),
            null, new Listener(told), TestContext.Current.CancellationToken);

        Assert.Equal(4, told.Count);
        Assert.Equal(new ValidationProgress(2, 2, 3_001, 1), told[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ShippedDataHaveTheShippedShapes(bool isUnion)
    {
        var layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.Load(layout.DatasetFiles, ct: TestContext.Current.CancellationToken);
        var document = RdfReader.ReadText(File.ReadAllText(Path.Combine(layout.Root, "ontology", "shapes.ttl")), RdfFormat.Turtle);
        var options = new QueryOptions { UnionDefaultGraph = isUnion, Timeout = TimeSpan.Zero };
        using (var validation = engine.Validate(ShapesGraph.Read(document), options, null, TestContext.Current.CancellationToken))
        {
            Assert.True(validation.Report.Conforms, string.Join('\n', validation.Report.Results));
            Assert.True(validation.Report.FocusNodeCount > (isUnion ? 1000 : 100), $"{validation.Report.FocusNodeCount} focus nodes");
        }

        engine.LoadText("PREFIX : <https://w3id.org/secoop/ontology#> :c a :Claim ; :polarity :maybe .");
        using var spoiled = engine.Validate(ShapesGraph.Read(document), options, null, TestContext.Current.CancellationToken);
        Assert.False(spoiled.Report.Conforms);
    }

    private static Validation Validate(KnowledgeGraph.Engine.Engine engine, string shapes) =>
        engine.Validate(Validating.Shapes(shapes), null, null, TestContext.Current.CancellationToken);

    private static KnowledgeGraph.Engine.Engine Numbers(int count) =>
        Validating.Data(string.Concat(Enumerable.Range(0, count).Select(i => FormattableString.Invariant($":n{i} :p {i} .\n"))));

    private sealed class Listener(List<ValidationProgress> told) : IProgress<ValidationProgress>
    {
        public void Report(ValidationProgress value) => told.Add(value);
    }
}
