using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Tests.Sparql;

/// <summary>The examples of SPARQL 1.1 §18.2.3 and the other rules of §18.2, as S-expressions.</summary>
public sealed class TranslationTests
{
    [Theory]
    [InlineData("{ ?s ?p ?o }", "(bgp (triple ?s ?p ?o))")]
    [InlineData("{ ?s :p1 ?v1 ; :p2 ?v2 }", "(bgp (triple ?s :p1 ?v1) (triple ?s :p2 ?v2))")]
    [InlineData("{ { ?s :p1 ?v1 } UNION { ?s :p2 ?v2 } }", "(union (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2)))")]
    [InlineData(
        "{ { ?s :p1 ?v1 } UNION { ?s :p2 ?v2 } UNION { ?s :p3 ?v3 } }",
        "(union (union (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2))) (bgp (triple ?s :p3 ?v3)))")]
    [InlineData("{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 } }", "(leftjoin (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2)))")]
    [InlineData(
        "{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 } OPTIONAL { ?s :p3 ?v3 } }",
        "(leftjoin (leftjoin (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2))) (bgp (triple ?s :p3 ?v3)))")]
    [InlineData(
        "{ ?s :p1 ?v1 OPTIONAL { ?s :p2 ?v2 FILTER(?v1 < 3) } }",
        "(leftjoin (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2)) (< ?v1 3))")]
    [InlineData(
        "{ { ?s :p1 ?v1 } UNION { ?s :p2 ?v2 } OPTIONAL { ?s :p3 ?v3 } }",
        "(leftjoin (union (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2))) (bgp (triple ?s :p3 ?v3)))")]
    [InlineData(
        "{ ?s :p1 ?v1 FILTER(?v1 < 3) OPTIONAL { ?s :p2 ?v2 } }",
        "(filter (< ?v1 3) (leftjoin (bgp (triple ?s :p1 ?v1)) (bgp (triple ?s :p2 ?v2))))")]
    [InlineData(
        "{ ?s :p1 ?v1 . BIND(2 * ?v1 AS ?v2) ?s1 :p2 ?v2 }",
        "(join (extend ((?v2 (* 2 ?v1))) (bgp (triple ?s :p1 ?v1))) (bgp (triple ?s1 :p2 ?v2)))")]
    [InlineData(
        "{ ?s :p ?v . { SELECT DISTINCT ?o { ?o ?p ?z } } }",
        "(join (bgp (triple ?s :p ?v)) (distinct (project (?o) (bgp (triple ?o ?p ?z)))))")]
    [InlineData("{ ?s :p ?v . MINUS { ?s :p1 ?v1 } }", "(minus (bgp (triple ?s :p ?v)) (bgp (triple ?s :p1 ?v1)))")]
    public void TranslatesTheExamplesOfTheRecommendation(string pattern, string expected) => AssertPattern(expected, pattern);

    [Theory]
    [InlineData("{}", "(table unit)")]
    [InlineData("{ {} }", "(table unit)")]
    [InlineData("{ { ?s ?p ?o } {} }", "(bgp (triple ?s ?p ?o))")]
    [InlineData("{ OPTIONAL { ?s ?p ?o } }", "(leftjoin (table unit) (bgp (triple ?s ?p ?o)))")]
    public void DropsTheEmptyPattern_FromJoins(string pattern, string expected) => AssertPattern(expected, pattern);

    [Theory]
    [InlineData("{ ?s :p ?o FILTER(?o > 1) ?s :q ?r FILTER(?r > 2) }", "(filter (&& (> ?o 1) (> ?r 2)) (bgp (triple ?s :p ?o) (triple ?s :q ?r)))")]
    [InlineData("{ ?s :p ?o OPTIONAL { { ?s :q ?r FILTER(?o = 1) } } }", "(leftjoin (bgp (triple ?s :p ?o)) (filter (= ?o 1) (bgp (triple ?s :q ?r))))")]
    public void CollectsFiltersPerGroup(string pattern, string expected) => AssertPattern(expected, pattern);

    [Theory]
    [InlineData("{ ?x :a/:b ?y }", "(bgp (triple ?x :a ?.p0) (triple ?.p0 :b ?y))")]
    [InlineData("{ ?x ^:a ?y }", "(bgp (triple ?y :a ?x))")]
    [InlineData("{ ?x :a/^:b/:c* ?y }", "(join (bgp (triple ?x :a ?.p0) (triple ?.p1 :b ?.p0)) (path ?.p1 (path* :c) ?y))")]
    [InlineData("{ ?x :a|:b+ ?y }", "(path ?x (alt :a (path+ :b)) ?y)")]
    [InlineData("{ ?x (:a/:b)? ?y }", "(path ?x (path? (seq :a :b)) ?y)")]
    [InlineData("{ ?x !(:a|^:b) ?y }", "(path ?x (alt (notoneof :a) (reverse (notoneof :b))) ?y)")]
    [InlineData("{ ?x !^:b ?y }", "(path ?x (reverse (notoneof :b)) ?y)")]
    [InlineData("{ ?x ^(:a/:b) ?y }", "(path ?x (reverse (seq :a :b)) ?y)")]
    [InlineData("{ ?x :a ?y ; :b* ?z . ?z :c ?x }", "(join (join (bgp (triple ?x :a ?y)) (path ?x (path* :b) ?z)) (bgp (triple ?z :c ?x)))")]
    public void TakesPathsApart_AsFarAsTheRecommendationDoes(string pattern, string expected) => AssertPattern(expected, pattern);

    [Theory]
    [InlineData("{ << ?s :p ?o >> :q ?v }", "(bgp (triple ?.b0 rdf:reifies <<( ?s :p ?o )>>) (triple ?.b0 :q ?v))")]
    [InlineData("{ ?s :p ?o ~ ?r {| :q ?v |} }", "(bgp (triple ?s :p ?o) (triple ?r rdf:reifies <<( ?s :p ?o )>>) (triple ?r :q ?v))")]
    [InlineData("{ ?r rdf:reifies <<( :s :p 1 )>> }", "(bgp (triple ?r rdf:reifies <<( :s :p 1 )>>))")]
    [InlineData(
        "{ ?s :p :o ~ :r1 ~ :r2 {| :q 1 |} {| :q 2 |} }",
        "(bgp (triple ?s :p :o) (triple :r1 rdf:reifies <<( ?s :p :o )>>) (triple :r2 rdf:reifies <<( ?s :p :o )>>) (triple :r2 :q 1) (triple ?.b0 rdf:reifies <<( ?s :p :o )>>) (triple ?.b0 :q 2))")]
    [InlineData("{ BIND(<<( :s :p ?o )>> AS ?t) }", "(extend ((?t (triple :s :p ?o))) (table unit))")]
    [InlineData("{ ?s :p (1 [ :q 2 ]) }", "(bgp (triple ?.b0 rdf:first 1) (triple ?.b0 rdf:rest ?.b1) (triple ?.b2 :q 2) (triple ?.b1 rdf:first ?.b2) (triple ?.b1 rdf:rest rdf:nil) (triple ?s :p ?.b0))")]
    public void WritesOutAbbreviations(string pattern, string expected) => AssertPattern(expected, pattern);

    [Theory]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "(project (?n) (extend ((?n ?.a0)) (group () ((?.a0 (count))) (bgp (triple ?s ?p ?o)))))")]
    [InlineData(
        "SELECT ?s (SUM(?o) + 1 AS ?n) { ?s :p ?o } GROUP BY ?s HAVING (COUNT(DISTINCT ?o) > 1) ORDER BY DESC(?n) LIMIT 3 OFFSET 1 VALUES ?s { :a }",
        "(slice 1 3 (project (?s ?n) (order ((desc ?n)) (extend ((?n (+ ?.a0 1))) (join (filter (> ?.a1 1) (group (?s) ((?.a0 (sum ?o)) (?.a1 (count distinct ?o))) (bgp (triple ?s :p ?o)))) (table (vars ?s) (row (?s :a))))))))")]
    [InlineData("SELECT ?k { ?s :p ?o } GROUP BY (STR(?o) AS ?k)", "(project (?k) (group ((?k (str ?o))) () (bgp (triple ?s :p ?o))))")]
    [InlineData(
        "SELECT ?s { ?s :p ?o } GROUP BY ?s ORDER BY ?o",
        "(project (?s) (order (?.a0) (group (?s) ((?.a0 (sample ?o))) (bgp (triple ?s :p ?o)))))")]
    [InlineData("SELECT REDUCED * { ?s :p _:b . GRAPH ?g { ?s :q [] } }", "(reduced (project (?s ?g) (join (bgp (triple ?s :p ?.b0)) (graph ?g (bgp (triple ?s :q ?.b1))))))")]
    [InlineData("SELECT (GROUP_CONCAT(?o; SEPARATOR=\", \") AS ?l) { ?s :p ?o }", "(project (?l) (extend ((?l ?.a0)) (group () ((?.a0 (group_concat ?o (separator \", \")))) (bgp (triple ?s :p ?o)))))")]
    [InlineData("DESCRIBE * { ?s :p _:b }", "(describe (?s) (bgp (triple ?s :p ?.b0)))")]
    [InlineData("CONSTRUCT WHERE { ?s :p _:b }", "(construct ((triple ?s :p ?.t1)) (bgp (triple ?s :p ?.b0)))")]
    [InlineData("ASK { FILTER NOT EXISTS { ?s :p ?o } }", "(ask (filter (! (exists (bgp (triple ?s :p ?o)))) (table unit)))")]
    public void TranslatesFormsAndModifiers(string query, string expected) =>
        Assert.Equal(expected, OneLine(AlgebraPrinter.Print(SparqlParser.ParseQuery(Prologue + query))));

    [Fact]
    public void PutsOneOperatorOnALine() => Assert.Equal(
        "(project (?s)\n  (leftjoin\n    (bgp (triple ?s :p ?o))\n    (bgp (triple ?s :q ?r))\n    (= ?r 1)))",
        AlgebraPrinter.Print(SparqlParser.ParseQuery(Prologue + "SELECT ?s { ?s :p ?o OPTIONAL { ?s :q ?r FILTER(?r = 1) } }")));

    internal const string Prologue = "PREFIX : <http://example.org/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n";

    private static void AssertPattern(string expected, string pattern)
    {
        var query = SparqlParser.ParseQuery(Prologue + "ASK " + pattern);
        Assert.Equal(expected, OneLine(AlgebraPrinter.Print(query.Pattern, query.Prefixes)));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split('\n').Select(line => line.Trim()));
}
