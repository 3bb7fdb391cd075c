using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>Entailment between graphs, beyond what the W3C tests ask.</summary>
public sealed class GraphEntailmentTests
{
    [Theory]
    [InlineData(EntailmentRegime.None, ":a :p :b .", "", true)]
    [InlineData(EntailmentRegime.None, "", ":a :p :b .", false)]
    [InlineData(EntailmentRegime.None, ":a :p :b . :b :p :c .", "_:x :p _:y . _:y :p _:z .", true)]
    [InlineData(EntailmentRegime.None, ":a :p :b . :c :p :d .", "_:x :p _:y . _:y :p _:z .", false)]
    [InlineData(EntailmentRegime.None, ":a :p _:b .", ":a :p :b .", false)]
    [InlineData(EntailmentRegime.None, ":a :p <<( :b :q <<( :c :r :d )>> )>> .", ":a :p <<( _:x :q <<( _:y :r :d )>> )>> .", true)]
    [InlineData(EntailmentRegime.None, ":a :p <<( :b :q <<( :c :r :d )>> )>> .", ":a :p <<( _:x :q <<( _:x :r :d )>> )>> .", false)]
    [InlineData(EntailmentRegime.Rdf, ":a :p '1'^^xsd:integer .", ":a :p _:x . _:x a xsd:decimal .", true)]
    [InlineData(EntailmentRegime.Rdf, "", "_:x a xsd:integer .", true)]
    [InlineData(EntailmentRegime.None, "", "_:x a xsd:integer .", false)]
    [InlineData(EntailmentRegime.Rdf, "", "rdf:_7 a rdf:Property .", true)]
    [InlineData(EntailmentRegime.Rdfs, "", ":unknown a rdfs:Resource .", true)]
    [InlineData(EntailmentRegime.Rdf, "", ":unknown a rdfs:Resource .", false)]
    [InlineData(EntailmentRegime.Rdfs, "", "_:x a rdfs:Proposition .", true)]
    [InlineData(EntailmentRegime.Rdf, "", "_:x a rdfs:Proposition .", false)]
    [InlineData(EntailmentRegime.Rdfs, ":a :p <<( :c :d <<( :e :f :g )>> )>> .", ":a :p <<( :c :d _:x )>> . _:x a rdfs:Proposition .", true)]
    [InlineData(EntailmentRegime.Rdf, ":a :says <<( :b :p :c )>> .", ":p a rdf:Property .", true)]
    [InlineData(EntailmentRegime.Rdfs, ":a :says <<( :b :p :c )>> .", ":b :p :c .", false)]
    [InlineData(EntailmentRegime.Rdfs, ":a :p 'x' .", ":a :p _:x . _:x a rdfs:Literal .", true)]
    public void Decides(EntailmentRegime regime, string premise, string conclusion, bool isEntailed) => Assert.Equal(
        isEntailed ? EntailmentVerdict.Entailed : EntailmentVerdict.NotEntailed, Decide(regime, premise, conclusion));

    [Fact]
    public void IllTypedLiteral_CountsInThePremiseOnly()
    {
        Assert.Equal(EntailmentVerdict.Inconsistent, Decide(EntailmentRegime.Rdf, ":a :p 'x'^^xsd:integer .", ":b :p :c ."));
        Assert.Equal(EntailmentVerdict.NotEntailed, Decide(EntailmentRegime.Rdf, ":a :p 'y' .", ":a :p 'x'^^xsd:integer ."));
    }

    [Theory]
    [InlineData("01", "integer", "1", "integer")]
    [InlineData("1.50", "decimal", "1.5", "decimal")]
    [InlineData("1.0", "decimal", "1", "integer")]
    [InlineData("+7", "byte", "7", "integer")]
    [InlineData("1", "boolean", "true", "boolean")]
    [InlineData("100", "double", "1.0E2", "double")]
    [InlineData("1e400", "double", "INF", "double")]
    [InlineData("0a", "hexBinary", "0A", "hexBinary")]
    [InlineData("P12M", "duration", "P1Y", "duration")]
    [InlineData("a b", "token", "a b", "string")]
    [InlineData("2020-01-01T00:00:00.00+00:00", "dateTime", "2020-01-01T00:00:00Z", "dateTime")]
    [InlineData("x", "integer", "x", "integer")]
    public void CanonicalLiteral_IsOneForEachValue(string lexical, string datatype, string canonical, string home) => Assert.Equal(
        new Literal(canonical, Xsd(home)), DatatypeMap.All.Canonical(new Literal(lexical, Xsd(datatype))));

    [Theory]
    [InlineData(" 3 ", "int")]
    [InlineData("300", "byte")]
    [InlineData("a  b", "token")]
    [InlineData("0", "hexBinary")]
    [InlineData("-1", "NCName")]
    [InlineData("a\0", "string")]
    public void IllTypedLiteral_IsFound(string lexical, string datatype) =>
        Assert.True(DatatypeMap.All.IsIllTyped(new Literal(lexical, Xsd(datatype))));

    private static EntailmentVerdict Decide(EntailmentRegime regime, string premise, string conclusion) => GraphEntailment.Decide(
        TestGraph.Read(premise), TestGraph.Read(conclusion), new EntailmentOptions { Regime = regime, Datatypes = DatatypeMap.All },
        TestContext.Current.CancellationToken);

    private static Iri Xsd(string name) => new(KnowledgeGraph.Rdf.Vocabularies.Xsd.Namespace + name);
}
