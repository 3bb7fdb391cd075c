using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>SPARQL-based constraints and constraint components.</summary>
public sealed class ShaclSparqlTests
{
    private const string Ex = ":o sh:declare [ sh:prefix 'ex' ; sh:namespace 'http://example/'^^xsd:anyURI ] . ";

    [Fact]
    public void MakesAResultOfEachSolution() => Assert.Equal(
        ["a - 1 SPARQL", "a - 2 SPARQL", "b - 3 SPARQL"],
        Validating.Results(
            ":a :p 1 , 2 . :b :p 3 . :c :q 4 .",
            Ex + ":S sh:targetNode :a , :b , :c ; sh:sparql [ sh:prefixes :o ; sh:select 'SELECT $this ?value { $this ex:p ?value }' ] ."));

    [Fact]
    public void PutsThePathOfAPropertyShapeInThePlaceOfPath() => Assert.Equal(
        ["a (p*)/q 9 SPARQL"],
        Validating.Results(
            ":a :p :b . :b :p :c . :c :q 9 .",
            """
            :S sh:targetNode :a ; sh:path ( [ sh:zeroOrMorePath :p ] :q ) ;
                sh:sparql [ sh:select "SELECT $this ?value { { $this $PATH ?value } FILTER EXISTS { $this $PATH ?value } }" ] .
            """));

    [Fact]
    public void BindsAFocusNodeThatIsABlankNodeOrALiteral() => Assert.Equal(
        ["7 - 7 SPARQL", "_:b0 - 1 SPARQL"],
        Validating.Results(
            "[] :p 1 . :x :r 7 .",
            """
            :S sh:targetSubjectsOf :p ; sh:sparql [ sh:select "SELECT $this ?value { $this <http://example/p> ?value FILTER isBlank($this) }" ] .
            :T sh:targetObjectsOf :r ; sh:sparql [ sh:select "SELECT $this { FILTER($this = 7) }" ] .
            """));

    [Fact]
    public void BindsTheFocusNodeInEveryScope() => Assert.Equal(
        ["a - 2 SPARQL"],
        Validating.Results(
            ":a :p 1 , 2 . :b :p 1 .",
            """
            :S sh:targetNode :a , :b ; sh:sparql [ sh:select '''
              SELECT $this (MAX(?n) AS ?value) WHERE {
                { SELECT $this (COUNT(?o) AS ?n) { $this <http://example/p> ?o } GROUP BY $this }
                OPTIONAL { $this <http://example/q> ?none }
                { FILTER(bound($this)) } UNION { FILTER(false) }
                FILTER(?n > 1 && NOT EXISTS { $this <http://example/q> ?any FILTER(bound($this)) })
              } GROUP BY $this ''' ] .
            """));

    [Theory]
    [InlineData("SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }", "MINUS")]
    [InlineData("SELECT $this { $this ?p ?o FILTER EXISTS { ?a ?b ?c MINUS { ?a ?b 1 } } }", "MINUS")]
    [InlineData("SELECT $this { $this ?p ?o } VALUES ?o { 1 }", "VALUES")]
    [InlineData("SELECT $this { SERVICE SILENT <http://example/> { $this ?p ?o } }", "SERVICE")]
    [InlineData("SELECT $this { BIND(1 AS ?currentShape) $this ?p ?o }", "AS ?currentShape")]
    [InlineData("SELECT (1 AS $this) { ?s ?p ?o }", "AS ?this")]
    [InlineData("SELECT $this { ?s ?p ?o } GROUP BY (?s AS ?this)", "AS ?this")]
    [InlineData("SELECT $this { $this ?p ?o { SELECT ?o { ?s ?p ?o } } }", "sub-select")]
    [InlineData("SELECT $this { $PATH ?p $this }", "$PATH")]
    [InlineData("SELECT $this { $this ?p ?o FILTER($PATH = 1) }", "$PATH")]
    [InlineData("SELECT $this FROM <http://example/g> { $this ?p ?o }", "FROM")]
    [InlineData("SELECT ?p { $this ?p ?o }", "projects $this")]
    [InlineData("ASK { $this ?p ?o }", "projects $this")]
    [InlineData("SELECT $this { $this ex:p ?o }", "line 1, column 22")]
    [InlineData("SELECT $this { $this ?p ?o FILTER bound($shapesGraph) }", "$shapesGraph")]
    [InlineData("SELECT $this (true AS ?failure) { }", "reports a failure")]
    public void FailsForQueriesThatCannotBePreBound(string query, string words)
    {
        var failure = Assert.Throws<ShaclException>(() => Validating.Results(":a :p 1 .", $":S sh:targetNode :a ; sh:path :p ; sh:sparql [ sh:select '{query}' ] ."));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains("<http://example/S>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TakesPathAndMessageFromTheSolution()
    {
        var result = Assert.Single(Validating.Terms(
            ":a :p 1 .",
            """
            :S sh:targetNode :a ; sh:message "of the shape" ; sh:sparql [ sh:message "not this" ;
                sh:select "SELECT $this (<http://example/p> AS ?path) ('from the row'@en AS ?message) { $this ?p 1 }" ] .
            """));

        Assert.Equal("<http://example/p>", result.Path);
        Assert.Equal([new Literal("from the row", "en")], result.Messages);
    }

    [Fact]
    public void FillsInMessages()
    {
        var result = Assert.Single(Validating.Terms(
            ":a :p 1 .",
            """
            :S sh:targetNode :a ; sh:sparql [ sh:message "{$this} has {?value}, {?unbound}, {} and {?"@en , "{?value} ist es"@de ;
                sh:select "SELECT $this ?value { $this <http://example/p> ?value }" ] .
            """));

        Assert.Equal(
            [new Literal("http://example/a has 1, {?unbound}, {} and {?", "en"), new Literal("1 ist es", "de")],
            result.Messages.OrderByDescending(message => message.Language, StringComparer.Ordinal));
    }

    [Fact]
    public void FindsPrefixesThroughImports() => Assert.Equal(
        ["a - 1 SPARQL"],
        Validating.Results(
            ":a :p 1 .",
            Ex + ":top owl:imports :o . :o owl:imports :top . :S sh:targetNode :a ; sh:sparql [ sh:prefixes :top ; sh:select 'SELECT $this ?value { $this ex:p ?value }' ] ."));

    [Fact]
    public void FailsForAPrefixWithTwoNamespaces() => Assert.Throws<ShaclException>(() => Validating.Shapes(
        Ex + ":o sh:declare [ sh:prefix 'ex' ; sh:namespace 'http://other/'^^xsd:anyURI ] . :S sh:targetNode :a ; sh:sparql [ sh:prefixes :o ; sh:select 'SELECT $this {}' ] ."));

    [Fact]
    public void SkipsADeactivatedConstraint() => Assert.Empty(Validating.Results(
        ":a :p 1 .", ":S sh:targetNode :a ; sh:sparql [ sh:deactivated true ; sh:select 'SELECT $this {}' ] ."));

    [Fact]
    public void AsksForEachValue_WhenAComponentHasAnAskValidator()
    {
        const string Component = """
            :Between a sh:ConstraintComponent ; sh:labelTemplate "from {$low} to {?high}" ;
                sh:parameter [ sh:path :low ] , [ sh:path :high ; sh:optional true ] ;
                sh:validator [ sh:ask "ASK { FILTER($value >= $low && (!bound(?high) || $value <= ?high)) }" ] .
            """;
        const string Data = ":a :p 1 , 5 , 9 .";

        Assert.Equal(["a p 1 Between"], Validating.Results(Data, Component + ":S sh:targetNode :a ; sh:property [ sh:path :p ; :low 2 ] ."));
        Assert.Equal(["a p 1 Between", "a p 9 Between"], Validating.Results(Data, Component + ":S sh:targetNode :a ; sh:property [ sh:path :p ; :low 2 ; :high 8 ] ."));
        Assert.Equal(["9 - 9 Between"], Validating.Results(Data, Component + ":S sh:targetNode 9 , 5 ; :low 2 ; :high 8 ."));
        Assert.Empty(Validating.Results(Data, Component + ":S sh:targetNode 9 ; :high 8 ."));
        Assert.Equal(
            "from 2 to 8",
            Assert.Single(Validating.Terms(Data, Component + ":S sh:targetNode 9 ; :low 2 ; :high 8 .")).Messages[0].Lexical);
        Assert.Throws<ShaclException>(() => Validating.Shapes(Component + ":S sh:targetNode 9 ; :low 2 , 3 ."));
    }

    [Fact]
    public void ChoosesTheValidatorOfTheKindOfShape() => Assert.Equal(
        ["a - a Needs", "a p 1 Needs"],
        Validating.Results(
            ":a :p 1 .",
            """
            :Needs a sh:ConstraintComponent ; sh:parameter [ sh:path :needs ] ;
                sh:nodeValidator [ sh:select "SELECT DISTINCT $this { $this ?p ?o FILTER NOT EXISTS { $this ?any $needs } }" ] ;
                sh:propertyValidator [ sh:select "SELECT $this ?value { $this $PATH ?value FILTER(?value != $needs) }" ] .
            :S sh:targetNode :a ; :needs 2 ; sh:property [ sh:path :p ; :needs 2 ] .
            """));

    [Fact]
    public void MakesAConstraintOfEachValue_WhenAComponentHasOneParameter() => Assert.Equal(
        ["a - a Not", "a - a Not"],
        Validating.Results(
            ":a :p 1 .",
            """
            :Not a sh:ConstraintComponent ; sh:parameter [ sh:path :isNot ] ; sh:validator [ sh:ask "ASK { FILTER(false && $isNot = 1) }" ] .
            :S sh:targetNode :a ; :isNot :b , :c .
            """));

    [Theory]
    [InlineData("sh:parameter [ sh:path :value ]", "reserved")]
    [InlineData("sh:parameter [ sh:path :a-b ]", "no name of a variable")]
    [InlineData("sh:parameter [ sh:path <http://a/x> ] , [ sh:path <http://b/x> ]", "used twice")]
    [InlineData("sh:parameter [ sh:path :x ; sh:optional true ]", "not optional")]
    [InlineData("sh:parameter [ sh:path ( :x :y ) ]", "sh:path")]
    public void FailsForParametersThatCannotBeVariables(string parameters, string words) => Assert.Contains(
        words, Assert.Throws<ShaclException>(() => Validating.Shapes($":C a sh:ConstraintComponent ; {parameters} .")).Message, StringComparison.Ordinal);

    [Fact]
    public void SeesTheShapesGraph_WhenItIsANamedGraphOfTheData()
    {
        using var engine = Validating.Data(
            """
            :a :p 1 .
            GRAPH :shapes {
              :S a sh:NodeShape ; sh:targetNode :a ; :allowed 2 , 3 ;
                sh:sparql [ sh:select "SELECT $this ?value { $this ?p ?value FILTER NOT EXISTS { GRAPH $shapesGraph { $currentShape <http://example/allowed> ?value } } }" ] .
              _:blank sh:targetNode :a ; :allowed 1 ;
                sh:sparql [ sh:select "SELECT $this ?value { $this ?p ?value FILTER NOT EXISTS { GRAPH $shapesGraph { $currentShape <http://example/allowed> ?value } } }" ] .
            }
            """);

        Assert.Equal(["a - 1 SPARQL"], Validating.Results(engine, ShapesGraph.Read(engine.Snapshot, new Iri("http://example/shapes"))));
    }

    [Fact]
    public void ReadsShapesOfSeveralDocuments()
    {
        const string Prefixes = Validating.Prefixes;
        var shapes = ShapesGraph.Read(
            RdfReader.ReadText(Prefixes + ":S sh:targetNode :a ; sh:property _:p . _:p sh:path :p ; sh:minCount 1 .", RdfFormat.Turtle),
            RdfReader.ReadText(Prefixes + ":T sh:targetNode :a ; sh:property _:p . _:p sh:path :q ; sh:minCount 1 .", RdfFormat.Turtle));
        using var engine = Validating.Data(":x :y :z .");

        Assert.Equal(["a p - MinCount", "a q - MinCount"], Validating.Results(engine, shapes));
    }
}
