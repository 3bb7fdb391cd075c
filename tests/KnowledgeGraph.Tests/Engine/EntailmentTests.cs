using KnowledgeGraph.Engine;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>Queries under an entailment regime, and what the regime leaves alone.</summary>
public sealed class EntailmentTests
{
    private const string Prefixes = "PREFIX : <http://example/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> ";

    [Fact]
    public void Queries_SeeWhatFollows()
    {
        using var engine = Open(EntailmentRegime.Rdfs);
        engine.LoadText(Prefixes + ":C rdfs:subClassOf :D . :a a :C .");
        Assert.Equal(["x=a"], engine.Rows("SELECT ?x { ?x a :D }"));
        Assert.True(engine.Ask("ASK { :D a <http://www.w3.org/2000/01/rdf-schema#Class> }"));
    }

    [Fact]
    public void Queries_SeeNothingMore_ByDefault()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.LoadText(Prefixes + ":C rdfs:subClassOf :D . :a a :C .");
        Assert.Empty(engine.Rows("SELECT ?x { ?x a :D }"));
        Assert.Null(engine.Inference);
        Assert.Equal(EntailmentRegime.None, engine.Regime);
    }

    [Fact]
    public void EmptyStore_HasTheAxioms()
    {
        using var engine = Open(EntailmentRegime.Rdf);
        Assert.True(engine.Ask("ASK { rdf:type a rdf:Property }"));
        Assert.Equal(0, engine.Snapshot.DefaultGraphCount);
    }

    [Fact]
    public void EachLoad_InfersAnewFromWhatIsAsserted()
    {
        using var engine = Open(EntailmentRegime.OwlRl);
        engine.LoadText(Prefixes + ":p a owl:TransitiveProperty . :a :p :b .");
        Assert.Equal(["y=b"], engine.Rows("SELECT ?y { :a :p ?y }"));
        engine.LoadText(Prefixes + ":b :p :c .");
        Assert.Equal(["y=b", "y=c"], engine.Rows("SELECT ?y { :a :p ?y }"));
        Assert.Equal(3, engine.Snapshot.DefaultGraphCount);
    }

    [Fact]
    public void AQuery_KeepsItsStateWhileOthersLoad()
    {
        using var engine = Open(EntailmentRegime.Rdfs);
        engine.LoadText(Prefixes + ":C rdfs:subClassOf :D . :a a :C .");
        using var run = engine.Start("SELECT ?x { ?x a :D }");
        engine.LoadText(Prefixes + ":b a :C .");
        Assert.Single(run.Solutions());
        Assert.Equal(2, engine.Rows("SELECT ?x { ?x a :D }").Length);
    }

    [Fact]
    public void NamedGraphs_StayAsTheyAre()
    {
        using var engine = Open(EntailmentRegime.Rdfs);
        engine.LoadText(Prefixes + ":C rdfs:subClassOf :D . :g { :a a :C }");
        Assert.Empty(engine.Rows("SELECT ?x { ?x a :D }"));
        Assert.Empty(engine.Rows("SELECT ?x { GRAPH ?g { ?x a :D } }"));
        Assert.Equal(["x=a"], engine.Rows("SELECT ?x { GRAPH :g { ?x a :C } }"));
    }

    [Fact]
    public void Exports_HoldWhatIsAsserted()
    {
        using var engine = Open(EntailmentRegime.OwlRl);
        engine.LoadText(Prefixes + ":a owl:sameAs :b ; :p '01'^^<http://www.w3.org/2001/XMLSchema#integer> .");
        Assert.Equal(["o=1"], engine.Rows("SELECT DISTINCT ?o { ?s :p ?o }"));
        Assert.Equal(2, engine.Snapshot.DefaultGraphCount);
        Assert.True(engine.Snapshot.Terms.TryFind(new KnowledgeGraph.Rdf.Literal("01", KnowledgeGraph.Rdf.Vocabularies.Xsd.Integer), out _));
    }

    [Theory]
    [InlineData(EntailmentRegime.Rdfs, false)]
    [InlineData(EntailmentRegime.D, true)]
    [InlineData(EntailmentRegime.OwlRl, true)]
    public void ALiteralOfAPattern_StandsForItsValue_WhereLiteralsAreValues(EntailmentRegime regime, bool isFound)
    {
        const string integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
        using var engine = Open(regime);
        engine.LoadText(Prefixes + $":a :p '1'{integer} . :g {{ :b :p '01'{integer} }} :c :says <<( :x :p '01'{integer} )>> .");

        Assert.Equal(isFound, engine.Ask($"ASK {{ :a :p '01'{integer} }}"));
        Assert.Equal(isFound, engine.Ask($"ASK {{ :a :p+ '+1'{integer} }}"));
        Assert.Equal(isFound, engine.Ask($"ASK {{ ?a a ?b FILTER EXISTS {{ :a :p '01'{integer} }} }}"));

        // Nothing is inferred of named graphs and of what somebody said.
        Assert.True(engine.Ask($"ASK {{ GRAPH :g {{ :b :p '01'{integer} }} }}"));
        Assert.True(engine.Ask($"ASK FROM :g {{ :b :p '01'{integer} }}"));
        Assert.True(engine.Ask($"ASK {{ :c :says <<( :x :p '01'{integer} )>> }}"));
    }

    [Fact]
    public void Contradiction_RefusesQueriesUntilItIsGone()
    {
        using var engine = Open(EntailmentRegime.D);
        engine.LoadText(Prefixes + ":a :p 'x'^^<http://www.w3.org/2001/XMLSchema#integer> .");
        var refused = Assert.Throws<InconsistentDataException>(() => engine.Rows("SELECT * { ?s ?p ?o }"));
        Assert.Contains("ill-typed", refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.Inconsistencies);
        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void LoadThatNeedsTooMuch_ChangesNothing()
    {
        using var engine = KnowledgeGraph.Engine.Engine.Open(
            new EngineOptions { Entailment = new EntailmentOptions { Regime = EntailmentRegime.OwlRl, MemoryMB = 2 } });
        engine.LoadText(Prefixes + ":a :p :b .");
        var equal = string.Concat(Enumerable.Range(0, 300).Select(i => $":s{i} owl:sameAs :s{i + 1} .\n"));
        Assert.Throws<EntailmentLimitException>(() => engine.LoadText(Prefixes + equal));
        Assert.Equal(1, engine.Snapshot.DefaultGraphCount);
        Assert.Equal(["y=b"], engine.Rows("SELECT ?y { :a :p ?y }"));
        engine.LoadText(Prefixes + ":a :p :c .");
        Assert.Equal(["y=b", "y=c"], engine.Rows("SELECT ?y { :a :p ?y }"));
    }

    [Fact]
    public void Transaction_PublishesInferencesWithItsChanges_AndTakesThemBack()
    {
        using var store = new QuadStore(derive: (transaction, cancellation) => Inference.Compute(
            transaction.Snapshot, new EntailmentOptions { Regime = EntailmentRegime.Rdfs }, cancellation: cancellation).Materialize(transaction));
        var (type, sub) = (Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Iri("http://www.w3.org/2000/01/rdf-schema#subClassOf"));
        using (var transaction = store.Begin(TestContext.Current.CancellationToken))
        {
            transaction.Add(transaction.Intern(Iri("x:C")), transaction.Intern(sub), transaction.Intern(Iri("x:D")));
            transaction.Add(transaction.Intern(Iri("x:a")), transaction.Intern(type), transaction.Intern(Iri("x:C")));
            transaction.Commit();
        }

        Assert.True(Has(store.Derived, "x:a", type.Value, "x:D"));
        Assert.False(Has(store.Current, "x:a", type.Value, "x:D"));
        using (var transaction = store.Begin(TestContext.Current.CancellationToken))
        {
            transaction.Remove(transaction.Intern(Iri("x:C")), transaction.Intern(sub), transaction.Intern(Iri("x:D")));
            transaction.Commit();
        }

        Assert.True(Has(store.Derived, "x:a", type.Value, "x:C"));
        Assert.False(Has(store.Derived, "x:a", type.Value, "x:D"));
    }

    private static bool Has(Snapshot snapshot, string subject, string predicate, string @object) =>
        snapshot.Terms.TryFind(Iri(subject), out var s) && snapshot.Terms.TryFind(Iri(predicate), out var p)
        && snapshot.Terms.TryFind(Iri(@object), out var o) && snapshot.Contains(GraphScope.Default, s, p, o);

    private static KnowledgeGraph.Rdf.Iri Iri(string iri) => new(iri);

    private static KnowledgeGraph.Engine.Engine Open(EntailmentRegime regime) =>
        KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Entailment = new EntailmentOptions { Regime = regime } });
}
