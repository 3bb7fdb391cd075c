using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>Every rule: a graph, what follows from it, and that the derivation names the rule.</summary>
public sealed class RuleTests
{
    /// <summary>Rule, graph, one conclusion.</summary>
    public static TheoryData<string, string, string> Conclusions => new()
    {
        { "rdfD2", ":a :p :b .", ":p a rdf:Property" },
        { "rdfs2", ":p rdfs:domain :C . :a :p :b .", ":a a :C" },
        { "rdfs3", ":p rdfs:range :C . :a :p :b .", ":b a :C" },
        { "rdfs4", ":a :p :b .", ":b a rdfs:Resource" },
        { "rdfs4", ":a :says <<( :b :p :c )>> .", ":c a rdfs:Resource" },
        { "rdfs5", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":p rdfs:subPropertyOf :r" },
        { "rdfs6", ":p a rdf:Property .", ":p rdfs:subPropertyOf :p" },
        { "rdfs7", ":p rdfs:subPropertyOf :q . :a :p :b .", ":a :q :b" },
        { "rdfs8", ":C a rdfs:Class .", ":C rdfs:subClassOf rdfs:Resource" },
        { "rdfs9", ":C rdfs:subClassOf :D . :a a :C .", ":a a :D" },
        { "rdfs10", ":C a rdfs:Class .", ":C rdfs:subClassOf :C" },
        { "rdfs11", ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .", ":C rdfs:subClassOf :E" },
        { "rdfs12", ":a rdf:_3 :b .", "rdf:_3 rdfs:subPropertyOf rdfs:member" },
        { "rdfs13", ":D a rdfs:Datatype .", ":D rdfs:subClassOf rdfs:Literal" },
        { "axiom", ":a rdf:_3 :b .", "rdf:_3 a rdfs:ContainerMembershipProperty" },
        { "axiom", ":a :p :b .", "rdf:reifies rdfs:range rdfs:Proposition" },
        { "rdfs3", ":a rdf:reifies :b .", ":b a rdfs:Proposition" },
        { "eq-ref", ":a :p :b .", ":b owl:sameAs :b" },
        { "eq-sym", ":a owl:sameAs :b .", ":b owl:sameAs :a" },
        { "eq-trans", ":a owl:sameAs :b . :b owl:sameAs :c .", ":a owl:sameAs :c" },
        { "eq-rep-s", ":a owl:sameAs :b . :a :p :c .", ":b :p :c" },
        { "eq-rep-p", ":p owl:sameAs :q . :a :p :c .", ":a :q :c" },
        { "eq-rep-o", ":a owl:sameAs :b . :c :p :a .", ":c :p :b" },
        { "prp-dom", ":p rdfs:domain :C . :a :p :b .", ":a a :C" },
        { "prp-rng", ":p rdfs:range :C . :a :p :b .", ":b a :C" },
        { "prp-fp", ":p a owl:FunctionalProperty . :a :p :b, :c .", ":b owl:sameAs :c" },
        { "prp-ifp", ":p a owl:InverseFunctionalProperty . :b :p :a . :c :p :a .", ":b owl:sameAs :c" },
        { "prp-symp", ":p a owl:SymmetricProperty . :a :p :b .", ":b :p :a" },
        { "prp-trp", ":p a owl:TransitiveProperty . :a :p :b . :b :p :c .", ":a :p :c" },
        { "prp-spo1", ":p rdfs:subPropertyOf :q . :a :p :b .", ":a :q :b" },
        { "prp-spo2", ":p owl:propertyChainAxiom ( :q :r :s ) . :a :q :b . :b :r :c . :c :s :d .", ":a :p :d" },
        { "prp-spo2", ":p owl:propertyChainAxiom ( :q ) . :a :q :b .", ":a :p :b" },
        { "prp-eqp1", ":p owl:equivalentProperty :q . :a :p :b .", ":a :q :b" },
        { "prp-eqp2", ":p owl:equivalentProperty :q . :a :q :b .", ":a :p :b" },
        { "prp-inv1", ":p owl:inverseOf :q . :a :p :b .", ":b :q :a" },
        { "prp-inv2", ":p owl:inverseOf :q . :a :q :b .", ":b :p :a" },
        { "prp-key", ":C owl:hasKey ( :p :q ) . :a a :C ; :p 1 ; :q :x . :b a :C ; :p 1 ; :q :x .", ":a owl:sameAs :b" },
        { "cls-int1", ":C owl:intersectionOf ( :D :E :F ) . :a a :D, :E, :F .", ":a a :C" },
        { "cls-int2", ":C owl:intersectionOf ( :D :E ) . :a a :C .", ":a a :E" },
        { "cls-uni", ":C owl:unionOf ( :D :E ) . :a a :E .", ":a a :C" },
        { "cls-svf1", ":C owl:someValuesFrom :D ; owl:onProperty :p . :a :p :b . :b a :D .", ":a a :C" },
        { "cls-svf2", ":C owl:someValuesFrom owl:Thing ; owl:onProperty :p . :a :p :b .", ":a a :C" },
        { "cls-avf", ":C owl:allValuesFrom :D ; owl:onProperty :p . :a a :C ; :p :b .", ":b a :D" },
        { "cls-hv1", ":C owl:hasValue 7 ; owl:onProperty :p . :a a :C .", ":a :p 7" },
        { "cls-hv2", ":C owl:hasValue :v ; owl:onProperty :p . :a :p :v .", ":a a :C" },
        { "cls-maxc2", ":C owl:maxCardinality '1'^^xsd:nonNegativeInteger ; owl:onProperty :p . :a a :C ; :p :b, :c .", ":b owl:sameAs :c" },
        {
            "cls-maxqc3", """
            :C owl:maxQualifiedCardinality '1'^^xsd:nonNegativeInteger ; owl:onProperty :p ; owl:onClass :D . :a a :C ; :p :b, :c .
            :b a :D . :c a :D .
            """, ":b owl:sameAs :c"
        },
        { "cls-maxqc4", ":C owl:maxQualifiedCardinality 1 ; owl:onProperty :p ; owl:onClass owl:Thing . :a a :C ; :p :b, :c .", ":b owl:sameAs :c" },
        { "cls-oo", ":C owl:oneOf ( :a :b ) .", ":b a :C" },
        { "cax-sco", ":C rdfs:subClassOf :D . :a a :C .", ":a a :D" },
        { "cax-eqc1", ":C owl:equivalentClass :D . :a a :C .", ":a a :D" },
        { "cax-eqc2", ":C owl:equivalentClass :D . :a a :D .", ":a a :C" },
        { "rdfD1", "xsd:integer rdfs:subClassOf :Number . :C owl:someValuesFrom :Number ; owl:onProperty :p . :a :p 5 .", ":a a :C" },
        { "scm-cls", ":C a owl:Class .", "owl:Nothing rdfs:subClassOf :C" },
        { "scm-sco", ":C rdfs:subClassOf :D . :D rdfs:subClassOf :E .", ":C rdfs:subClassOf :E" },
        { "scm-eqc1", ":C owl:equivalentClass :D .", ":D rdfs:subClassOf :C" },
        { "scm-eqc2", ":C rdfs:subClassOf :D . :D rdfs:subClassOf :C .", ":C owl:equivalentClass :D" },
        { "scm-op", ":p a owl:ObjectProperty .", ":p rdfs:subPropertyOf :p" },
        { "scm-dp", ":p a owl:DatatypeProperty .", ":p owl:equivalentProperty :p" },
        { "scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":p rdfs:subPropertyOf :r" },
        { "scm-eqp1", ":p owl:equivalentProperty :q .", ":q rdfs:subPropertyOf :p" },
        { "scm-eqp2", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .", ":p owl:equivalentProperty :q" },
        { "scm-dom1", ":p rdfs:domain :C . :C rdfs:subClassOf :D .", ":p rdfs:domain :D" },
        { "scm-dom2", ":p rdfs:subPropertyOf :q . :q rdfs:domain :C .", ":p rdfs:domain :C" },
        { "scm-rng1", ":p rdfs:range :C . :C rdfs:subClassOf :D .", ":p rdfs:range :D" },
        { "scm-rng2", ":p rdfs:subPropertyOf :q . :q rdfs:range :C .", ":p rdfs:range :C" },
        { "scm-hv", ":C owl:hasValue :v ; owl:onProperty :p . :D owl:hasValue :v ; owl:onProperty :q . :p rdfs:subPropertyOf :q .", ":C rdfs:subClassOf :D" },
        {
            "scm-svf1", ":C owl:someValuesFrom :X ; owl:onProperty :p . :D owl:someValuesFrom :Y ; owl:onProperty :p . :X rdfs:subClassOf :Y .",
            ":C rdfs:subClassOf :D"
        },
        {
            "scm-svf2", ":C owl:someValuesFrom :X ; owl:onProperty :p . :D owl:someValuesFrom :X ; owl:onProperty :q . :p rdfs:subPropertyOf :q .",
            ":C rdfs:subClassOf :D"
        },
        {
            "scm-avf1", ":C owl:allValuesFrom :X ; owl:onProperty :p . :D owl:allValuesFrom :Y ; owl:onProperty :p . :X rdfs:subClassOf :Y .",
            ":C rdfs:subClassOf :D"
        },
        {
            "scm-avf2", ":C owl:allValuesFrom :X ; owl:onProperty :p . :D owl:allValuesFrom :X ; owl:onProperty :q . :p rdfs:subPropertyOf :q .",
            ":D rdfs:subClassOf :C"
        },
        { "scm-int", ":C owl:intersectionOf ( :D :E ) .", ":C rdfs:subClassOf :E" },
        { "scm-uni", ":C owl:unionOf ( :D :E ) .", ":E rdfs:subClassOf :C" },
        { "D", ":a :p '007'^^xsd:int .", ":a :p 7" },
    };

    /// <summary>Rule, graph that contradicts itself, a graph next to it that does not.</summary>
    public static TheoryData<string, string, string> Contradictions => new()
    {
        { "eq-diff1", ":a owl:sameAs :b ; owl:differentFrom :b .", ":a owl:sameAs :b ; owl:differentFrom :c ." },
        {
            "eq-diff2", "[] a owl:AllDifferent ; owl:members ( :a :b :c ) . :a owl:sameAs :c .",
            "[] a owl:AllDifferent ; owl:members ( :a :b :c ) . :a owl:sameAs :d ."
        },
        {
            "eq-diff3", "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) . :a owl:sameAs :b .",
            "[] a owl:AllDifferent ; owl:distinctMembers ( :a :b ) ."
        },
        { "prp-irp", ":p a owl:IrreflexiveProperty . :a :p :a .", ":p a owl:IrreflexiveProperty . :a :p :b ." },
        { "prp-asyp", ":p a owl:AsymmetricProperty . :a :p :b . :b :p :a .", ":p a owl:AsymmetricProperty . :a :p :b ." },
        { "prp-pdw", ":p owl:propertyDisjointWith :q . :a :p :b ; :q :b .", ":p owl:propertyDisjointWith :q . :a :p :b ; :q :c ." },
        {
            "prp-adp", "[] a owl:AllDisjointProperties ; owl:members ( :p :q :r ) . :a :p :b ; :r :b .",
            "[] a owl:AllDisjointProperties ; owl:members ( :p :q ) . :a :p :b ; :r :b ."
        },
        {
            "prp-npa1", "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b . :a :p :b .",
            "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetIndividual :b . :a :p :c ."
        },
        {
            "prp-npa2", "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 . :a :p 1 .",
            "[] owl:sourceIndividual :a ; owl:assertionProperty :p ; owl:targetValue 1 . :a :p 2 ."
        },
        { "cls-nothing2", ":C rdfs:subClassOf owl:Nothing . :a a :C .", ":C rdfs:subClassOf owl:Nothing ." },
        { "cls-com", ":C owl:complementOf :D . :a a :C, :D .", ":C owl:complementOf :D . :a a :C . :b a :D ." },
        {
            "cls-maxc1", ":C owl:maxCardinality '0'^^xsd:nonNegativeInteger ; owl:onProperty :p . :a a :C ; :p :b .",
            ":C owl:maxCardinality '0'^^xsd:nonNegativeInteger ; owl:onProperty :p . :a a :C ; :q :b ."
        },
        {
            "cls-maxqc1", ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass :D . :a a :C ; :p :b . :b a :D .",
            ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass :D . :a a :C ; :p :b ."
        },
        {
            "cls-maxqc2", ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass owl:Thing . :a a :C ; :p :b .",
            ":C owl:maxQualifiedCardinality 0 ; owl:onProperty :p ; owl:onClass owl:Thing . :a a :C ."
        },
        { "cax-dw", ":C owl:disjointWith :D . :a a :C, :D .", ":C owl:disjointWith :D . :a a :C . :b a :D ." },
        {
            "cax-adc", "[] a owl:AllDisjointClasses ; owl:members ( :C :D :E ) . :a a :C, :E .",
            "[] a owl:AllDisjointClasses ; owl:members ( :C :D ) . :a a :C, :E ."
        },
        { "ill-typed literal", ":a :p 'x'^^xsd:integer .", ":a :p '1'^^xsd:integer ." },
        { "ill-typed literal", ":a :says <<( :b :p 'x'^^xsd:integer )>> .", ":a :says <<( :b :p 'x'^^:unknown )>> ." },
        { "dt-not-type", ":p rdfs:range xsd:integer . :a :p 'x' .", ":p rdfs:range xsd:decimal . :a :p 1 ." },
        { "dt-not-type", ":p rdfs:range xsd:byte . :a :p 128 .", ":p rdfs:range xsd:byte . :a :p 127 ." },
        { "datatype clash", ":a a xsd:integer, xsd:boolean .", ":a a xsd:integer, xsd:decimal ." },
        { "datatype clash", ":a a xsd:positiveInteger, xsd:negativeInteger .", ":a a xsd:positiveInteger, xsd:byte ." },
        { "dt-diff", ":p a owl:FunctionalProperty . :a :p 1, 2 .", ":p a owl:FunctionalProperty . :a :p 1, '01'^^xsd:int ." },
    };

    [Theory]
    [MemberData(nameof(Conclusions))]
    public void Rule_GivesItsConclusion(string rule, string graph, string conclusion)
    {
        var inference = TestGraph.Infer(RegimeOf(rule), graph);
        var triple = TestGraph.Triple(conclusion);

        Assert.Contains(triple, inference.Triples);
        Assert.Empty(inference.Inconsistencies);
        var derivation = inference.Explain(triple);
        Assert.NotNull(derivation);
        Assert.Equal(rule == "rdfD1" ? "cls-svf1" : rule, derivation.Rule?.Name);
        Assert.All(derivation.Premises, premise => Assert.NotNull(inference.Explain(premise)));
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Rule_FindsItsContradictionAndNothingElse(string rule, string wrong, string right)
    {
        var found = TestGraph.Infer(EntailmentRegime.OwlRl, wrong);
        Assert.Contains(rule, found.Inconsistencies.Select(inconsistency => inconsistency.Rule.Name));
        Assert.False(found.IsConsistent);
        Assert.NotEmpty(found.Inconsistencies[0].Premises);
        Assert.Empty(TestGraph.Infer(EntailmentRegime.OwlRl, right).Inconsistencies);
    }

    [Fact]
    public void EveryRuleOfTheTable_IsTestedHere()
    {
        var tested = Conclusions.Select(row => row.Data.Item1).Concat(Contradictions.Select(row => row.Data.Item1)).ToHashSet();
        var rules = RuleTable.Of(EntailmentRegime.D).Concat(RuleTable.Of(EntailmentRegime.OwlRl)).Select(rule => rule.Name).ToHashSet();

        // Relations between list nodes and the pairs that differ: parts of the rules that use them. rdfs14: see GraphEntailmentTests.
        Assert.Equal(["eq-rep", "list", "rdfs14"], rules.Except(tested).Order(StringComparer.Ordinal));
        Assert.Empty(tested.Except(rules));
    }

    [Theory]
    [InlineData(EntailmentRegime.OwlRl, ":p owl:propertyChainAxiom ( :q :r ) . :a :q :b . :c :r :d .", ":a :p :d")]
    [InlineData(EntailmentRegime.OwlRl, ":C owl:intersectionOf ( :D :E ) . :a a :E .", ":a a :C")]
    [InlineData(EntailmentRegime.OwlRl, ":C owl:hasKey ( :p :q ) . :a a :C ; :p 1 ; :q 2 . :b a :C ; :p 1 ; :q 3 .", ":a owl:sameAs :b")]
    [InlineData(EntailmentRegime.OwlRl, ":C owl:hasKey ( :p ) . :a a :C ; :p 1 . :b :p 1 .", ":a owl:sameAs :b")]
    [InlineData(EntailmentRegime.OwlRl, ":C owl:oneOf ( :a ) . :D owl:unionOf ( :C ) . :b :p :a .", ":b a :D")]
    [InlineData(EntailmentRegime.Rdfs, ":D rdfs:subClassOf :C . :a a :C .", ":a a :D")]
    [InlineData(EntailmentRegime.Rdfs, ":a :p :b .", "rdf:_1 a rdfs:ContainerMembershipProperty")]
    [InlineData(EntailmentRegime.Rdf, ":C rdfs:subClassOf :D . :a a :C .", ":a a :D")]
    [InlineData(EntailmentRegime.None, ":a :p :b .", ":p a rdf:Property")]
    public void Rule_DoesNotGiveMore(EntailmentRegime regime, string graph, string conclusion) =>
        Assert.False(TestGraph.Infer(regime, graph).Adds(conclusion));

    [Fact]
    public void Rules_WorkThroughTriplesThatRdfForbids()
    {
        // "x" :q :s, which is no triple, lies between.
        Assert.True(TestGraph.Infer(EntailmentRegime.OwlRl, ":p owl:inverseOf :q . :r owl:inverseOf :q . :s :p 'x' .").Adds(":s :r 'x'"));
        Assert.True(TestGraph.Infer(EntailmentRegime.Rdfs, ":p rdfs:subPropertyOf _:b . _:b rdfs:domain :C . :a :p :c .").Adds(":a a :C"));
    }

    private static EntailmentRegime RegimeOf(string rule) => rule switch
    {
        "rdfD2" => EntailmentRegime.Rdf,
        "D" => EntailmentRegime.D,
        "axiom" => EntailmentRegime.Rdfs,
        _ when rule.StartsWith("rdfs", StringComparison.Ordinal) => EntailmentRegime.Rdfs,
        _ => EntailmentRegime.OwlRl,
    };
}
