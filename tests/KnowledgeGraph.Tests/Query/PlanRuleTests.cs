using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Counts from the index, ranges, columns left out, samples, rows counted: shapes of plans, answers with and without the rules.</summary>
public sealed class PlanRuleTests
{
    [Theory]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "n=6000")]
    [InlineData("SELECT (COUNT(?o) AS ?n) { ?s :p ?o }", "n=2000")]
    [InlineData("SELECT (COUNT(DISTINCT ?o) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s :p ?o }", "n=5 m=2000")]
    [InlineData("SELECT (COUNT(DISTINCT ?p) AS ?n) (COUNT(DISTINCT *) AS ?m) { ?s ?p ?o }", "n=3 m=6000")]
    [InlineData("SELECT (COUNT(*) AS ?n) { :s1 :p 1 }", "n=1")]
    [InlineData("SELECT (COUNT(*) AS ?n) { :s1 :none ?o }", "n=0")]
    [InlineData("SELECT ?o (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s :p ?o } GROUP BY ?o", "o=0 n=400 m=400")]
    [InlineData("SELECT ?x (COUNT(DISTINCT ?o) AS ?n) { ?s :p ?o } GROUP BY (?o AS ?x)", "x=0 n=1")]
    [InlineData("SELECT DISTINCT ?o { ?s :p ?o }", "o=0")]
    public void CountsOnePatternByTheIndex(string query, string first)
    {
        using var engine = Many();
        Assert.Contains("IndexAggregate [", Explain(engine, query), StringComparison.Ordinal);
        Assert.Equal(first, engine.Rows(query)[0]);
    }

    [Theory]
    [InlineData("SELECT (COUNT(?z) AS ?n) { ?s :p ?o }")]
    [InlineData("SELECT ?p (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o } GROUP BY ?p")]
    [InlineData("SELECT ?z (COUNT(*) AS ?n) { ?s :p ?o } GROUP BY ?z")]
    [InlineData("SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p [] }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?s }")]
    [InlineData("SELECT (SUM(?o) AS ?n) { ?s :p ?o }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s :p ?o } }")]
    public void ReadsTheRows_WhereTheIndexDoesNotCountThem(string query)
    {
        using var engine = Many();
        Assert.DoesNotContain("IndexAggregate [", Explain(engine, query), StringComparison.Ordinal);
        Assert.NotEmpty(engine.Rows(query));
    }

    [Fact]
    public void CountsWhatUpdatesLeft()
    {
        using var engine = Many();
        engine.Do("DELETE DATA { :s0 :p 0 } ; INSERT DATA { :new :p 7 . :newer :p 7 }");
        Assert.Equal(
            ["o=0 n=399", "o=1 n=400", "o=2 n=400", "o=3 n=400", "o=4 n=400", "o=7 n=2"],
            engine.Rows("SELECT ?o (COUNT(*) AS ?n) { ?s :p ?o } GROUP BY ?o"));
        Assert.Equal(["n=6001"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"));
    }

    [Fact]
    public void ConfinesAScanToTheRangeOfItsFilters()
    {
        using var engine = Many();
        const string Query = "SELECT ?s ?v { ?s :q ?v FILTER(?v >= 100 && 103 > ?v) }";
        Assert.Equal(["s=s100 v=100", "s=s101 v=101", "s=s102 v=102"], engine.Rows(Query));
        Assert.Equal(["s=s7 v=7"], engine.Rows("SELECT ?s ?v { ?s :q ?v FILTER(?v = 7.0 && ?v <= 7) }"));
        Assert.Empty(engine.Rows("SELECT ?s ?v { ?s :q ?v FILTER(?v > 12 && ?v < 11) }"));
        using var run = engine.Start(Query);
        Assert.Equal(3, run.Solutions().Count());

        // The last value is let through, and the filter drops it.
        Assert.Contains("IndexScan [?s <http://example/q> ?v in a range] estimated 4 actual 4 ", run.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARangeLetsOtherDatatypesThrough()
    {
        using var engine = TestEngine.From(
            """
            :a :v 1 . :b :v 2.5 . :c :v "3.5e0"^^xsd:double . :d :v "x" . :e :v 9 . :f :v "007"^^xsd:integer . :g :v "4"^^xsd:byte .
            :h :v :h .
            :a :d "2020-01-02"^^xsd:date . :b :d "2020-01-01+14:00"^^xsd:date . :c :d "2020-01-01-14:00"^^xsd:date .
            :d :d "2020-01-01Z"^^xsd:date . :e :d "2020-01-01"^^xsd:date . :f :d "2020-01-01T00:00:00"^^xsd:dateTime .
            """);
        Assert.Equal(["s=b", "s=c", "s=f", "s=g"], engine.Rows("SELECT ?s { ?s :v ?v FILTER(?v > 1 && ?v < 8) }"));
        Assert.Equal(["s=c", "s=f", "s=g"], engine.Rows("SELECT ?s { ?s :v ?v FILTER(?v > 2.5 && 7.0 >= ?v) }"));
        foreach (var compared in (string[])["<", "<=", "=", ">=", ">"])
        {
            foreach (var zone in (string[])["", "Z", "+14:00", "-14:00"])
            {
                // Rows compares the answers with the rules and without.
                engine.Rows($"SELECT ?s {{ ?s :d ?d FILTER(?d {compared} \"2020-01-01{zone}\"^^xsd:date) }}");
            }
        }

        Assert.Equal(["s=a"], engine.Rows("SELECT ?s { ?s :d ?d FILTER(?d > \"2020-01-01\"^^xsd:date) }"));
    }

    [Fact]
    public void ARangeHoldsInAJoin()
    {
        using var engine = Many();
        Assert.Equal(
            ["s=s1998 x=3 v=1998", "s=s1999 x=4 v=1999"],
            engine.Rows("SELECT ?s ?x ?v { ?s :p ?x ; :q ?v ; :r ?y FILTER(?v > 1997) }"));
    }

    [Fact]
    public void LeavesOutColumnsThatNobodyReads()
    {
        using var engine = Many();

        // Rows count whether their columns are made or not; what an optional part, a filter or EXISTS reads is made.
        Assert.Equal(["n=2000"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?s :q ?v . ?s :r ?w }"));
        Assert.Equal(["n=800000"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?t :p ?o . ?s :q ?v }"));
        Assert.Equal(["v=1"], engine.Rows("SELECT ?v { ?s :q ?v ; :p ?o . ?s :r ?w FILTER(?w = ?v && ?v < 2 && ?o = 1) }"));
        Assert.Equal(
            ["n=1600"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?s :q ?v FILTER NOT EXISTS { ?s :p ?x FILTER(?x = 0) } }"));
        Assert.Equal(
            ["n=2000 m=400"],
            engine.Rows("SELECT (COUNT(*) AS ?n) (COUNT(?x) AS ?m) { ?s :p ?o . ?s :q ?v OPTIONAL { ?s :r ?x FILTER(?o = 0) } }"));
        Assert.Equal(["n=1600"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?s :q ?v MINUS { ?t :p 0 ; :q ?v } }"));
    }

    // On average a value of p has two subjects; the one asked for has 600.
    [Fact]
    public void SamplesJoinsWithTheTermAskedFor()
    {
        var text = new StringBuilder(":hub :code \"hub\" .\n");
        for (var i = 0; i < 1200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":o{i} :code \"{i}\" . :s{i} :of {(i % 2 == 0 ? ":hub" : $":o{i}")} ; :q {i} .\n");
        }

        using var engine = TestEngine.From(text.ToString());
        const string Query = "SELECT * { ?o :code \"hub\" . ?s :of ?o . ?s :q ?x }";
        using var run = engine.Start(Query);
        Assert.Equal(600, run.Solutions().Count());
        Assert.Matches("Join .* estimated 600 actual 600 ", run.Explain());
        using var off = engine.Start(Query, new() { RewritesOff = ["SampleJoins"] });
        Assert.Equal(600, off.Solutions().Count());
        Assert.Matches("Join .* estimated 2 actual 600 ", off.Explain());
    }

    [Theory]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?t :p ?o }", "n=8000", 2)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?s :q ?v . ?t :r ?v . ?u :r ?v }", "n=200", 3)]
    [InlineData("SELECT (COUNT(?t) AS ?n) (COUNT(?z) AS ?m) { ?s :p ?o . ?t :p ?o }", "n=8000 m=0", 1)]
    [InlineData("SELECT (SUM(?o) AS ?n) (AVG(?o) AS ?m) { ?s :p ?o . ?t :p ?o }", "n=16000 m=2^^<http://www.w3.org/2001/XMLSchema#decimal", 2)]
    [InlineData("SELECT (SUM(?o / 2) AS ?n) (SUM(?o * 1e0) AS ?m) { ?s :p ?o . ?t :p ?o }", "n=8000^^<http://www.w3.org/2001/XMLSchema#decimal m=1.6E4^^<http://www.w3.org/2001/XMLSchema#double", 2)]
    [InlineData("SELECT (SUM(?o * 10000000000000000) AS ?n) { ?s :p ?o . ?t :p ?o }", "n=160000000000000000000", 2)]
    [InlineData("SELECT (SUM(?v) AS ?n) { ?s :q ?v ; :p ?o . ?t :p ?o FILTER(?v < 3) }", "n=120", 1)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :q 7 ; :p ?o . ?t :p ?o }", "n=40", 1)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :q 7 ; :p ?o . ?t :r ?o . ?u :none ?t }", "n=0", 1)]
    [InlineData("SELECT ?o (COUNT(*) AS ?n) { ?s :p ?o FILTER(?o * 2 = 4) } GROUP BY ?o", "o=2 n=40", 1)]
    [InlineData("SELECT (COUNT(*) AS ?n) (COUNT(?x) AS ?m) { ?s :p ?o OPTIONAL { ?x :q ?o } }", "n=200 m=200", 1)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o MINUS { :s3 :q ?o } }", "n=160", 1)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o BIND(?o + 1 AS ?x) FILTER(?x > 3) }", "n=80", 1)]
    [InlineData("SELECT (COUNT(DISTINCT ?o) AS ?n) (MAX(?o) AS ?m) { ?s :p ?o . ?t :p ?o }", "n=5 m=4", 2)]
    [InlineData("SELECT DISTINCT ?o { ?s :p ?o . ?t :p ?o FILTER(?o * 2 > 6) }", "o=4", 2)]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :q ?v FILTER NOT EXISTS { ?x :p ?v } }", "n=195", 2)]
    public void CountsRowsOfWhichOneColumnIsRead(string query, string first, int patterns)
    {
        using var engine = Many(200);
        Assert.Equal(patterns, Regex.Count(Explain(engine, query), @"(CountedScan|DistinctScan|CountingJoin|IndexSemiJoin) \["));
        Assert.Equal(first, engine.Rows(query)[0]);
    }

    [Theory]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?t :p ?o FILTER(RAND() < 2) }")]
    [InlineData("SELECT (COUNT(DISTINCT *) AS ?n) { ?s :p ?o . ?s :q ?v FILTER(?o > ?v) }")]
    [InlineData("SELECT (GROUP_CONCAT(?o) AS ?n) { ?s :p ?o FILTER(?o > 3) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?t :r ?v FILTER(?s = ?t && ?o = ?v) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s :p ?o . ?t :p ?o } }")]
    [InlineData("SELECT ?o { ?s :p ?o . ?t :q ?o }")]
    public void MakesTheRows_WhereEachIsAskedFor(string query)
    {
        using var engine = Many(200);
        Assert.DoesNotMatch(@"(CountedScan|DistinctScan|CountingJoin|IndexSemiJoin) \[", Explain(engine, query));
        Assert.NotEmpty(engine.Rows(query));
    }

    [Fact]
    public void CountsRowsThatUpdatesLeft()
    {
        using var engine = Many(200);
        engine.Do("DELETE DATA { :s0 :p 0 . :s5 :p 0 } ; INSERT DATA { :new :p 7 . :newer :p 7 . :s0 :p 1 }");
        Assert.Equal(
            ["n=7929"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :p ?o . ?t :p ?o }"));
        Assert.Equal(["n=41"], engine.Rows("SELECT (COUNT(*) AS ?n) { ?s :q 1 ; :p ?o . ?t :p ?o }"));
    }

    // Three quarters of the members are those of one organisation of four, and only they speak: each four times. The other speakers are no
    // members.
    [Fact]
    public void SamplesHubsByTheirRows()
    {
        var text = new StringBuilder(":o0 :in :here . :o1 :in :here . :o2 :in :here . :o3 :in :here .\n");
        for (var i = 0; i < 1200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":m{i} :of :o{Math.Min(3, i / 100)} . :x{i} :of :y{i} .\n");
            for (var k = 0; k < 4; k++)
            {
                text.Append(CultureInfo.InvariantCulture, $":said{i}-{k} :by :{(i < 300 ? "z" : "m")}{i} .\n");
            }
        }

        using var engine = TestEngine.From(text.ToString());
        Assert.InRange(Estimated(engine, "SELECT * { ?o :in :here . ?m :of ?o . ?s :by ?m }", 3600), 2400, 4800);
    }

    // Of those asked for, hardly anyone has what all others have.
    [Fact]
    public void SamplesFewerRowsThanValues()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":a{i} a :A ; :p :b{i} . :b{i} :q {i % 7} . :c{i} :r {i} .\n");
            text.Append(i == 999 ? ":b999 :r 1 .\n" : "");
        }

        using var engine = TestEngine.From(text.ToString());
        Assert.InRange(Estimated(engine, "SELECT * { ?a a :A ; :p ?b . ?b :r ?r }", 1), 1, 400);
    }

    private static long Estimated(KnowledgeGraph.Engine.Engine engine, string query, int rows)
    {
        using var run = engine.Start(query);
        Assert.Equal(rows, run.Solutions().Count());
        var match = Regex.Match(run.Explain(), @"Join .* estimated (\d+) actual " + rows);
        Assert.True(match.Success, run.Explain());
        return long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // What comes row by row from different subjects has equal subjects side by side: no reason to read another order than the range's.
    [Fact]
    public void ReadsTheRange_WhenSeveralPatternsAreProbedFromIt()
    {
        using var engine = Many();
        Assert.Contains(
            "?v in a range]", Explain(engine, "SELECT * { ?s :q ?v ; :p ?x , ?y ; :r ?z FILTER(?v > 1990) }"), StringComparison.Ordinal);
    }

    private static string Explain(KnowledgeGraph.Engine.Engine engine, string query)
    {
        using var run = engine.Start(query);
        return run.Explain();
    }

    // Subjects with one of five values of p, and their number as q and r.
    private static KnowledgeGraph.Engine.Engine Many(int subjects = 2000)
    {
        var text = new StringBuilder();
        for (var i = 0; i < subjects; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $":s{i} :p {i % 5} ; :q {i} ; :r {i} .\n");
        }

        return TestEngine.From(text.ToString());
    }
}
