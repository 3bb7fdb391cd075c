using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>What each operation of SPARQL Update does to the data.</summary>
public sealed class UpdateTests
{
    [Fact]
    public void InsertData_AddsToDefaultAndNamedGraphs_AndCreatesThem()
    {
        using var engine = TestEngine.From(":a :p 1 .");

        var report = engine.Do("INSERT DATA { :a :p 1 , 2 GRAPH :g { :a :p 3 } }");

        Assert.Equal(["a p 1", "a p 2", "g: a p 3"], engine.Quads());
        Assert.Equal((2, 0), (report.QuadsAdded, report.QuadsRemoved));
    }

    [Fact]
    public void InsertData_SharesABlankNodeWithinTheOperation_AndMakesNewOnesEachTime()
    {
        using var engine = TestEngine.From("");

        engine.Do("INSERT DATA { _:x :p 1 GRAPH :g { _:x :q 2 } }");
        engine.Do("INSERT DATA { _:x :p 1 }");

        Assert.Equal(["n=2"], engine.Rows("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x :p 1 }"));
        Assert.Equal(["n=1"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?x :p 1 GRAPH :g { ?x :q 2 } }"));
    }

    [Fact]
    public void InsertData_TakesTripleTermsWithBlankNodes()
    {
        using var engine = TestEngine.From("");

        engine.Do("INSERT DATA { :s :p :o {| :by _:x |} . _:x :says <<( _:x :q <<( :a :b _:x )>> )>> }");

        Assert.True(engine.Ask(
            "ASK { :s :p :o . ?r rdf:reifies <<( :s :p :o )>> ; :by ?x . ?x :says <<( ?x :q <<( :a :b ?x )>> )>> FILTER isBlank(?x) }"));
    }

    [Fact]
    public void DeleteData_RemovesWhatIsThere_AndKeepsTheEmptyGraph()
    {
        using var engine = TestEngine.From(":a :p 1 , 2 . GRAPH :g { :a :p 3 }");

        var report = engine.Do("DELETE DATA { :a :p 1 . :a :p 9 . :unknown :p 1 GRAPH :g { :a :p 3 } GRAPH :h { :a :p 2 } }");

        Assert.Equal(["a p 2"], engine.Quads());
        Assert.Equal(["g=0"], engine.Graphs());
        Assert.Equal((0, 2), (report.QuadsAdded, report.QuadsRemoved));
    }

    [Fact]
    public void DeleteData_TellsTermsApart_NotValues()
    {
        using var engine = TestEngine.From(":a :p 1 , 01 , 1.0 .");

        engine.Do("DELETE DATA { :a :p 01 }");

        Assert.Equal(["n=2"], engine.Rows("SELECT (COUNT(*) AS ?n) { :a :p ?v FILTER(?v = 1) }"));
    }

    [Fact]
    public void DeleteWhere_RemovesWhatMatches()
    {
        using var engine = TestEngine.From(":a :p 1 ; :q :b . :b :p 2 . GRAPH :g { :a :p 3 }");

        engine.Do("DELETE WHERE { ?x :q ?y . ?y :p ?v }");
        Assert.Equal(["a p 1", "g: a p 3"], engine.Quads());

        engine.Do("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }");
        Assert.Equal(["a p 1"], engine.Quads());
    }

    [Fact]
    public void DeleteInsert_RemovesFirst_SoWhatBothTemplatesNameStays()
    {
        using var engine = TestEngine.From(":a :p 1 , 2 , 3 .");

        // SPARQL 1.1 Update §3.1.3: each value is removed and put in again by the solution of another one.
        var report = engine.Do("DELETE { :a :p ?v } INSERT { :a :p ?w } WHERE { :a :p ?v BIND(?v - 1 AS ?w) }");

        Assert.Equal(["a p 0", "a p 1", "a p 2"], engine.Quads());
        Assert.Equal((1, 1), (report.QuadsAdded, report.QuadsRemoved));
    }

    [Fact]
    public void DeleteInsert_SeesTheStateBefore_NotItsOwnAdditions()
    {
        using var engine = TestEngine.From(":n0 :next :n1 . :n1 :next :n2 . :n2 :next :n3 .");

        engine.Do("INSERT { ?a :next ?c } WHERE { ?a :next ?b . ?b :next ?c }", new UpdateOptions { BatchRows = 1 });

        Assert.Equal(["n0 next n1", "n0 next n2", "n1 next n2", "n1 next n3", "n2 next n3"], engine.Quads());
    }

    [Fact]
    public void EachOperation_SeesItsPredecessor()
    {
        using var engine = TestEngine.From(":a :p 1 .");

        engine.Do("INSERT { :a :q ?v } WHERE { :a :p ?v } ; DELETE WHERE { :a :p ?v } ; INSERT { :a :r ?v } WHERE { :a :q ?v FILTER NOT EXISTS { :a :p ?v } }");

        Assert.Equal(["a q 1", "a r 1"], engine.Quads());
    }

    [Fact]
    public void Insert_MakesNewBlankNodesForEachSolution_SharedWithinIt()
    {
        using var engine = TestEngine.From(":a :p 1 . :b :p 2 .");

        engine.Do("INSERT { _:x :of ?s ; :value ?v GRAPH :g { _:x :seen true } } WHERE { ?s :p ?v }", new UpdateOptions { BatchRows = 1 });

        Assert.Equal(["s=a v=1", "s=b v=2"], engine.Rows("SELECT ?s ?v { ?x :of ?s ; :value ?v GRAPH :g { ?x :seen true } }"));
        Assert.Equal(["n=2"], engine.Rows("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x :of ?s }"));
    }

    [Fact]
    public void Insert_KeepsBlankNodesThatThePatternMade()
    {
        using var engine = TestEngine.From(":a :p 1 . :b :p 2 .");

        engine.Do("INSERT { ?s :node ?n . ?n :value ?v , <<( ?n :v ?v )>> } WHERE { ?s :p ?v BIND(BNODE(STR(?v)) AS ?n) }");

        Assert.Equal(
            ["s=a v=1", "s=b v=2"], engine.Rows("SELECT ?s ?v { ?s :node ?n . ?n :value ?v , <<( ?n :v ?v )>> FILTER isBlank(?n) }"));
    }

    [Fact]
    public void Insert_KeepsTermsThatThePatternMade_AlsoInTripleTerms()
    {
        using var engine = TestEngine.From(":a :p 1 .");

        engine.Do(
            "INSERT { ?s :name ?t ; :iri ?i ; :term ?u } WHERE { ?s :p ?v BIND(STRLANG(CONCAT('no ', STR(?v)), 'en') AS ?t) "
            + "BIND(IRI(CONCAT('http://example/new', STR(?v))) AS ?i) BIND(TRIPLE(?i, :q, TRIPLE(?s, ?i, ?t)) AS ?u) }");

        Assert.Equal(["a iri new1", "a name no 1@en", "a p 1", "a term <<( new1 q <<( a new1 no 1@en ) )"], engine.Quads());
    }

    [Fact]
    public void Templates_LeaveOutWhatIsNoQuad()
    {
        using var engine = TestEngine.From(":a :p 1 , :b . :b :q :c .");

        engine.Do(
            "INSERT { ?v :illegal ?s . ?s ?v ?s . ?s :un ?unbound . <<( ?v :r ?s )>> :r 1 . ?s :t <<( ?v :r ?s )>> . ?s :ok ?v GRAPH ?v { ?s :in ?v } } WHERE { ?s :p ?v }");

        Assert.Equal(
            ["a b a", "a ok 1", "a ok b", "a p 1", "a p b", "a t <<( b r a )", "b illegal a", "b q c", "b: a in b"], engine.Quads());
    }

    [Fact]
    public void DeleteTemplates_LeaveOutWhatIsNoQuad()
    {
        using var engine = TestEngine.From(":a :p 1 , :b .");

        engine.Do("DELETE { ?v :p ?s . ?s :p ?unbound . ?s :p ?v GRAPH ?v { ?s :p ?v } } WHERE { ?s :p ?v FILTER(isIRI(?v)) }");

        Assert.Equal(["a p 1"], engine.Quads());
    }

    [Fact]
    public void With_IsTheGraphOfTemplatesAndPattern()
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 }");

        engine.Do("WITH :g DELETE { ?s :p ?v } INSERT { ?s :q ?v GRAPH :h { ?s :q ?w } } WHERE { ?s :p ?v GRAPH :h { ?s :p ?w } }");

        Assert.Equal(["a p 0", "g: a q 1", "h: a p 2", "h: a q 2"], engine.Quads());
    }

    [Fact]
    public void With_AGraphThatIsNotThere_MatchesNothing_AndIsCreatedByInsert()
    {
        using var engine = TestEngine.From(":a :p 0 .");

        engine.Do("WITH :new INSERT { ?s :q ?v } WHERE { ?s :p ?v }");
        Assert.Empty(engine.Graphs());

        engine.Do("WITH :new INSERT { :a :q 1 } WHERE { }");
        Assert.Equal(["a p 0", "new: a q 1"], engine.Quads());
    }

    [Fact]
    public void Using_TakesThePlaceOfWithInThePattern_ButNotInTheTemplates()
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 } GRAPH :i { :a :p 3 }");

        engine.Do("WITH :g INSERT { ?s :q ?v ; :r ?w } USING :h USING NAMED :i WHERE { ?s :p ?v OPTIONAL { GRAPH ?g { ?s :p ?w } } }");

        Assert.Equal(["a p 0", "g: a p 1", "g: a q 2", "g: a r 3", "h: a p 2", "i: a p 3"], engine.Quads());
    }

    [Fact]
    public void TheDatasetOfTheProtocol_IsThatOfThePattern_AndRefusesAnother()
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 }");
        var options = new UpdateOptions { Dataset = new([new("http://example/g")], []) };

        engine.Do("INSERT { ?s :q ?v } WHERE { ?s :p ?v }", options);
        Assert.Equal(["a p 0", "a q 1", "g: a p 1"], engine.Quads());

        foreach (var update in (string[])["WITH :g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "CLEAR ALL ; DELETE { ?s ?p ?o } USING :g WHERE { ?s ?p ?o }"])
        {
            var error = Assert.Throws<QueryException>(() => engine.Do(update, options));
            Assert.Contains("names its dataset twice", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, engine.Quads().Length);
    }

    [Fact]
    public void AUnionDefaultGraph_IsThatOfThePatternOnly()
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 }");

        engine.Do("DELETE { ?s :p ?v } INSERT { ?s :q ?v } WHERE { ?s :p ?v }", new UpdateOptions { UnionDefaultGraph = true });

        Assert.Equal(["a q 0", "a q 1", "g: a p 1"], engine.Quads());
    }

    [Fact]
    public void IriFunction_UsesTheBaseOfItsOwnOperation()
    {
        using var engine = TestEngine.From(":a :p 'x' .");

        engine.Do(
            "BASE <http://example/one/> INSERT { ?s :q ?i } WHERE { ?s :p ?v BIND(IRI(?v) AS ?i) } ; "
            + "BASE <http://example/two/> INSERT { ?s :q ?i } WHERE { ?s :p ?v BIND(IRI(?v) AS ?i) }");

        Assert.Equal(["a p x", "a q one/x", "a q two/x"], engine.Quads());
    }

    [Theory]
    [InlineData("DELETE { ?a :p ?v } INSERT { ?b :p ?v GRAPH ?g { ?a :was ?v } } WHERE { ?a :p ?v . ?a :next ?b OPTIONAL { GRAPH ?g { ?a :p ?w } } }")]
    [InlineData("INSERT { ?a :far ?b . <<( ?a :far ?b )>> :illegal 1 . ?b :near <<( ?a :far ?b )>> } WHERE { ?a :next+ ?b }")]
    [InlineData("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s :p ?x } } }")]
    [InlineData("WITH :g DELETE { ?s :p ?v } INSERT { ?s :p ?w } WHERE { ?s :p ?v { SELECT (SUM(?x) AS ?w) { ?y :p ?x } } }")]
    [InlineData("INSERT { ?s :text ?t } WHERE { { ?s :p ?v } UNION { GRAPH :g { ?s :p ?v } } BIND(CONCAT('v', STR(?v)) AS ?t) }")]
    public void RewritesAndBatchSizes_ChangeNothing(string update)
    {
        string[]? expected = null;
        foreach (var batchRows in (int[])[1024, 1, 3])
        {
            foreach (var rewrite in (bool[])[true, false])
            {
                using var engine = TestEngine.From(
                    ":a :p 1 , 2 ; :next :b . :b :p 3 ; :next :c . :c :next :a . GRAPH :g { :a :p 4 . :b :p 5 } GRAPH :h { :a :p 6 }");
                var before = engine.Quads();
                engine.Do(update, new UpdateOptions { BatchRows = batchRows, RewritesOff = rewrite ? [] : ["*"] });
                expected ??= engine.Quads();
                Assert.NotEqual(before, expected);
                Assert.Equal(expected, engine.Quads());
            }
        }
    }

    [Theory]
    [InlineData("CLEAR DEFAULT", "g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("CLEAR GRAPH :g", "a p 0|h: a p 2", "g=0 h=1")]
    [InlineData("CLEAR NAMED", "a p 0", "g=0 h=0")]
    [InlineData("CLEAR ALL", "", "g=0 h=0")]
    [InlineData("DROP DEFAULT", "g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("DROP GRAPH :g", "a p 0|h: a p 2", "h=1")]
    [InlineData("DROP NAMED", "a p 0", "")]
    [InlineData("DROP ALL", "", "")]
    [InlineData("CREATE GRAPH :i", "a p 0|g: a p 1|h: a p 2", "g=1 h=1 i=0")]
    [InlineData("CREATE SILENT GRAPH :g", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("ADD :g TO :h", "a p 0|g: a p 1|h: a p 1|h: a p 2", "g=1 h=2")]
    [InlineData("ADD DEFAULT TO :i", "a p 0|g: a p 1|h: a p 2|i: a p 0", "g=1 h=1 i=1")]
    [InlineData("ADD :g TO DEFAULT", "a p 0|a p 1|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("COPY :g TO :h", "a p 0|g: a p 1|h: a p 1", "g=1 h=1")]
    [InlineData("COPY :g TO DEFAULT", "a p 1|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("COPY DEFAULT TO :i", "a p 0|g: a p 1|h: a p 2|i: a p 0", "g=1 h=1 i=1")]
    [InlineData("COPY :g TO :g", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("COPY DEFAULT TO DEFAULT", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("MOVE :g TO :h", "a p 0|h: a p 1", "h=1")]
    [InlineData("MOVE :g TO DEFAULT", "a p 1|h: a p 2", "h=1")]
    [InlineData("MOVE DEFAULT TO :g", "g: a p 0|h: a p 2", "g=1 h=1")]
    [InlineData("MOVE :g TO :g", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("CREATE GRAPH :i ; COPY :i TO :j ; MOVE :i TO :g", "a p 0|h: a p 2", "g=0 h=1 j=0")]
    [InlineData("CLEAR SILENT GRAPH :no ; DROP SILENT GRAPH :no ; ADD SILENT :no TO :g ; COPY SILENT :no TO :g ; MOVE SILENT :no TO :g", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    [InlineData("LOAD SILENT <http://example/doc> INTO GRAPH :i", "a p 0|g: a p 1|h: a p 2", "g=1 h=1")]
    public void GraphManagement_DoesWhatItSays(string update, string quads, string graphs)
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 }");

        engine.Do(update);

        Assert.Equal(quads, string.Join('|', engine.Quads()));
        Assert.Equal(graphs, string.Join(' ', engine.Graphs()));
    }

    [Theory]
    [InlineData("CREATE GRAPH :g", "CREATE GRAPH <http://example/g> failed: there is such a graph already")]
    [InlineData("CLEAR GRAPH :no", "CLEAR failed: there is no graph <http://example/no>")]
    [InlineData("DROP GRAPH :no", "DROP failed: there is no graph <http://example/no>")]
    [InlineData("ADD :no TO :g", "ADD failed: there is no graph <http://example/no>")]
    [InlineData("COPY :no TO :g", "COPY failed: there is no graph <http://example/no>")]
    [InlineData("COPY :no TO :no", "COPY failed: there is no graph <http://example/no>")]
    [InlineData("MOVE :no TO DEFAULT", "MOVE failed: there is no graph <http://example/no>")]
    [InlineData("LOAD <http://example/doc>", "LOAD <http://example/doc> failed: no remote host is allowed here")]
    public void WithoutSilent_AFailureUndoesTheWholeRequest(string operation, string message)
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 }");
        var (version, snapshot) = (engine.DatasetVersion, engine.Snapshot);

        var error = Assert.ThrowsAny<QueryException>(
            () => engine.Do("INSERT DATA { :a :p 9 . _:new :q 1 GRAPH :new { :b :p 'new' } } ; DELETE WHERE { :a :p 0 } ; " + operation));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(["a p 0", "g: a p 1"], engine.Quads());
        Assert.Equal(["g=1"], engine.Graphs());
        Assert.Equal(version, engine.DatasetVersion);
        Assert.Same(snapshot, engine.Snapshot);
        engine.Do("INSERT DATA { :after :p _:x }");
        Assert.Equal(3, engine.Quads().Length);
    }

    [Theory]
    [InlineData("CLEAR ALL")]
    [InlineData("CLEAR GRAPH :g")]
    [InlineData("DROP ALL")]
    [InlineData("DROP GRAPH :g")]
    [InlineData("MOVE DEFAULT TO :g")]
    [InlineData("MOVE :g TO :h")]
    [InlineData("COPY :g TO DEFAULT")]
    public void WholeGraphs_AreBack_WhenALaterOperationFails(string operation)
    {
        using var engine = TestEngine.From(":a :p 0 . GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 }");
        var snapshot = engine.Snapshot;

        // The pattern reads the state without the graphs, then the last operation fails.
        Assert.Throws<GraphStateException>(() => engine.Do(
            operation + " ; INSERT { ?s :q ?v } WHERE { ?s :p ?v } ; INSERT DATA { :a :p 5 GRAPH :g { :a :p 6 } } ; DROP GRAPH :no"));

        Assert.Same(snapshot, engine.Snapshot);
        Assert.Equal(["a p 0", "g: a p 1", "h: a p 2"], engine.Quads());
        Assert.Equal(["g=1", "h=1"], engine.Graphs());
        engine.Do("INSERT { :b :saw ?v } WHERE { { :a :p ?v } UNION { GRAPH ?g { :a :p ?v } } }");
        Assert.Equal(["a p 0", "b saw 0", "b saw 1", "b saw 2", "g: a p 1", "h: a p 2"], engine.Quads());
    }

    // Few changes go into the delta; after the removal of 5,000 triples the store is sorted anew.
    [Theory]
    [InlineData("DROP GRAPH :g ; INSERT DATA { GRAPH :g { :a :p 1 , 3 } }", "g: a p 1|g: a p 3|h: a p 1|h: a p 2", "g=2 h=2", 1, 0)]
    [InlineData("CLEAR GRAPH :h ; INSERT DATA { GRAPH :h { :a :p 2 } }", "g: a p 1|h: a p 2", "g=1 h=1", 0, 1)]
    [InlineData("INSERT DATA { GRAPH :g { :a :p 3 } } ; DROP GRAPH :g", "h: a p 1|h: a p 2", "h=2", 1, 2)]
    [InlineData("DROP NAMED ; CREATE GRAPH :g", "", "g=0", 0, 3)]
    [InlineData("CLEAR NAMED ; ADD :g TO :h", "", "g=0 h=0", 0, 3)]
    [InlineData("MOVE :g TO :h", "h: a p 1", "h=1", 0, 2)]
    [InlineData("MOVE :g TO :i", "h: a p 1|h: a p 2|i: a p 1", "h=2 i=1", 1, 1)]
    [InlineData("MOVE :g TO :i ; MOVE :i TO :g", "g: a p 1|h: a p 1|h: a p 2", "g=1 h=2", 2, 2)]
    [InlineData("COPY :h TO :g ; DROP GRAPH :h", "g: a p 1|g: a p 2", "g=2", 1, 2)]
    [InlineData("COPY :g TO :h ; CLEAR GRAPH :g ; ADD :h TO :g", "g: a p 1|h: a p 1", "g=1 h=1", 1, 2)]
    public void WholeGraphs_AreWhatTheNextOperationFinds(string update, string named, string graphs, int added, int removed)
    {
        foreach (var (others, first) in ((int, string)[])[(0, ""), (5000, "CLEAR DEFAULT ; ")])
        {
            using var engine = TestEngine.From(
                string.Concat(Enumerable.Range(0, others).Select(n => $":n :p {n} . ")) + " GRAPH :g { :a :p 1 } GRAPH :h { :a :p 1 , 2 }");

            var report = engine.Do(first + update);

            Assert.Equal(named, string.Join('|', engine.Quads()));
            Assert.Equal(graphs, string.Join(' ', engine.Graphs()));
            Assert.Equal(removed - added, report.QuadsRemoved - others - report.QuadsAdded);
            if (others == 0)
            {
                Assert.Equal((added, removed), ((int)report.QuadsAdded, (int)report.QuadsRemoved));
            }
        }
    }
}
