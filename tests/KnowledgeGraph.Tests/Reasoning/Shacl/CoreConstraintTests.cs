using KnowledgeGraph.Engine;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>The constraint components of SHACL Core, where the W3C suite is silent or says it only once.</summary>
public sealed class CoreConstraintTests
{
    [Theory]
    [InlineData("sh:class :Animal", ":dog , :x , 1", "x", "1")]
    [InlineData("sh:datatype xsd:integer", "1 , \"1\" , \"x\"^^xsd:integer , 1.0", "x^^xsd:integer", "1^^xsd:string", "1.0")]
    [InlineData("sh:datatype xsd:boolean", "true , \"yes\"^^xsd:boolean , \"1\"^^xsd:boolean", "yes")]
    [InlineData("sh:datatype xsd:date", "\"2026-02-28\"^^xsd:date , \"2026-02-30\"^^xsd:date", "2026-02-30")]
    [InlineData("sh:datatype :own", "\"a\"^^:own , \"a\"", "a^^xsd:string")]
    [InlineData("sh:datatype rdf:langString", "\"a\"@en , \"a\"", "a^^xsd:string")]
    [InlineData("sh:nodeKind sh:IRI", ":x , 1 , <<( :x :y :z )>>", "1", "<<(")]
    [InlineData("sh:nodeKind sh:BlankNodeOrLiteral", ":x , 1 , [] , <<( :x :y :z )>>", "x", "<<(")]
    [InlineData("sh:minExclusive 1", "1 , 2 , 1.5 , \"2\" , :x", "1", "2^^xsd:string", "x")]
    [InlineData("sh:maxInclusive 2", "1 , 2 , 2.5 , \"NaN\"^^xsd:double", "2.5", "NaN")]
    [InlineData("sh:minLength 2", "\"a\" , \"ab\" , \"😀\" , \"😀😀\" , 12 , 1", "a", "😀", "1")]
    [InlineData("sh:maxLength 1", "\"a\" , \"ab\" , \"😀\" , \"😀😀\"", "ab", "😀😀")]
    [InlineData("sh:maxLength 100", ":x , [] , <<( :x :y :z )>>", "b0", "<<(")]
    [InlineData("sh:pattern \"^.$\"", "\"a\" , \"ab\" , \"😀\" , 1 , 12", "ab", "12")]
    [InlineData("sh:pattern \"^a$\"", "\"a\" , \"a\\n\" , \"A\"", "a\\n", "A")]
    [InlineData("sh:pattern \"^a$\" ; sh:flags \"i\"", "\"a\" , \"A\" , \"b\"", "b")]
    [InlineData("sh:pattern \"example/x$\"", ":x , :y , []", "y", "b0")]
    [InlineData("sh:languageIn ( \"en\" \"de\" )", "\"a\"@EN-gb , \"a\"@de , \"a\"@eng , \"a\"", "a@eng", "a^^xsd:string")]
    [InlineData("sh:in ( 1 \"a\"@en :x )", "1 , \"01\"^^xsd:integer , \"a\"@EN , \"a\" , :x", "01", "a^^xsd:string")]
    [InlineData("sh:in ()", "1", "1")]
    [InlineData("sh:not [ sh:nodeKind sh:IRI ]", ":x , 1", "x")]
    [InlineData("sh:and ( [ sh:minInclusive 2 ] [ sh:maxInclusive 3 ] )", "1 , 2 , 3 , 4", "1", "4")]
    [InlineData("sh:or ( [ sh:nodeKind sh:IRI ] [ sh:datatype xsd:integer ] )", ":x , 1 , \"a\"", "a")]
    [InlineData("sh:or ()", "1", "1")]
    [InlineData("sh:xone ( [ sh:minInclusive 2 ] [ sh:maxInclusive 3 ] )", "1 , 2 , 3 , 4", "2", "3")]
    [InlineData("sh:node [ sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ]", ":dog , :x", "x")]
    [InlineData("sh:node [ sh:deactivated true ; sh:nodeKind sh:Literal ]", ":dog")]
    [InlineData("sh:disjoint :other", "1 , 2", "2")]
    public void FindsTheValuesThatAreWrong(string constraint, string values, params string[] wrong)
    {
        var results = Validating.Terms(
            $":a :p {values} ; :other 2 . :dog a :Dog ; rdfs:label 'dog' . :Dog rdfs:subClassOf :Animal .",
            $":S sh:targetNode :a ; sh:property [ sh:path :p ; {constraint} ] .");

        Assert.Equal(wrong.Length, results.Length);
        Assert.All(wrong, value => Assert.Contains(results, result => Matches(result.Value!.ToString(), value)));
    }

    [Theory]
    [InlineData("sh:minCount 3", ":x , 1", "a p - MinCount")]
    [InlineData("sh:maxCount 1", ":x , 1", "a p - MaxCount")]
    [InlineData("sh:maxCount 99999999999999999999", ":x , 1")]
    [InlineData("sh:hasValue 3", ":x , 1", "a p - HasValue")]
    [InlineData("sh:hasValue 1 , :x", ":x , 1")]
    [InlineData("sh:uniqueLang true", "'a'@en , 'b'@EN , 'c'@de , 'd'@de , 'e'@fr , 'f' , 'g'", "a p - UniqueLang", "a p - UniqueLang")]
    [InlineData("sh:equals :q", "1 , 2", "a p 1 Equals", "a p 3 Equals")]
    [InlineData("sh:lessThan :q", "1 , 3 , :x", "a p 3 LessThan", "a p 3 LessThan", "a p x LessThan", "a p x LessThan")]
    [InlineData("sh:lessThanOrEquals :q", "2 , 3", "a p 3 LessThanOrEquals")]
    [InlineData("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 2", ":x , 1", "a p - QualifiedMinCount")]
    [InlineData("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 0", ":x , 1", "a p - QualifiedMaxCount")]
    public void ComparesTheValuesWithEachOther(string constraint, string values, params string[] expected) =>
        Assert.Equal(expected, Validating.Results($":a :p {values} ; :q 2 , 3 .", $":S sh:targetNode :a ; sh:property [ sh:path :p ; {constraint} ] ."));

    [Fact]
    public void CountsOnlyValuesThatNoSiblingShapeClaims_WhenTheyAreDisjoint() => Assert.Equal(
        ["a p - QualifiedMinCount"],
        Validating.Results(
            ":a :p 1 , 'x' .",
            """
            :S sh:targetNode :a ;
                sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 2 ; sh:qualifiedValueShapesDisjoint true ] ,
                    [ sh:path :p ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 1 ] .
            """));

    [Fact]
    public void AllowsOnlyKnownProperties_WhenAShapeIsClosed() => Assert.Equal(
        ["a q 2 Closed", "a q 3 Closed"],
        Validating.Results(
            ":a a :C ; :p 1 ; :q 2 , 3 . :b :p 1 .",
            ":S sh:targetNode :a , :b , 'literal' ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ] ."));

    [Fact]
    public void ReportsANestedPropertyOnceForEachWayToIt() => Assert.Equal(
        ["c q - MinCount", "c q - MinCount"],
        Validating.Results(
            ":a :p :c . :b :p :c .",
            ":S sh:targetNode :a , :b ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ] ] ."));

    [Fact]
    public void ReportsTheOuterValue_WhenAShapeOfTheValueDoesNotHold() => Assert.Equal(
        ["a p c Node"],
        Validating.Results(":a :p :c .", ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ] ."));

    [Theory]
    [InlineData("sh:targetNode :a , 7 , :nowhere", "7", "a", "nowhere")]
    [InlineData("sh:targetClass :C", "a", "b")]
    [InlineData("sh:targetSubjectsOf :p", "a", "b")]
    [InlineData("sh:targetObjectsOf :p", "1", "2", "b")]
    [InlineData("sh:targetObjectsOf :p ; sh:targetSubjectsOf :p ; sh:targetNode :b", "1", "2", "a", "b")]
    [InlineData("a sh:NodeShape , rdfs:Class", "s")]
    [InlineData("a sh:NodeShape , :Meta . :Meta rdfs:subClassOf rdfs:Class . :S a sh:NodeShape", "s")]
    [InlineData("a sh:NodeShape")]
    public void ChecksEachFocusNodeOfTheTargetsOnce(string targets, params string[] focus)
    {
        var results = Validating.Results(
            ":a a :C ; :p 1 , 2 , :b . :b a :D ; :p 1 . :D rdfs:subClassOf :C . :s a :S .", $":S {targets} ; sh:nodeKind sh:BlankNode .");

        Assert.Equal(focus.Select(node => $"{node} - {node} NodeKind"), results);
    }

    [Theory]
    [InlineData(":p", "b")]
    [InlineData("[ sh:inversePath :p ]", "z")]
    [InlineData("( :p :p )", "c")]
    [InlineData("( :p [ sh:inversePath :p ] )", "a")]
    [InlineData("[ sh:alternativePath ( :p :q ) ]", "b", "x")]
    [InlineData("[ sh:zeroOrMorePath :p ]", "a", "b", "c")]
    [InlineData("[ sh:oneOrMorePath :p ]", "b", "c")]
    [InlineData("[ sh:zeroOrOnePath :p ]", "a", "b")]
    [InlineData("[ sh:zeroOrMorePath [ sh:alternativePath ( :p [ sh:inversePath :p ] ) ] ]", "a", "b", "c", "z")]
    public void FollowsPaths(string path, params string[] values) => Assert.Equal(
        values,
        Validating.Terms(":z :p :a . :a :p :b ; :q :x . :b :p :c .", $":S sh:targetNode :a ; sh:path {path} ; sh:nodeKind sh:Literal .")
            .Select(result => Validating.Short(result.Value!.ToString())).Order(StringComparer.Ordinal));

    [Fact]
    public void ValidatesTheGraphAskedFor()
    {
        const string Data = ":a :p 1 . GRAPH :g { :b :p 1 } GRAPH :h { :b :p 2 }";
        const string Shapes = ":S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 0 ] , [ sh:path :p ; sh:maxCount 1 ] .";

        Assert.Equal(["a p - MaxCount"], Validating.Results(Data, Shapes));
        Assert.Equal(
            ["b p - MaxCount"],
            Validating.Results(Data, Shapes, new QueryOptions { Dataset = new([new("http://example/g")], []) }));
        Assert.Equal(
            ["a p - MaxCount", "b p - MaxCount", "b p - MaxCount"],
            Validating.Results(Data, Shapes, new QueryOptions { UnionDefaultGraph = true }));
    }

    // A literal is given without quotes, with its datatype only where another value looks the same.
    private static bool Matches(string actual, string value) => value.EndsWith("^^xsd:string", StringComparison.Ordinal)
        ? actual == $"\"{value[..^12]}\""
        : value.EndsWith("^^xsd:integer", StringComparison.Ordinal) ? actual.StartsWith($"\"{value[..^13]}\"^^", StringComparison.Ordinal)
        : actual == $"<http://example/{value}>" || actual == $"_:{value}" || actual.StartsWith($"\"{value}\"", StringComparison.Ordinal)
            || (value.Contains('@', StringComparison.Ordinal) && actual == $"\"{value.Replace("@", "\"@", StringComparison.Ordinal)}")
            || (value == "<<(" && actual.StartsWith(value, StringComparison.Ordinal));
}
