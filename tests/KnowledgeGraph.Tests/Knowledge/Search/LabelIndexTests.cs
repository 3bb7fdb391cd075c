using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Knowledge.Search;

/// <summary>Things are found by their labels, in the order of how well these match and how much the things are used.</summary>
public sealed class LabelIndexTests : IDisposable
{
    private const string Data = """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        :Person rdfs:subClassOf :Actor . :State rdfs:subClassOf :Actor .
        :naz a :Person ; rdfs:label "Nursultan Nazarbayev"@en , "Нурсултан Назарбаев"@ru , "Нұрсұлтан Назарбаев"@kk ; skos:altLabel "N. Nazarbaev"@en .
        :dana a :Person ; rdfs:label "Dana Nazarbayeva"@en .
        :kz a :State ; rdfs:label "Kazakhstan"@en , "Казахстан"@ru ; skos:hiddenLabel "RK" .
        :bank a :Bank ; rdfs:label "Bank of Kazakhstan"@en ; dcterms:title "Kazakhstan Bank" .
        :fund a :Bank ; rdfs:label "Kazakhstan"@en .
        :nato a :Actor ; skos:prefLabel "NATO" ; rdfs:label "NATO" .
        :naz :of :kz . :dana :of :kz . :bank :of :fund .
        :g1 { :inGraph rdfs:label "Steppe Eagle 2006"@en . :m :about :kz , :naz . :kz rdfs:label "Kazakhstan"@en }
        _:blank rdfs:label "Nobody" .
        :number rdfs:label 42 .
        """;

    private static readonly string[] s_fromExactToTypo = ["kazakhstan", "kazakhst", "bank kaz", "kasakhstan"];

    private readonly KnowledgeGraph.Engine.Engine _engine = TestEngine.From(Data);
    private readonly LabelIndex _index;

    public LabelIndexTests() => _index = LabelIndex.Build(_engine.Snapshot, TestContext.Current.CancellationToken);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("Назарбаев", "naz Word 'Нурсултан Назарбаев'@ru | dana Word 'Dana Nazarbayeva'@en")]
    [InlineData("nazarbaev nurs", "naz Word 'Nursultan Nazarbayev'@en")]
    [InlineData("n nazarbaev", "naz Exact 'N. Nazarbaev'@en | dana Word 'Dana Nazarbayeva'@en")]
    [InlineData("NURSULTAN NAZARBAJEV", "naz Typo 'Nursultan Nazarbayev'@en")]
    [InlineData("nurslutan", "naz Typo 'Nursultan Nazarbayev'@en")]
    [InlineData("kazakhstan", "kz Exact 'Kazakhstan'@en | fund Exact 'Kazakhstan'@en | bank Prefix 'Kazakhstan Bank'")]
    [InlineData("kaz", "kz Prefix 'Kazakhstan'@en | fund Prefix 'Kazakhstan'@en | bank Prefix 'Kazakhstan Bank'")]
    [InlineData("rk", "kz Exact 'RK'")]
    [InlineData("eagle stepp", "inGraph Word 'Steppe Eagle 2006'@en")]
    [InlineData("2006", "inGraph Word 'Steppe Eagle 2006'@en")]
    [InlineData("2016", "")]
    [InlineData("nota", "")]
    [InlineData("nato", "nato Exact 'NATO'")]
    [InlineData("nobody", "")]
    [InlineData("42", "")]
    [InlineData("", "")]
    [InlineData("!", "")]
    public void FindsInOrder(string text, string expected) => Assert.Equal(expected, Found(text));

    [Theory]
    [InlineData("kazakhstan", "Bank", "fund Exact 'Kazakhstan'@en | bank Prefix 'Kazakhstan Bank'")]
    [InlineData("kazakhstan", "Actor", "kz Exact 'Kazakhstan'@en")]
    [InlineData("kazakhstan", "Unknown", "")]
    public void AClass_HasThoseOfClassesBelow(string text, string type, string expected) =>
        Assert.Equal(expected, Found(text, new Iri("http://example/" + type)));

    [Fact]
    public void LimitTakesTheBest()
    {
        var one = Assert.Single(_index.Find("kazakhstan", 1, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal("http://example/kz", one.Entity.Value);
        Assert.Equal(3, one.Uses);
        Assert.Equal(1, one.Score);
        Assert.Equal(["http://example/State"], one.Types.Select(type => type.Value));
    }

    [Fact]
    public void ScoresFallWithTheKindOfMatch()
    {
        var scores = s_fromExactToTypo.Select(text => _index.Find(text, 1, cancellation: TestContext.Current.CancellationToken)[0].Score).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(scores.Count, scores.Distinct().Count());
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void TooManyLabels_AreHeldInPart()
    {
        var some = LabelIndex.Build(_engine.Snapshot, 5, TestContext.Current.CancellationToken);
        Assert.False(some.IsComplete);
        Assert.Equal(5, some.Count);
        Assert.True(_index.IsComplete);
    }

    [Theory]
    [InlineData("kazakhstan")]
    [InlineData("kaz")]
    [InlineData("steppe")]
    [InlineData("azattyk")]
    [InlineData("nazarbaev")]
    public void AnUpdate_IsTheIndexOfTheLaterState(string text)
    {
        const string Label = "<http://www.w3.org/2000/01/rdf-schema#label>";
        _engine.Do($$"""
            DELETE DATA { :fund {{Label}} "Kazakhstan"@en . :dana {{Label}} "Dana Nazarbayeva"@en } ;
            INSERT DATA { :radio a :Actor ; {{Label}} "Azattyq"@kk . :bank {{Label}} "Kazakhstan"@fr . :m :about :radio . GRAPH :g2 { :radio {{Label}} "Steppe Radio" } }
            """);
        var later = _engine.Snapshot;

        var updated = _index.Update(later, TestContext.Current.CancellationToken);
        var built = LabelIndex.Build(later, TestContext.Current.CancellationToken);

        Assert.Same(later, updated.Snapshot);
        Assert.Equal(built.Count, updated.Count);
        Assert.NotEmpty(built.Find(text, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(Found(built, text), Found(updated, text));
        Assert.Equal(Uses(built, text), Uses(updated, text));
    }

    [Fact]
    public void AnUpdate_AfterTermsWereNumberedAnew_IsBuiltAfresh()
    {
        using var other = TestEngine.From(":zero :p :one . :kz <http://www.w3.org/2000/01/rdf-schema#label> \"Qazaqstan\"@kk .");

        var updated = _index.Update(other.Snapshot, TestContext.Current.CancellationToken);

        Assert.Equal("kz Exact 'Qazaqstan'@kk", Found(updated, "kazakstan"));
        Assert.Equal(1, updated.Count);
    }

    private static string Uses(LabelIndex index, string text) =>
        string.Join(' ', index.Find(text, cancellation: TestContext.Current.CancellationToken).Select(match => match.Uses));

    private string Found(string text, Iri? type = null) => Found(_index, text, type);

    private static string Found(LabelIndex index, string text, Iri? type = null) => string.Join(" | ", index.Find(text, 10, type, TestContext.Current.CancellationToken).Select(
        match => $"{match.Entity.Value["http://example/".Length..]} {match.Kind} '{match.Label}'{(match.Language is { } tag ? "@" + tag : "")}"));
}
