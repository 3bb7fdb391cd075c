using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Sparql;

/// <summary>What is printed reads back as the same algebra. The W3C queries are printed in the conformance suite.</summary>
public sealed class SparqlPrinterTests
{
    [Theory]
    [InlineData("SELECT * { { ?a :p ?b } { ?b :p ?c } }")]
    [InlineData("SELECT * { { { ?a :p ?b } { ?b :p ?c } } { ?c :p ?d { ?d :p ?e } } }")]
    [InlineData("SELECT * { ?a :p _:x . _:x :q* _:y . _:y :r ?b . { ?a :s _:z } }")]
    [InlineData("SELECT * { ?a :p/:q*/^:r/(:s|!(:t|^:u))+ ?b }")]
    [InlineData("SELECT * { ?a ((:p/:q)|^(:r?))/^:s ?b }")]
    [InlineData("SELECT * { ?a :p ?b OPTIONAL { { ?b :q ?c FILTER(?c > 1) } } }")]
    [InlineData("SELECT * { ?a :p ?b OPTIONAL { { ?b :q ?c FILTER(?c > 1) } FILTER(?b > 2) } }")]
    [InlineData("SELECT * { ?a :p ?b OPTIONAL { ?b :q ?c OPTIONAL { ?c :r ?d } } }")]
    [InlineData("SELECT * { { ?a :p ?b FILTER(?b = 1) } FILTER(?a = 2) }")]
    [InlineData("SELECT * { { ?a :p ?b } UNION { { ?a :q ?b } UNION { ?a :r ?b } } }")]
    [InlineData("SELECT * { ?a :p ?b MINUS { ?a :q ?b FILTER(?b = 1) } }")]
    [InlineData("SELECT * { BIND(1 AS ?x) ?a :p ?x { BIND(2 AS ?y) } }")]
    [InlineData("SELECT (?b + 1 AS ?c) (?c * 2 AS ?d) { ?a :p ?b } ORDER BY ?d DESC(?a)")]
    [InlineData("SELECT DISTINCT ?a { ?a :p ?b { SELECT ?b { ?b :q ?c } ORDER BY ?c LIMIT 2 } } OFFSET 3")]
    [InlineData("SELECT ?a (COUNT(DISTINCT ?b) AS ?n) { ?a :p ?b } GROUP BY ?a (STR(?a) AS ?s) LANG(?a) HAVING (SUM(?b) > 3 && ?a != 1) ORDER BY MAX(?b) VALUES ?a { 1 UNDEF }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { { SELECT (MAX(?b) AS ?m) { ?a :p ?b } } FILTER(?m > 1) }")]
    [InlineData("SELECT ?a { ?a :p ?b } GROUP BY ?a ORDER BY ?b")]
    [InlineData("ASK { FILTER(-?a - -1 * (2 - 3) - (4 - 5) = +?b || !(?c && ?d) || !!?e) }")]
    [InlineData("ASK { FILTER(-(1) < - 1 && ?a NOT IN (1, 'x'@en--ltr) && !(?a IN ())) }")]
    [InlineData("ASK { FILTER(IF(BOUND(?a), COALESCE(?a, 1), :f(?a, \"\\\"\\n\")) || NOT EXISTS { ?a :p _:b FILTER EXISTS { ?c :q [] } }) }")]
    [InlineData("ASK { ?r rdf:reifies <<( ?s :p <<( :a :b 1.5 )>> )>> ; :q true, 1e3, \"x\"^^:t . << ?s :p ?o ~ ?q >> :r << ?s :p [] >> {| :u 1 |} }")]
    [InlineData("ASK { VALUES (?a ?b) { (<<( :s :p 'o' )>> UNDEF) } GRAPH ?g { SERVICE SILENT :e { ?a ?b ?c } } }")]
    [InlineData("CONSTRUCT { _:x :p [ :q ?o ] } FROM :g FROM NAMED :h { ?s :p ?o } ORDER BY ?o LIMIT 1")]
    [InlineData("CONSTRUCT WHERE { _:x :p [ :q ?o ] }")]
    [InlineData("CONSTRUCT { ?a :p ?c } { SELECT DISTINCT ?a (STR(?b) AS ?c) { ?a :p ?b } LIMIT 5 }")]
    [InlineData("ASK { SELECT (COUNT(*) AS ?n) { ?a :p ?b } }")]
    [InlineData("DESCRIBE :a ?b { ?b :p [] }")]
    [InlineData("BASE <http://example.org/x/> SELECT * { <a> <../b> ?c }")]
    public void ReadsBackAsTheSameAlgebra(string text)
    {
        var query = SparqlParser.ParseQuery(TranslationTests.Prologue + text);

        var printed = SparqlPrinter.Print(query);

        var again = SparqlParser.ParseQuery(printed);
        Assert.True(AlgebraComparer.AreEquivalent(query, again), $"{printed}\n{AlgebraPrinter.Print(query)}\n{AlgebraPrinter.Print(again)}");
        Assert.Equal(AlgebraPrinter.Print(AlgebraComparer.Canonical(query)), AlgebraPrinter.Print(AlgebraComparer.Canonical(again)));
    }

    [Fact]
    public void AlgebraIsComparedByContent()
    {
        const string Text = "SELECT ?a { ?a :p ?b FILTER(?b IN (1, 2)) VALUES ?a { 1 UNDEF } } ORDER BY ?b";

        var left = SparqlParser.ParseQuery(TranslationTests.Prologue + Text);
        var right = SparqlParser.ParseQuery(TranslationTests.Prologue + Text);

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, SparqlParser.ParseQuery(TranslationTests.Prologue + Text.Replace("2", "3", StringComparison.Ordinal)));
    }

    [Fact]
    public void InScopeVariables_TellCertainFromPossible()
    {
        var pattern = SparqlParser.ParseQuery(
            TranslationTests.Prologue
            + "ASK { ?a :p ?b OPTIONAL { ?b :q ?c } { ?d :p ?e } UNION { ?d :q ?f } MINUS { ?a :p ?g } VALUES (?h ?i) { (1 UNDEF) } BIND(1/?a AS ?j) }").Pattern;

        Assert.Equal("a b c d e f h i j", Names(InScopeVariables.Possible(pattern)));
        Assert.Equal("a b d h", Names(InScopeVariables.Certain(pattern)));
        Assert.Contains(new Variable("g"), InScopeVariables.Mentioned(pattern));
    }

    private static string Names(IEnumerable<Variable> variables) => string.Join(' ', variables.Select(v => v.Name).Order(StringComparer.Ordinal));
}
