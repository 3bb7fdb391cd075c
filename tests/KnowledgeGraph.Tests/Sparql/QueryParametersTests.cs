using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Tests.Sparql;

public sealed class QueryParametersTests
{
    private static readonly Iri s_kazakhstan = new("http://example.org/kz");

    [Theory]
    [InlineData("SELECT ?x { ?x :p ?who }", "(project (?x) (bgp (triple ?x :p :kz)))")]
    [InlineData("SELECT ?who ?x { ?x :p ?who }", "(project (?who ?x) (extend ((?who :kz)) (bgp (triple ?x :p :kz))))")]
    [InlineData("SELECT ?who { ?x :p ?who } ORDER BY ?who", "(project (?who) (order (:kz) (extend ((?who :kz)) (bgp (triple ?x :p :kz)))))")]
    [InlineData("SELECT ?x { ?x :p ?y FILTER(BOUND(?who) && ?y != ?who) }", "(project (?x) (filter (&& true (!= ?y :kz)) (bgp (triple ?x :p ?y))))")]
    [InlineData("SELECT ?x { ?x :p ?y FILTER NOT EXISTS { ?y :q ?who } }", "(project (?x) (filter (! (exists (bgp (triple ?y :q :kz)))) (bgp (triple ?x :p ?y))))")]
    [InlineData("SELECT ?x { ?x rdf:reifies <<( ?who :p ?y )>> }", "(project (?x) (bgp (triple ?x rdf:reifies <<( :kz :p ?y )>>)))")]
    [InlineData("SELECT ?x { ?x rdf:reifies <<( ?who :p 1 )>> }", "(project (?x) (bgp (triple ?x rdf:reifies <<( :kz :p 1 )>>)))")]
    [InlineData("SELECT ?x { GRAPH ?who { ?x :p+ ?who } }", "(project (?x) (graph :kz (path ?x (path+ :p) :kz)))")]
    [InlineData("SELECT ?x { { SELECT ?x ?who { ?x :p ?who } LIMIT 1 } }", "(project (?x) (slice 0 1 (project (?x) (bgp (triple ?x :p :kz)))))")]
    [InlineData("SELECT ?x { { SELECT ?x { ?x :p ?who } } }", "(project (?x) (project (?x) (bgp (triple ?x :p ?who))))")]
    [InlineData("SELECT ?x { VALUES (?x ?who) { (1 :kz) (2 :us) (3 UNDEF) } }", "(project (?x) (table (vars ?x) (row (?x 1)) (row (?x 3))))")]
    [InlineData(
        "SELECT ?who (COUNT(*) AS ?n) { ?x :p ?who } GROUP BY ?who HAVING (?who != :us)",
        "(project (?who ?n) (extend ((?who :kz)) (extend ((?n ?.a0)) (filter (!= :kz :us) (group ((?.s0 :kz)) ((?.a0 (count))) (bgp (triple ?x :p :kz)))))))")]
    [InlineData(
        "SELECT ?x { ?x :p ?who MINUS { ?y :q ?who } }",
        "(project (?x) (minus (extend ((?.s0 true)) (bgp (triple ?x :p :kz))) (extend ((?.s0 true)) (bgp (triple ?y :q :kz)))))")]
    [InlineData("CONSTRUCT { ?x :p ?who } { ?x :q ?who }", "(construct ((triple ?x :p :kz)) (bgp (triple ?x :q :kz)))")]
    [InlineData("DESCRIBE ?who ?x { ?x :q ?who }", "(describe (:kz ?x) (bgp (triple ?x :q :kz)))")]
    [InlineData("ASK { ?x :q ?who OPTIONAL { ?who :r ?z FILTER(?who = ?z) } }", "(ask (leftjoin (bgp (triple ?x :q :kz)) (bgp (triple :kz :r ?z)) (= :kz ?z)))")]
    public void BindsWhereverTheVariableIsVisible(string query, string expected)
    {
        var bound = Bind(query, "who", s_kazakhstan);

        Assert.Equal(expected, string.Join(' ', AlgebraPrinter.Print(bound).Split('\n').Select(line => line.Trim())));
    }

    [Fact]
    public void NeverReadsATermAsSyntax()
    {
        var term = new Literal("\" . ?s ?p ?o } #");

        var bound = Bind("SELECT ?x { ?x :p ?who }", "who", term);

        var again = SparqlParser.ParseQuery(SparqlPrinter.Print(bound));
        Assert.Equal(bound, again);
    }

    [Fact]
    public void PrintedQueryWithParameters_IsSparql_WhenInternalVariablesNeedNames()
    {
        var bound = Bind("SELECT ?who (COUNT(*) AS ?n) { ?x :p ?who MINUS { ?y :q ?who } } GROUP BY ?who", "who", s_kazakhstan);

        Assert.NotNull(SparqlParser.ParseQuery(SparqlPrinter.Print(bound)));
    }

    [Theory]
    [InlineData("SELECT ?who { BIND(1 AS ?who) }")]
    [InlineData("SELECT (1 AS ?who) { ?x ?p ?o }")]
    [InlineData("SELECT ?who { ?x ?p ?o } GROUP BY (STR(?o) AS ?who)")]
    public void RefusesAVariable_ThatTheQueryAssigns(string query) =>
        Assert.Throws<ArgumentException>(() => Bind(query, "who", s_kazakhstan));

    [Fact]
    public void RefusesABlankNode() =>
        Assert.Throws<ArgumentException>(() => Bind("SELECT ?x { ?x :p ?who }", "who", new BlankNode("b")));

    [Fact]
    public void LeavesTheQueryAlone_WithoutParameters()
    {
        var query = SparqlParser.ParseQuery("SELECT * { ?s ?p ?o }");

        Assert.Same(query, QueryParameters.Bind(query, new Dictionary<string, Term>()));
    }

    private static KnowledgeGraph.Sparql.Algebra.Query Bind(string query, string name, Term value) =>
        QueryParameters.Bind(SparqlParser.ParseQuery(TranslationTests.Prologue + query), new Dictionary<string, Term> { [name] = value });
}
