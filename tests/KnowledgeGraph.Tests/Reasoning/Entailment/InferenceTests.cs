using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>What an inference leaves alone, how it explains itself, where it stops.</summary>
public sealed class InferenceTests
{
    [Fact]
    public void SameAs_NeverRewritesWhatSomebodySaid()
    {
        var inference = TestGraph.Infer(EntailmentRegime.OwlRl, """
            :superman owl:sameAs :clark .
            :flies owl:sameAs :soars .
            :lois :says <<( :superman :flies :fast )>> .
            :superman :flies :high .
            """);

        Assert.True(inference.Adds(":clark :soars :high"));
        Assert.DoesNotContain(inference.Triples, triple => triple.Object is TripleTerm);
        Assert.Null(inference.Explain(TestGraph.Triple(":lois :says <<( :clark :flies :fast )>>")));
    }

    [Fact]
    public void Rules_SeeNoTripleThatIsOnlySaid()
    {
        const string Graph = ":p rdfs:domain :C . :C rdfs:subClassOf :D . :lois :says <<( :a :p :b )>>, <<( :c a :C )>> .";
        foreach (var regime in (EntailmentRegime[])[EntailmentRegime.Rdfs, EntailmentRegime.D, EntailmentRegime.OwlRl])
        {
            var inference = TestGraph.Infer(regime, Graph);
            Assert.False(inference.Adds(":a a :C"));
            Assert.False(inference.Adds(":c a :D"));
        }
    }

    [Fact]
    public void CanonicalLiterals_LeaveTripleTermsAsTheyAre()
    {
        var seen = TestGraph.Seen(EntailmentRegime.D, ":a :p '01'^^xsd:integer . :b :says <<( :a :p '01'^^xsd:integer )>> .");
        Assert.Contains(TestGraph.Triple(":a :p 1"), seen);
        Assert.DoesNotContain(TestGraph.Triple(":a :p '01'^^xsd:integer"), seen);
        Assert.Contains(TestGraph.Triple(":b :says <<( :a :p '01'^^xsd:integer )>>"), seen);
    }

    [Fact]
    public void WeakerRegimes_LeaveLiteralsAsTheyAre()
    {
        var seen = TestGraph.Seen(EntailmentRegime.Rdfs, ":a :p '01'^^xsd:integer .");
        Assert.Contains(TestGraph.Triple(":a :p '01'^^xsd:integer"), seen);
        Assert.DoesNotContain(TestGraph.Triple(":a :p 1"), seen);
    }

    [Fact]
    public void NamedGraphs_AreNeitherPremisesNorChanged()
    {
        Assert.False(TestGraph.Infer(EntailmentRegime.Rdfs, ":C rdfs:subClassOf :D . :g { :a a :C }").Adds(":a a :D"));

        using var store = new KnowledgeGraph.Store.QuadStore();
        store.Load(
            builder => TestGraph.Read(":C rdfs:subClassOf :D . :b a :C . :g { :a a :C }").WriteTo(builder), null,
            TestContext.Current.CancellationToken);
        using var transaction = store.Begin(TestContext.Current.CancellationToken);
        var seen = Inference.Compute(
            transaction.Snapshot, new EntailmentOptions { Regime = EntailmentRegime.Rdfs },
            cancellation: TestContext.Current.CancellationToken).Materialize(transaction);
        Assert.Equal(1, seen.NamedGraphsCount);
        Assert.True(seen.DefaultGraphCount > store.Current.DefaultGraphCount);
        Assert.Equal(2, store.Current.DefaultGraphCount);
    }

    [Fact]
    public void Answers_HaveNoLiteralAsSubject()
    {
        // SPARQL 1.1 Entailment Regimes: what is entailed of "x" is no RDF triple, and surrogate blank nodes are not vocabulary.
        Assert.All(
            TestGraph.Seen(EntailmentRegime.D, ":p rdfs:range xsd:string . :a :p 'x' . xsd:string rdfs:subClassOf :S ."),
            triple => Assert.IsNotType<Literal>(triple.Subject));
    }

    [Fact]
    public void Materialize_AddsExactlyTheInferredTriples()
    {
        const string Graph = ":C rdfs:subClassOf :D . :a a :C ; :p 'x', [ a :C ] . :p rdfs:range :E .";
        var inference = TestGraph.Infer(EntailmentRegime.Rdfs, Graph);
        var seen = TestGraph.Seen(EntailmentRegime.Rdfs, Graph);
        Assert.Equal(TestGraph.Read(Graph).Count + inference.Count, seen.Count);
        Assert.Equal(inference.Count, inference.Triples.Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public void Explain_LeadsBackToWhatIsAsserted()
    {
        var inference = TestGraph.Infer(EntailmentRegime.Rdfs, ":p rdfs:subPropertyOf :q . :q rdfs:domain :C . :C rdfs:subClassOf :D . :a :p :b .");
        var last = inference.Explain(TestGraph.Triple(":a a :D"))!;
        Assert.Equal("rdfs9", last.Rule!.Name);
        Assert.Equal([TestGraph.Triple(":C rdfs:subClassOf :D"), TestGraph.Triple(":a a :C")], last.Premises);
        var middle = inference.Explain(last.Premises[1])!;
        Assert.Equal("rdfs2", middle.Rule!.Name);
        var first = inference.Explain(middle.Premises[1])!;
        Assert.Equal(("rdfs7", ":a :q :b"), (first.Rule!.Name, ":a :q :b"));
        Assert.Equal(TestGraph.Triple(":a :q :b"), first.Conclusion);
        Assert.All(first.Premises, premise => Assert.True(inference.Explain(premise)!.IsAsserted));
        Assert.Null(inference.Explain(TestGraph.Triple(":b a :D")));
    }

    [Fact]
    public void Explain_NeverGoesInCircles()
    {
        var inference = TestGraph.Infer(EntailmentRegime.OwlRl, """
            :A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :A . :x a :A . :x owl:sameAs :y . :y owl:sameAs :z . :z :p :x .
            :p a owl:SymmetricProperty, owl:TransitiveProperty .
            """);
        Assert.All(inference.Triples, triple => AssertGrounded(inference, triple, []));
    }

    [Fact]
    public void Explain_ShowsNoListRelations()
    {
        var inference = TestGraph.Infer(EntailmentRegime.OwlRl, ":p owl:propertyChainAxiom ( :q :r ) . :a :q :b . :b :r :c .");
        var premises = inference.Explain(TestGraph.Triple(":a :p :c"))!.Premises;
        Assert.Contains(TestGraph.Triple(":a :q :b"), premises);
        Assert.Contains(TestGraph.Triple(":b :r :c"), premises);
        Assert.All(premises, premise => Assert.True(inference.Explain(premise)!.IsAsserted));
    }

    [Fact]
    public void Inconsistency_NamesTermAndTriple()
    {
        var found = Assert.Single(TestGraph.Infer(EntailmentRegime.D, ":a :p 'x'^^xsd:integer .").Inconsistencies);
        Assert.Equal(new Literal("x", Xsd.Integer), found.Term);
        Assert.Equal(TestGraph.Triple(":a :p 'x'^^xsd:integer"), Assert.Single(found.Premises));
        Assert.Contains("ill-typed", found.ToString(), StringComparison.Ordinal);
        Assert.True(TestGraph.Infer(EntailmentRegime.Rdfs, ":a :p 'x'^^xsd:integer .").IsConsistent);
    }

    [Fact]
    public void Inference_StopsWhenCancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Inference.Compute(
            TestGraph.Snapshot(":a :p :b ."), new EntailmentOptions { Regime = EntailmentRegime.Rdfs }, cancellation: stop.Token));
    }

    [Fact]
    public void Inference_StopsAtItsLimits()
    {
        // 300 equal things with 300 × 300 pairs, each with properties.
        var graph = string.Concat(Enumerable.Range(0, 300).Select(i => $":s{i} owl:sameAs :s{i + 1} ; :p{i} :o{i} .\n"));
        var snapshot = TestGraph.Snapshot(graph);
        var memory = Assert.Throws<EntailmentLimitException>(() => Inference.Compute(
            snapshot, new EntailmentOptions { Regime = EntailmentRegime.OwlRl, MemoryMB = 1 }, null, TestContext.Current.CancellationToken));
        Assert.Contains("1 MB", memory.Message, StringComparison.Ordinal);
        var time = Assert.Throws<EntailmentLimitException>(() => Inference.Compute(
            snapshot, new EntailmentOptions { Regime = EntailmentRegime.OwlRl, Timeout = TimeSpan.FromTicks(1) }, null,
            TestContext.Current.CancellationToken));
        Assert.Contains("longer", time.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_EndsWithNothingPending()
    {
        var last = default(EntailmentProgress);
        var inference = Inference.Compute(
            TestGraph.Snapshot(":C rdfs:subClassOf :D . :a a :C ."), new EntailmentOptions { Regime = EntailmentRegime.Rdfs },
            new Told(progress => last = progress), TestContext.Current.CancellationToken);
        Assert.Equal(0, last.Pending);
        Assert.True(last.Inferred + last.Asserted >= inference.Count);
    }

    private static void AssertGrounded(Inference inference, Triple triple, HashSet<Triple> above)
    {
        Assert.True(above.Add(triple), $"{triple} needs itself");
        foreach (var premise in inference.Explain(triple)!.Premises)
        {
            AssertGrounded(inference, premise, above);
        }

        above.Remove(triple);
    }

    private sealed class Told(Action<EntailmentProgress> tell) : IProgress<EntailmentProgress>
    {
        public void Report(EntailmentProgress value) => tell(value);
    }
}
