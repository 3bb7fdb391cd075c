using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Tests.Engine;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>Which triples support an answer.</summary>
public sealed class AnswerEvidenceTests : IDisposable
{
    private const string Prefix = "PREFIX : <http://example/> ";

    private const string Data = """
        :ada :met :bo , :cy ; :age 7 ; :in :oz .
        :bo :met :cy ; :age 9 .
        :cy :met :ada , :di .
        :di :met :eve .
        :g1 { :ada :said :hello . :c1 :about <<( :ada :met :bo )>> }
        :g2 { :ada :said :hello . :bo :said :bye }
        """;

    private readonly KnowledgeGraph.Engine.Engine _engine = TestEngine.From(Data);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("SELECT * { ?x :met ?y . ?y :age ?n }", "x=:ada y=:bo n=9", "ada met bo, bo age 9")]
    [InlineData("SELECT ?x { ?x :met ?y }", "x=:ada", "ada met bo | ada met cy")]
    [InlineData("SELECT DISTINCT ?x { ?x :met ?y } ORDER BY ?x LIMIT 1", "x=:cy", "cy met ada | cy met di")]
    [InlineData("SELECT ?x { ?x :age ?n FILTER(?n > 8) }", "x=:ada", "")]
    [InlineData("SELECT ?x (?n + 1 AS ?m) { ?x :age ?n }", "x=:bo m=10", "bo age 9")]
    [InlineData("SELECT ?x (?n + 1 AS ?m) { ?x :age ?n }", "x=:bo m=11", "")]
    [InlineData("SELECT ?x { BIND(:ada AS ?x) }", "x=:ada", "(nothing)")]
    [InlineData("SELECT ?x { _:b :met ?x }", "x=:bo", "ada met bo")]
    [InlineData("SELECT ?x { :ada :met ?x . :ada :met ?x }", "x=:bo", "ada met bo, ada met bo")]
    public void JoinsAndModifiers(string query, string row, string expected) => Assert.Equal(expected, Explain(query, row));

    [Theory]
    [InlineData("x=:ada n=7", "ada age 7")]
    [InlineData("x=:cy", "absent")]
    [InlineData("x=:ada", "")]
    [InlineData("x=:cy n=7", "")]
    public void AnOptionalPart_SaysWhetherItIsThere(string row, string expected) =>
        Assert.Equal(
            expected.Length == 0 ? "" : row.Contains("cy", StringComparison.Ordinal) ? "cy met di, " + expected : "ada met bo, " + expected,
            Explain("SELECT ?x ?n { ?x :met ?y FILTER(?y IN (:bo, :di)) OPTIONAL { ?x :age ?n } }", row));

    [Fact]
    public void AnOptionalPartWithinAnother_IsToldOnce() =>
        Assert.Equal("di met eve, absent", Explain("SELECT ?x { ?x :met :eve OPTIONAL { ?x :age ?n OPTIONAL { ?x :in ?p } } }", "x=:di"));

    [Theory]
    [InlineData("x=:ada", "ada age 7 | ada in oz")]
    [InlineData("x=:bo", "bo age 9")]
    public void AUnion_ShowsTheSideThatMatched(string row, string expected) =>
        Assert.Equal(expected, Explain("SELECT ?x { { ?x :age ?n } UNION { ?x :in ?p } }", row));

    [Theory]
    [InlineData("SELECT ?n { :bo :age ?n FILTER NOT EXISTS { :bo :in ?p } }", "n=9", "bo age 9, condition")]
    [InlineData("SELECT ?n { :ada :age ?n FILTER(EXISTS { :ada :in ?p } && ?n < 8) }", "n=7", "ada age 7, condition")]
    [InlineData("SELECT ?x { ?x :age ?n MINUS { ?x :in ?p } }", "x=:bo", "bo age 9, condition")]
    [InlineData("SELECT ?x { ?x :age ?n MINUS { ?x :in ?p } }", "x=:ada", "")]
    public void WhatIsAboutAbsence_IsNamed(string query, string row, string expected) => Assert.Equal(expected, Explain(query, row));

    [Theory]
    [InlineData("SELECT ?g { GRAPH ?g { :ada :said ?what } }", "g=:g2", "ada said hello @g2")]
    [InlineData("SELECT ?what { GRAPH :g2 { :bo :said ?what } }", "what=:bye", "bo said bye @g2")]
    [InlineData("SELECT ?what FROM :g1 FROM :g2 { ?x :said ?what }", "what=:hello", "ada said hello")]
    [InlineData("SELECT ?c { GRAPH ?g { ?c :about <<( ?x :met ?y )>> } }", "c=:c1", "c1 about <<( ada met bo )>> @g1")]
    [InlineData("SELECT ?x { GRAPH ?g { { SELECT ?x { ?x :said :bye } } } }", "x=:bo", "{bo said bye @g2}")]
    public void Graphs(string query, string row, string expected) => Assert.Equal(expected, Explain(query, row));

    [Theory]
    [InlineData("SELECT ?y { :ada :met+ ?y }", "y=:eve", "[ada met cy, cy met di, di met eve]")]
    [InlineData("SELECT ?y { :ada :met* ?y }", "y=:ada", "[]")]
    [InlineData("SELECT ?y { :ada :met+ ?y }", "y=:ada", "[ada met cy, cy met ada]")]
    [InlineData("SELECT ?y { :eve ^:met+ ?y }", "y=:cy", "[cy met di, di met eve]")]
    [InlineData("SELECT ?y { :ada (:met|:in)? ?y }", "y=:oz", "[ada in oz]")]
    [InlineData("SELECT ?y { :ada (:met/:met)+ ?y }", "y=:eve", null)]
    [InlineData("SELECT ?y { :ada !(:met|:age) ?y }", "y=:oz", "[ada in oz]")]
    [InlineData("SELECT ?y { :oz !(^:met|^:age)/:met+ ?y }", "y=:di", "[ada in oz], [ada met cy, cy met di]")]
    [InlineData("SELECT ?y { GRAPH :g1 { :ada :said* ?y } }", "y=:hello", "[ada said hello @g1]")]
    public void APath_ShowsOneShortestWalk(string query, string row, string? expected)
    {
        var text = Explain(query, row);

        if (expected is not null)
        {
            Assert.Equal(expected, text.Split(" | ")[0]);
            return;
        }

        // Of several walks of the same length any one will do.
        Assert.Equal(4, text.Split(',').Length);
        Assert.StartsWith("[ada met", text, StringComparison.Ordinal);
        Assert.EndsWith("met eve]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT ?x (COUNT(*) AS ?n) { ?x :met ?y } GROUP BY ?x", "x=:ada n=2", "ada met bo | ada met cy")]
    [InlineData("SELECT ?x (COUNT(*) AS ?n) { ?x :met ?y } GROUP BY ?x", "x=:ada n=3", "")]
    [InlineData("SELECT (MAX(?n) AS ?most) { ?x :age ?n }", "most=9", "ada age 7 | bo age 9")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?x :hates ?y }", "n=0", "")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?x :met ?y } GROUP BY ?x HAVING (COUNT(*) > 1)", "n=2", "ada met bo | ada met cy | cy met ada | cy met di")]
    [InlineData("SELECT ?k { ?x :age ?n } GROUP BY (?n * 2 AS ?k)", "k=18", "bo age 9")]
    [InlineData("SELECT ?p { ?x :met ?y OPTIONAL { ?x :in ?p } } GROUP BY ?p", "", "bo met cy, absent | cy met ada, absent | cy met di, absent | di met eve, absent")]
    [InlineData("SELECT ?x { ?x :met ?y } GROUP BY ?x HAVING (EXISTS { ?x :in ?p })", "x=:ada", "ada met bo, condition | ada met cy, condition")]
    [InlineData("SELECT ?x { ?x :age ?n } GROUP BY ?x HAVING (MAX(?n) > 8 && NOT EXISTS { ?x :in ?p })", "x=:bo", "bo age 9, condition")]
    public void AnAggregate_ShowsTheMembersOfItsGroup(string query, string row, string expected) => Assert.Equal(expected, Explain(query, row));

    [Theory]
    [InlineData("SELECT ?x { ?x :in ?p { SELECT ?x { ?x :met ?y } } }", "x=:ada", "ada in oz, {ada met bo | ada met cy}")]
    [InlineData("SELECT ?x ?n { ?x :in ?p { SELECT ?x (COUNT(?y) AS ?n) { ?x :met ?y } GROUP BY ?x } }", "x=:ada n=2", "ada in oz, {ada met bo | ada met cy}")]
    public void ASubSelect_IsExplainedInTurn(string query, string row, string expected) => Assert.Equal(expected, Explain(query, row));

    [Fact]
    public void Ask_ShowsWhatMakesItTrue() => Assert.Equal("ada in oz", Explain("ASK { :ada :in ?p }", ""));

    [Theory]
    [InlineData(":bo", ":knows", ":ada", "ada met bo, ada in oz")]
    [InlineData(":ada", ":knows", ":cy", "cy met ada, absent")]
    [InlineData(":ada", ":isOf", ":oz", "ada met bo, ada in oz | ada met cy, ada in oz")]
    [InlineData(":ada", ":knows", ":eve", "")]
    public void Construct_ShowsWhatMakesATriple(string subject, string predicate, string @object, string expected)
    {
        var query = (SparqlQuery.Construct)SparqlParser.ParseQuery(
            Prefix + "CONSTRUCT { ?y :knows ?x . ?x :isOf ?p } WHERE { ?x :met ?y OPTIONAL { ?x :in ?p } }");
        var triple = new Triple(Node(subject), (Iri)Node(predicate), Node(@object));

        var supports = new AnswerEvidence(_engine).Of(query, triple, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(expected, Text(supports));
    }

    // A row can stand for a group each of more than anybody reads; what is held is bounded.
    [Fact]
    public void OfMoreGroupsThanAnybodyReads_HasPages()
    {
        using var engine = TestEngine.From(string.Concat(Enumerable.Range(0, 10_050).Select(i => $":n{i} :p 1 .\n")));
        var query = SparqlParser.ParseQuery(Prefix + "SELECT (COUNT(*) AS ?n) { ?x :p ?y } GROUP BY ?x");

        var first = new AnswerEvidence(engine).Of(query, Row("n=1"), 0, 3, TestContext.Current.CancellationToken);
        var last = new AnswerEvidence(engine).Of(query, Row("n=1"), 9_998, 1_000, TestContext.Current.CancellationToken);
        var beyond = new AnswerEvidence(engine).Of(query, Row("n=1"), 10_000, 3, TestContext.Current.CancellationToken);

        Assert.Equal(3, first.Items.Length);
        Assert.True(first is { HasMore: true, IsAnswer: true });
        Assert.Equal(2, last.Items.Length);
        Assert.True(last.HasMore);
        Assert.True(beyond is { Items.IsEmpty: true, HasMore: false, IsAnswer: true });
    }

    [Fact]
    public void Pages()
    {
        var query = SparqlParser.ParseQuery(Prefix + "SELECT (COUNT(*) AS ?n) { ?x :met ?y }");
        var row = Row("n=6");
        var evidence = new AnswerEvidence(_engine);

        var first = evidence.Of(query, row, 0, 4, TestContext.Current.CancellationToken);
        var second = evidence.Of(query, row, 4, 4, TestContext.Current.CancellationToken);

        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        Assert.Equal(6, first.Items.Concat(second.Items).Select(Text).Distinct().Count());
    }

    [Theory]
    [InlineData(0, 2, 2, true)]
    [InlineData(2, 2, 1, false)]
    [InlineData(3, 2, 0, false)]
    [InlineData(long.MaxValue, 1000, 0, false)]
    public void PagesOfATriple_GoOnAcrossTheTemplate(long offset, int limit, int count, bool hasMore)
    {
        // :ada :knows :cy is made by one triple of the template for one solution, and by the other for two.
        var query = (SparqlQuery.Construct)SparqlParser.ParseQuery(
            Prefix + "CONSTRUCT { ?x :knows ?y . ?y :knows ?x } WHERE { { ?x :met ?y } UNION { ?x :met ?y FILTER(?x = :ada) } }");
        var triple = new Triple(Node(":ada"), (Iri)Node(":knows"), Node(":cy"));

        var supports = new AnswerEvidence(_engine).Of(query, triple, offset, limit, TestContext.Current.CancellationToken);

        Assert.Equal(count, supports.Items.Length);
        Assert.Equal(hasMore, supports.HasMore);
    }

    [Fact]
    public void FindsTheRowOfABlankNode()
    {
        using var engine = TestEngine.From("_:a :p 1 . _:b :p 2 .");
        var query = SparqlParser.ParseQuery(Prefix + "SELECT ?x { ?x :p ?n }");
        using var run = engine.Run(query, null, TestContext.Current.CancellationToken);
        foreach (var solution in run.Solutions())
        {
            var row = new Dictionary<Variable, Term> { [new Variable("x")] = solution["x"]! };

            var supports = new AnswerEvidence(engine).Of(query, row, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(solution["x"], ((SupportPart.Statement)Assert.Single(Assert.Single(supports.Items).Parts)).Triple.Subject);
        }

        Assert.Equal(2, run.Count);
    }

    [Fact]
    public void RefusesAColumnThatTheQueryDoesNotHave()
    {
        var query = SparqlParser.ParseQuery(Prefix + "SELECT ?x { ?x :met ?y }");

        var error = Assert.Throws<QueryException>(() => new AnswerEvidence(_engine).Of(query, Row("y=:bo"), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("?y", error.Message, StringComparison.Ordinal);
        Assert.Contains("?x", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What supports a row is enough for it: the query over those triples alone gives the row again.</summary>
    [Theory]
    [InlineData("SELECT * { ?x :met ?y . ?y :met ?z . OPTIONAL { ?z :age ?n } }")]
    [InlineData("SELECT ?x ?z { ?x :met+ ?z . { ?x :age ?n } UNION { ?x :in ?p } }")]
    [InlineData("SELECT ?x ?what { ?x :met* ?y . ?y :age ?n GRAPH ?g { ?y :said ?what } }")]
    [InlineData("SELECT ?x { ?x (:met|^:met)/!:met ?y { SELECT ?x { ?x :age ?n } } }")]
    public void IsEnoughForTheRow(string text)
    {
        var query = SparqlParser.ParseQuery(Prefix + text);
        var evidence = new AnswerEvidence(_engine);
        using var run = _engine.Run(query, null, TestContext.Current.CancellationToken);
        var rows = run.Solutions().ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var bound = row.Variables.Zip(row.Terms).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
            var supports = evidence.Of(query, bound, cancellationToken: TestContext.Current.CancellationToken);
            Assert.NotEmpty(supports.Items);
            foreach (var support in supports.Items)
            {
                using var part = KnowledgeGraph.Engine.Engine.Open();
                part.LoadText(string.Concat(Statements(support).Select(s => s.Graph is null
                    ? $"{s.Triple.Subject} {s.Triple.Predicate} {s.Triple.Object} .\n"
                    : $"GRAPH {s.Graph} {{ {s.Triple.Subject} {s.Triple.Predicate} {s.Triple.Object} }}\n")));
                using var again = part.Run(query, null, TestContext.Current.CancellationToken);
                Assert.Contains(again.Solutions(), solution => solution.Terms.SequenceEqual(row.Terms));
            }
        }
    }

    private static IEnumerable<SupportPart.Statement> Statements(Support support) => support.Parts.SelectMany(part => part switch
    {
        SupportPart.Statement statement => [statement],
        SupportPart.Walk walk => walk.Steps!.Value,
        SupportPart.SubAnswer answer => answer.Supports.Items.SelectMany(Statements),
        _ => Enumerable.Empty<SupportPart.Statement>(),
    });

    private string Explain(string query, string row) =>
        Text(new AnswerEvidence(_engine).Of(SparqlParser.ParseQuery(Prefix + query), Row(row), cancellationToken: TestContext.Current.CancellationToken));

    private static Dictionary<Variable, Term> Row(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(cell => cell.Split('=')).ToDictionary(cell => new Variable(cell[0]), cell => Node(cell[1]));

    private static Term Node(string text) => text.StartsWith(':')
        ? new Iri("http://example/" + text[1..])
        : new Literal(text, KnowledgeGraph.Rdf.Vocabularies.Xsd.Integer);

    private static string Text(Supports supports) => string.Join(" | ", supports.Items.Select(Text).Order(StringComparer.Ordinal));

    private static string Text(Support support) => support.Parts.IsEmpty ? "(nothing)" : string.Join(", ", support.Parts.Select(Text));

    private static string Text(SupportPart part) => part switch
    {
        SupportPart.Statement(var triple, var graph) =>
            $"{Text(triple.Subject)} {Text(triple.Predicate)} {Text(triple.Object)}" + (graph is null ? "" : " @" + Text(graph)),
        SupportPart.Walk walk => "[" + string.Join(", ", walk.Steps!.Value.Select(Text)) + "]",
        SupportPart.SubAnswer answer => "{" + Text(answer.Supports) + "}",
        SupportPart.Absent => "absent",
        SupportPart.Condition => "condition",
        _ => part.ToString(),
    };

    private static string Text(Term term) => term switch
    {
        Iri iri => iri.Value["http://example/".Length..],
        Literal literal => literal.Lexical,
        TripleTerm quoted => $"<<( {Text(quoted.Subject)} {Text(quoted.Predicate)} {Text(quoted.Object)} )>>",
        _ => term.ToString()!,
    };
}
