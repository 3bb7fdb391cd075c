using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Sparql;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("SELECT * { ?s secop:p ?o }", 1, 15, "Unknown prefix `secop:`", "Did you mean `secoop:`?")]
    [InlineData("SELECT * { ?s foo:p ?o }", 1, 15, "Unknown prefix `foo:`", "Declare it first")]
    [InlineData("SELECT * { ?s ?p ?o", 1, 20, "Unexpected end of the query", "`{` was opened at line 1, column 10.")]
    [InlineData("SELECT * {\n  OPTIONAL {\n    ?s ?p ?o\n  }\n", 5, 1, "Unexpected end of the query", "`{` was opened at line 1, column 10.")]
    [InlineData("SELECT * { ?s ?p ?o } }", 1, 23, "Unexpected `}`", "one closing brace too many")]
    [InlineData("SELECT * { ?s ?p ?o . OPTINAL { ?s ?q ?r } }", 1, 23, "Unexpected word `OPTINAL`", "Did you mean `OPTIONAL`?")]
    [InlineData("SELEC * { ?s ?p ?o }", 1, 1, "Unexpected word `SELEC`", "Did you mean `SELECT`?")]
    [InlineData("SELECT * WEHRE { ?s ?p ?o }", 1, 10, "Unexpected word `WEHRE`", "Did you mean `WHERE`?")]
    [InlineData("SELECT * { ?s ?p ?o } LIMT 3", 1, 23, "Unexpected word `LIMT`", "Did you mean `LIMIT`?")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(CONTAIN(?o, 'a')) }", 1, 28, "Unexpected word `CONTAIN`", "Did you mean `CONTAINS`?")]
    [InlineData("SELECT * { ?s ?p ?o FILTER ?o = 1 }", 1, 28, "Unexpected variable ?o", "A condition stands in parentheses.")]
    [InlineData("SELECT COUNT(?s) { ?s ?p ?o }", 1, 8, "Unexpected word `COUNT`", "(COUNT(…) AS ?name)")]
    [InlineData("SELECT (COUNT(?s)) { ?s ?p ?o }", 1, 18, "Unexpected `)`", "(… AS ?name)")]
    [InlineData("SELECT ?p { ?s ?p ?o } GROUP BY ?s", 1, 8, "?p is neither a key of GROUP BY nor aggregated", "SAMPLE(?p)")]
    [InlineData("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 8, "SELECT * cannot be combined", "Name the columns.")]
    [InlineData("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", 1, 31, "BIND assigns ?o", "Choose another name")]
    [InlineData("SELECT (1 AS ?o) { ?s ?p ?o }", 1, 14, "?o is already in scope", "Choose another name.")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(COUNT(?o) > 1) }", 1, 28, "The aggregate COUNT cannot stand here", "HAVING")]
    [InlineData("SELECT (SUM(COUNT(?s)) AS ?n) { ?s ?p ?o }", 1, 13, "An aggregate cannot stand inside another aggregate", "sub-select")]
    [InlineData("SELECT * { VALUES (?a ?b) { (1) } }", 1, 29, "has 1 value for 2 variables", "UNDEF")]
    [InlineData("SELECT * { _:a ?p ?o . OPTIONAL { _:a ?q ?r } }", 1, 35, "The blank node `_:a` is used in two basic graph patterns", "Use a variable")]
    [InlineData("SELECT * { ?s ?p 'abc }", 1, 18, "This string is not closed before the end of the line", "'''")]
    [InlineData("SELECT * { ?s ?p “abc” }", 1, 18, "The character U+201C cannot stand here", "Typographic quotation marks")]
    [InlineData("SELECT * { ?s ?p ?o ?q ?r }", 1, 21, "Unexpected variable ?q", "A full stop separates two triples.")]
    [InlineData("SELECT * { ?s ?p/:q ?o }", 1, 17, "Unexpected `/`", "Property paths are not allowed here.")]
    [InlineData("SELECT * { FILTER(REGEX(?a)) }", 1, 24, "REGEX takes 2 to 3 arguments, not 1", null)]
    [InlineData("SELECT * { FILTER(REGEX(?a, '\\d')) }", 1, 30, "`\\d` is no escape in a string", "A backslash itself is written")]
    [InlineData("SELECT * { FILTER(?a == 1) }", 1, 23, "Unexpected `=`", "Equality is written with one =.")]
    [InlineData("SELECT * { ?s ?p ?o } ORDER BY DESC ?s", 1, 37, "Unexpected variable ?s", "Write DESC(?s).")]
    [InlineData("SELECT * {\r\n  # 𝄞\r\n  ?s ?p \"𝄞\" §\r\n}", 3, 13, "The character U+00A7 cannot stand here", null)]
    [InlineData("SELECT * { ?s A :Thing }", 1, 15, "Unexpected word `A`", "The keyword `a` is written in lower case.")]
    public void NamesPositionAndWayOut(string query, int line, int column, string problem, string? hint)
    {
        var options = new SparqlParserOptions
        {
            Prefixes = new Dictionary<string, string> { ["secoop"] = "https://w3id.org/secoop/ontology#", [""] = "http://example.org/" },
        };

        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseQuery(query, options: options));

        ExpectedSyntaxError.Check(error, line, column, problem, hint);
    }

    [Fact]
    public void Message_HasSourcePositionExpectationAndHint()
    {
        var error = Assert.Throws<SparqlSyntaxException>(
            () => SparqlParser.ParseQuery("SELECT *\nWEHRE {}", options: new SparqlParserOptions { SourceName = "who.rq" }));

        Assert.Equal("who.rq, line 2, column 1: Unexpected word `WEHRE`; expected `{`. Did you mean `WHERE`?", error.Message);
    }

    [Theory]
    [InlineData("SELECT * { FILTER", "(", "")]
    [InlineData("SELECT * ", "{", "")]
    [InlineData("SELECT * { ?s ?p ", "[ ?p ", "")]
    [InlineData("SELECT * { ?s ?p ", "(", "")]
    [InlineData("SELECT * { ?s ?p ", "<<( ?s ?p ", "")]
    [InlineData("SELECT * { ", "<< ", "")]
    [InlineData("SELECT * { ?s ", "(", "")]
    [InlineData("SELECT * { FILTER(", "!", " ?x")]
    [InlineData("SELECT * { FILTER(", "-(", "")]
    [InlineData("SELECT * { FILTER(", "ABS(", "")]
    [InlineData("SELECT * ", "{ FILTER EXISTS ", "")]
    [InlineData("SELECT * ", "{ SELECT * ", "")]
    [InlineData("SELECT * ", "{ OPTIONAL ", "")]
    [InlineData("SELECT * { ?s ?p ?o ", "{| ?p ?o ", "")]
    [InlineData("SELECT * { VALUES ?x { ", "<<( <a> <b> ", "")]
    [InlineData("SELECT * { BIND(", "<<( ?s ?p ", "")]
    public void RefusesDeepNesting_WithoutStackOverflow(string before, string repeated, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(repeated, 100_000)) + after;

        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseQuery(text));

        Assert.Contains("Nested more than 200 deep", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASK { FILTER(?a", " || ?a", 50_000, ") }")]
    [InlineData("ASK { FILTER(?a", " && ?a", 50_000, ") }")]
    [InlineData("ASK { FILTER(1", " + 1", 50_000, ") }")]
    [InlineData("ASK { {}", " UNION {}", 10_000, " }")]
    [InlineData("ASK {", " OPTIONAL { ?s ?p ?o }", 10_000, " }")]
    [InlineData("ASK {", " FILTER(?a)", 10_000, " }")]
    [InlineData("ASK { ?s <a>", "|<a>", 50_000, " ?o }")]
    [InlineData("ASK { ?s (<a>", "/<a>", 50_000, ")* ?o }")]
    public void RefusesLongChains_ThatWouldMakeDeepAlgebra(string before, string repeated, int times, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(repeated, times)) + after;

        var error = Assert.Throws<SparqlSyntaxException>(() => SparqlParser.ParseQuery(text));

        Assert.Contains("deep", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASK { ?s <a>", "/<a>", 20_000, " ?o }")]
    [InlineData("ASK { ?s <a> 1", ", 1", 20_000, " }")]
    [InlineData("ASK { ?s <a> (", " 1", 20_000, ") }")]
    [InlineData("ASK { FILTER(?a IN (1", ", 1", 20_000, ")) }")]
    [InlineData("ASK { FILTER(?a", " || ?a", 490, ") }")]
    public void AcceptsLongLists_ThatStayFlat(string before, string repeated, int times, string after) =>
        Assert.NotNull(SparqlParser.ParseQuery(before + string.Concat(Enumerable.Repeat(repeated, times)) + after));

    [Theory]
    [InlineData("ASK { FILTER(?a", " || ?a", 490, "", "", ") }")]
    [InlineData("ASK { ?s ?p ?o", " OPTIONAL { ?s ?p ?o }", 490, "", "", " }")]
    [InlineData("ASK { FILTER(", "!(", 98, "?a", ")", ") }")]
    [InlineData("ASK { ", "FILTER EXISTS { ", 198, "", "}", " }")]
    [InlineData("ASK { ", "{ SELECT * { ", 98, "", "}}", " }")]
    [InlineData("ASK { ?s ?p ", "<<( ?s ?p ", 198, "?o", ")>>", " }")]
    public void DeepestInputAllowed_FitsASmallStack(string before, string opening, int times, string middle, string closing, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(opening, times)) + middle + string.Concat(Enumerable.Repeat(closing, times)) + after;
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var query = SparqlParser.ParseQuery(text);
                    var again = SparqlParser.ParseQuery(SparqlPrinter.Print(query), options: new SparqlParserOptions { MaxNesting = 400 });
                    Assert.True(AlgebraComparer.AreEquivalent(query, again));
                    Assert.NotEmpty(AlgebraPrinter.Print(query));
                    Assert.Equal(query.GetHashCode(), SparqlParser.ParseQuery(text).GetHashCode());
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
