using System.Globalization;
using KnowledgeGraph.Reasoning.Shacl;

namespace KnowledgeGraph.Tests.Reasoning.Shacl;

/// <summary>Shapes graphs that cannot be used: the failure names shape and triple.</summary>
public sealed class ShapesReadingTests
{
    [Theory]
    [InlineData(":S a sh:PropertyShape .", "without sh:path")]
    [InlineData(":S a sh:NodeShape ; sh:path :p .", "is a sh:NodeShape")]
    [InlineData(":S sh:targetClass 'C' .", "expected an IRI")]
    [InlineData(":S sh:targetNode [] .", "expected an IRI or a literal")]
    [InlineData(":S sh:targetNode :a ; sh:minCount 1 .", "expected a property shape")]
    [InlineData(":S sh:targetNode :a ; sh:path :p ; sh:minCount 'one' .", "expected an xsd:integer")]
    [InlineData(":S sh:targetNode :a ; sh:path :p ; sh:minCount 1 , 2 .", "at most one value of sh:minCount")]
    [InlineData(":S sh:targetNode :a ; sh:path :p ; sh:lessThan 'q' .", "expected an IRI")]
    [InlineData(":S sh:targetNode :a ; sh:lessThan :q .", "expected a property shape")]
    [InlineData(":S sh:targetNode :a ; sh:uniqueLang true .", "expected a property shape")]
    [InlineData(":S sh:targetNode :a ; sh:deactivated 1 .", "expected true or false")]
    [InlineData(":S sh:targetNode :a ; sh:severity 'bad' .", "expected an IRI")]
    [InlineData(":S sh:targetNode :a ; sh:message 1 .", "expected a string")]
    [InlineData(":S sh:targetNode :a ; sh:nodeKind :Thing .", "sh:BlankNodeOrIRI")]
    [InlineData(":S sh:targetNode :a ; sh:datatype xsd:integer , xsd:string .", "at most one value of sh:datatype")]
    [InlineData(":S sh:targetNode :a ; sh:minInclusive :x .", "expected a literal")]
    [InlineData(":S sh:targetNode :a ; sh:pattern 1 .", "expected an xsd:string")]
    [InlineData(":S sh:targetNode :a ; sh:languageIn ( 1 ) .", "a list of xsd:string")]
    [InlineData(":S sh:targetNode :a ; sh:in :x .", "a well-formed list")]
    [InlineData(":S sh:targetNode :a ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .", "a well-formed list")]
    [InlineData(":S sh:targetNode :a ; sh:in [ rdf:first 1 , 2 ; rdf:rest () ] .", "a well-formed list")]
    [InlineData(":S sh:targetNode :a ; sh:or ( 'shape' ) .", "expected a shape")]
    [InlineData(":S sh:targetNode :a ; sh:node 'shape' .", "expected a shape")]
    [InlineData(":S sh:targetNode :a ; sh:node [ sh:path :p ] .", "expected a node shape")]
    [InlineData(":S sh:targetNode :a ; sh:property [ sh:minCount 1 ] .", "expected a property shape")]
    [InlineData(":S sh:targetNode :a ; sh:path :p ; sh:qualifiedValueShape [] .", "sh:qualifiedMinCount")]
    [InlineData(":S sh:targetNode :a ; sh:closed true ; sh:ignoredProperties ( 'p' ) .", "a list of IRIs")]
    [InlineData(":S sh:targetNode :a ; sh:path 'p' .", "an IRI or a blank node")]
    [InlineData(":S sh:targetNode :a ; sh:path [] .", "sh:inversePath")]
    [InlineData(":S sh:targetNode :a ; sh:path ( :p ) .", "at least two paths")]
    [InlineData(":S sh:targetNode :a ; sh:path _:p . _:p sh:inversePath _:p .", "does not contain itself")]
    [InlineData(":S sh:targetNode :a ; sh:path :p , :q .", "at most one value of sh:path")]
    [InlineData("_:S a sh:NodeShape , rdfs:Class .", "has no IRI")]
    public void TellsWhatIsIllFormed(string shapes, string words)
    {
        var failure = Assert.Throws<ShaclException>(() => Validating.Shapes(shapes));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Shape);
        Assert.Contains(failure.Shape.ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesShapeAndTriple()
    {
        var failure = Assert.Throws<ShaclException>(() => Validating.Shapes(":S sh:targetNode :a ; sh:path :p ; sh:minCount 'one' ."));

        Assert.Equal(
            "Shape <http://example/S>: sh:minCount is \"one\"; expected an xsd:integer. "
            + "The triple is: <http://example/S> <http://www.w3.org/ns/shacl#minCount> \"one\" .",
            failure.Message);
    }

    [Fact]
    public void LeavesAloneWhatNoShapeReaches() =>
        Assert.Equal(1, Validating.Shapes(":S sh:targetNode :a . :loose sh:minCount 'one' . _:p sh:inversePath _:p .").Count);

    [Fact]
    public void FailsForAnEntailmentRegime() => Assert.Contains(
        "<http://www.w3.org/ns/entailment/RDFS>",
        Assert.Throws<ShaclException>(() => Validating.Shapes(":o sh:entailment <http://www.w3.org/ns/entailment/RDFS> .")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(":S sh:targetNode :a ; sh:node :S .")]
    [InlineData(":S sh:targetNode :a ; sh:not :T . :T sh:or ( [ sh:nodeKind sh:IRI ] :S ) .")]
    [InlineData(":S sh:targetNode :a ; sh:property :P . :P sh:path :p ; sh:node :S .")]
    [InlineData(":S sh:targetNode :a ; sh:property :P . :P sh:path :p ; sh:qualifiedValueShape :S ; sh:qualifiedMinCount 1 .")]
    [InlineData(":S sh:targetNode :a ; sh:node :T . :T sh:and ( :U ) . :U sh:xone ( :T ) .")]
    public void FailsForRecursiveShapes(string shapes) =>
        Assert.Contains("recursive", Assert.Throws<ShaclException>(() => Validating.Shapes(shapes)).Message, StringComparison.Ordinal);

    [Fact]
    public void AllowsAShapeThatIsReachedInTwoWays() => Assert.Equal(
        ["a - a And", "a - a Node"],
        Validating.Results(":a :p 1 .", ":S sh:targetNode :a ; sh:node :T ; sh:and ( :T :T ) . :T sh:nodeKind sh:Literal ."));

    [Fact]
    public void FailsForShapesTooDeep_InsteadOfOverflowingTheStack()
    {
        var shapes = string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $":s{i} sh:node :s{i + 1} . ")));

        Assert.Contains(
            "deep", Assert.Throws<ShaclException>(() => Validating.Shapes(":s0 sh:targetNode :a . " + shapes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChecksShapesFiftyDeep()
    {
        var shapes = string.Concat(Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $":s{i} sh:not :s{i + 1} . ")));

        Assert.Equal(["a - a Not"], Validating.Results(":a :p 1 .", $":s0 sh:targetNode :a . {shapes} :s50 sh:nodeKind sh:Literal ."));
        Assert.Empty(Validating.Results(":a :p 1 .", $":s0 sh:targetNode :a . {shapes} :s50 sh:nodeKind sh:IRI ."));
    }

    [Fact]
    public void FailsForTooManySiblings_WhichWouldBeComparedEachWithEach()
    {
        var siblings = string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $":S sh:property [ sh:path :p{i} ; sh:qualifiedValueShape :q{i} ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ] . ")));

        Assert.Contains(
            "sibling", Assert.Throws<ShaclException>(() => Validating.Shapes(":S sh:targetNode :a . " + siblings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailsForPathsTooDeep_InsteadOfOverflowingTheStack()
    {
        var path = string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"_:p{i} sh:inversePath _:p{i + 1} . ")));

        Assert.Contains(
            "deep", Assert.Throws<ShaclException>(() => Validating.Shapes(":S sh:targetNode :a ; sh:path _:p0 . _:p5000 sh:inversePath :p . " + path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void FollowsAPathOfAHundredSteps()
    {
        var data = string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $":n{i} :p :n{i + 1} . ")));
        var path = string.Join(' ', Enumerable.Repeat(":p", 100));

        Assert.Equal("n100", Validating.Short(Assert.Single(Validating.Terms(data, $":S sh:targetNode :n0 ; sh:path ( {path} ) ; sh:nodeKind sh:Literal .")).Value!.ToString()));
    }

    [Fact]
    public void FailsForAPatternThatIsNone() => Assert.Contains(
        "regular expression", Assert.Throws<ShaclException>(() => Validating.Results(":a :p 'x' .", ":S sh:targetNode :a ; sh:pattern '(' .")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void KeepsBlankNodesOfShapesAndDataApart() => Assert.Equal(
        ["a p - HasValue"],
        Validating.Results("_:b0 :q 1 . :a :p _:b0 .", ":S sh:targetNode :a ; sh:property [ sh:path :p ; sh:hasValue _:b0 ] ."));
}
