using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Tests.TestKit;

/// <summary>The reference evaluator against examples printed in the recommendation.</summary>
public sealed class ReferenceEvaluatorTests
{
    private const string Prologue = "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n";

    // SPARQL 1.1 §6.1
    private const string People = """
        <http://e/a> <http://e/name> "Alice" .
        <http://e/a> <http://e/mbox> <mailto:alice@example.com> .
        <http://e/a> <http://e/mbox> <mailto:alice@work.example> .
        <http://e/b> <http://e/name> "Bob" .
        """;

    // SPARQL 1.1 §8.3.3
    private const string Numbers = """
        <http://e/a> <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/a> <http://e/q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/a> <http://e/q> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/b> <http://e/p> "3.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
        <http://e/b> <http://e/q> "4.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
        <http://e/b> <http://e/q> "5.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
        """;

    // SPARQL 1.1 §11.1
    private const string Books = """
        <http://e/org1> <http://e/affiliates> <http://e/auth1> .
        <http://e/org1> <http://e/affiliates> <http://e/auth2> .
        <http://e/auth1> <http://e/writesBook> <http://e/book1> .
        <http://e/auth1> <http://e/writesBook> <http://e/book2> .
        <http://e/book1> <http://e/price> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/book2> <http://e/price> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/auth2> <http://e/writesBook> <http://e/book3> .
        <http://e/book3> <http://e/price> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
        <http://e/org2> <http://e/affiliates> <http://e/auth3> .
        <http://e/auth3> <http://e/writesBook> <http://e/book4> .
        <http://e/book4> <http://e/price> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
        """;

    [Fact]
    public void Optional_KeepsSolutionsWithoutMatch() =>
        AssertRows(
            People, "SELECT ?name ?mbox { ?x :name ?name OPTIONAL { ?x :mbox ?mbox } }",
            "\"Alice\" <mailto:alice@example.com>", "\"Alice\" <mailto:alice@work.example>", "\"Bob\" -");

    // SPARQL 1.1 §8.3.3: the inner filter sees ?n of the outer pattern in NOT EXISTS …
    [Fact]
    public void NotExists_SeesTheOuterSolution() =>
        AssertRows(
            Numbers, "SELECT * { ?x :p ?n FILTER NOT EXISTS { ?x :q ?m . FILTER(?n = ?m) } }",
            "\"3.0\"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://e/b>");

    // … and not in MINUS.
    [Fact]
    public void Minus_DoesNotSeeTheOuterSolution() =>
        AssertRows(
            Numbers, "SELECT * { ?x :p ?n MINUS { ?x :q ?m . FILTER(?n = ?m) } }",
            "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/a>",
            "\"3.0\"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://e/b>");

    // SPARQL 1.1 §8.3.1
    [Fact]
    public void Minus_RemovesNothing_WhenNoVariableIsShared() =>
        AssertRows("<http://e/a> <http://e/b> <http://e/c> .", "SELECT * { ?s ?p ?o MINUS { ?x ?y ?z } }", "<http://e/c> <http://e/b> <http://e/a>");

    // SPARQL 1.1 §8.3.2
    [Fact]
    public void NotExists_RemovesAll_WhenNoVariableIsShared() =>
        AssertRows("<http://e/a> <http://e/b> <http://e/c> .", "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?x ?y ?z } }");

    // SPARQL 1.1 §11.1
    [Fact]
    public void Having_FiltersGroups() =>
        AssertRows(
            Books, "SELECT (SUM(?lprice) AS ?total) { ?org :affiliates ?a . ?a :writesBook ?b . ?b :price ?lprice } GROUP BY ?org HAVING (SUM(?lprice) > 10)",
            "\"21\"^^<http://www.w3.org/2001/XMLSchema#integer>");

    // SPARQL 1.1 §18.5.1.4
    [Fact]
    public void Aggregates_OverNothing_GiveOneSolution() =>
        AssertRows(
            People, "SELECT (COUNT(*) AS ?c) (SUM(?x) AS ?s) (AVG(?x) AS ?a) (MIN(?x) AS ?m) { ?x :nothing ?y }",
            "\"0\"^^<http://www.w3.org/2001/XMLSchema#integer> \"0\"^^<http://www.w3.org/2001/XMLSchema#integer> \"0\"^^<http://www.w3.org/2001/XMLSchema#integer> -");

    // SPARQL 1.1 §11.2: over no solutions there are no groups when there are keys.
    [Fact]
    public void Grouping_OverNothing_GivesNoSolution() =>
        AssertRows(People, "SELECT ?x (COUNT(*) AS ?c) { ?x :nothing ?y } GROUP BY ?x");

    // SPARQL 1.1 §9.3
    [Theory]
    [InlineData(":a :p* ?o", "<http://e/a>", "<http://e/b>", "<http://e/c>")]
    [InlineData(":a :p+ ?o", "<http://e/a>", "<http://e/b>", "<http://e/c>")]
    [InlineData(":a :p? ?o", "<http://e/a>", "<http://e/b>")]
    [InlineData(":absent :p* ?o", "<http://e/absent>")]
    [InlineData("?o :p/:p :a", "<http://e/b>")]
    [InlineData(":a (:p|:p) ?o", "<http://e/b>", "<http://e/b>")]
    [InlineData(":a !:q ?o", "<http://e/b>")]
    [InlineData(":a !^:q ?o", "<http://e/c>")]
    public void Paths_FollowTheirDefinition(string path, params string[] expected) =>
        AssertRows(
            """
            <http://e/a> <http://e/p> <http://e/b> .
            <http://e/b> <http://e/p> <http://e/c> .
            <http://e/c> <http://e/p> <http://e/a> .
            """,
            $"SELECT ?o {{ {path} }}", expected);

    // SPARQL 1.1 §17.2
    [Theory]
    [InlineData("1/0 || true", true)]
    [InlineData("1/0 || false", null)]
    [InlineData("1/0 && false", false)]
    [InlineData("1/0 && true", null)]
    [InlineData("!(1/0)", null)]
    [InlineData("2 IN (1/0, 2)", true)]
    [InlineData("2 IN (1/0, 3)", null)]
    [InlineData("1 = 1.0", true)]
    [InlineData("sameTerm(1, 1.0)", false)]
    [InlineData("\"a\" < \"b\"", true)]
    [InlineData("\"a\"@en = \"a\"@EN", true)]
    [InlineData("\"a\" < \"b\"@en", null)]
    [InlineData("\"NaN\"^^xsd:double = \"NaN\"^^xsd:double", false)]
    [InlineData("xsd:integer(\"abc\") = 1", null)]
    [InlineData("COALESCE(1/0, 3) = 3", true)]
    [InlineData("IF(true, 1, 1/0) = 1", true)]
    [InlineData("STRLEN(\"\U0001F600\") = 1", true)]
    [InlineData("7 / 2 = 3.5", true)]
    [InlineData("STRAFTER(\"abc\"@en, \"b\") = \"c\"@en", true)]
    [InlineData("STRAFTER(\"abc\", \"b\"@en) = \"c\"", null)]
    public void Expressions_FollowTheErrorTable(string expression, bool? expected)
    {
        var result = (ReferenceResult.Solutions)Evaluate("", $"SELECT (IF({expression}, 1, 0) AS ?x) {{}}");
        var value = (result.Rows.Single()[result.Variables[0]] as Literal)?.Lexical;

        Assert.Equal(expected switch { true => "1", false => "0", null => null }, value);
    }

    // SPARQL 1.2 §18.3.1
    [Fact]
    public void TripleTerms_AreMatchedInside() =>
        AssertRows(
            """
            <http://e/r> <http://e/says> <<( <http://e/a> <http://e/p> "x" )>> .
            <http://e/r> <http://e/says> <http://e/a> .
            """,
            "SELECT ?o { ?r :says <<( ?s :p ?o )>> . ?r :says ?s }", "\"x\"");

    [Fact]
    public void Graph_RangesOverNames() =>
        AssertRows(
            """
            <http://e/a> <http://e/p> "1" .
            <http://e/a> <http://e/p> "2" <http://e/g> .
            <http://e/a> <http://e/p> "3" <http://e/h> .
            """,
            "SELECT ?g ?o { GRAPH ?g { :a :p ?o } }", "<http://e/g> \"2\"", "<http://e/h> \"3\"");

    // SPARQL 1.1 §13.2: each IRI of FROM NAMED provides one named graph.
    [Fact]
    public void FromNamed_ProvidesAGraph_AlsoOneWithoutTriples()
    {
        const string Data = """<http://e/a> <http://e/p> "2" <http://e/g> .""";
        AssertRows(Data, "SELECT ?g FROM NAMED :g FROM NAMED :none { GRAPH ?g { } }", "<http://e/g>", "<http://e/none>");
        AssertRows(
            Data, "SELECT ?g ?o FROM NAMED :g FROM NAMED :none { GRAPH ?g { OPTIONAL { :a :p ?o } } }", "<http://e/g> \"2\"", "<http://e/none> -");
        AssertRows(Data, "SELECT ?x FROM NAMED :none { GRAPH :none { BIND(:x AS ?x) } }", "<http://e/x>");
        AssertRows(Data, "SELECT ?x FROM NAMED :none { GRAPH :g { BIND(:x AS ?x) } }");
        AssertRows(Data, "SELECT ?x FROM :none { GRAPH :none { BIND(:x AS ?x) } }");
    }

    // SPARQL 1.1 §18.6, substitute, and §18.4, ZeroLengthPath of a term.
    [Fact]
    public void Exists_FollowsAPathOfNoStep_FromATermThatIsNotInTheGraph() =>
        AssertRows("<http://e/a> <http://e/p> <http://e/b> .", "SELECT ?x { VALUES ?x { 1 } FILTER EXISTS { ?x :s* ?y } }", "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>");

    // XPath Functions §19.1.2.3: the decimal nearest to the float, which is a whole number beyond 2^53.
    [Fact]
    public void Decimal_OfALargeFloat_IsItsExactValue() =>
        AssertRows(
            "", "SELECT (xsd:decimal(12345678901234567890 + xsd:float(0.5)) AS ?n) { }",
            "\"12345679395506094080\"^^<http://www.w3.org/2001/XMLSchema#decimal>");

    // SPARQL 1.1 §18.5.1.3: a float takes the digits of a large integer if it is added to it, and not if a double is added before.
    [Fact]
    public void Sum_IsNotJudged_WhereItDependsOnTheOrder()
    {
        Assert.Throws<ReferenceLimitException>(
            () => Evaluate("", "SELECT (SUM(?x) AS ?n) { VALUES ?x { 12345678901234567890 1e0 \"1\"^^xsd:float } }"));
        AssertRows(
            "", "SELECT (SUM(?x) AS ?n) { VALUES ?x { 2 1e0 \"1\"^^xsd:float } }", "\"4.0E0\"^^<http://www.w3.org/2001/XMLSchema#double>");
    }

    // SPARQL 1.1 §15.1: no value, blank node, IRI, literal.
    [Fact]
    public void OrderBy_PutsKindsInOrder()
    {
        var result = (ReferenceResult.Solutions)Evaluate(
            "", "SELECT ?x { VALUES ?x { \"b\" 2 UNDEF :a 10 \"a\" } } ORDER BY isLITERAL(?x) isNUMERIC(?x) ?x");

        Assert.Equal(
            ["-", "<http://e/a>", "\"a\"", "\"b\"", "\"2\"", "\"10\""],
            result.Rows.Select(row => row[result.Variables[0]]?.ToString().Split('^')[0] ?? "-"));
    }

    private static ReferenceResult Evaluate(string data, string query) => ReferenceEvaluator.Evaluate(
        SparqlParser.ParseQuery(Prologue + query), ReferenceDataset.Of(RdfReader.ReadText(data, RdfFormat.NQuads)));

    // Rows as N-Triples terms separated by spaces, "-" for unbound, columns as selected (for * in alphabetical order).
    private static void AssertRows(string data, string query, params string[] expected)
    {
        var result = (ReferenceResult.Solutions)Evaluate(data, query);
        var columns = query.Contains('*', StringComparison.Ordinal) && query.StartsWith("SELECT *", StringComparison.Ordinal)
            ? [.. result.Variables.OrderBy(v => v.Name, StringComparer.Ordinal)]
            : result.Variables;
        var rows = result.Rows.Select(row => string.Join(' ', columns.Select(v => row[v]?.ToString() ?? "-")));

        Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }
}
