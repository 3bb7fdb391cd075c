using System.Collections.Immutable;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// Every rule that is run, by its name in its recommendation. Patterns are those of SPARQL; <c>kg:</c> are relations between the nodes of
/// lists that no graph and no answer contains: they spell out the rules that speak of lists of any length. A predicate <c>?_k</c> stands
/// for such a relation only, any other predicate variable never does.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-semantics/#entailment_rules"/>
/// <seealso href="https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules"/>
public static class RuleTable
{
    // Conclusions that no pattern can state: see TermPatterns and DatatypeClashes.
    internal static readonly EntailmentRule Axiom = Words("axiom", "an axiomatic triple of the vocabulary", "it holds");
    internal static readonly EntailmentRule CanonicalLiteral = Words("D", "a literal of a recognised datatype", "the canonical literal of its value");
    internal static readonly EntailmentRule RdfD1 = Words("rdfD1", "a literal of a recognised datatype appears", "its value is of each datatype that contains it");
    internal static readonly EntailmentRule RdfD2 = Words("rdfD2", "a triple with predicate ?p appears", "?p rdf:type rdf:Property");
    internal static readonly EntailmentRule Rdfs4 = Words("rdfs4", "a triple with ?x appears", "?x rdf:type rdfs:Resource");
    internal static readonly EntailmentRule Rdfs14 = Words("rdfs14", "a triple term appears", "it is an rdfs:Proposition");
    internal static readonly EntailmentRule EqRef = Words("eq-ref", "a triple with ?x that is no literal and no triple term", "?x owl:sameAs ?x");
    internal static readonly EntailmentRule IllTyped = Words("ill-typed literal", "the lexical form is not in the lexical space of its recognised datatype", "false");
    internal static readonly EntailmentRule NotType = Words("dt-not-type", "a literal is of a recognised datatype that does not contain its value", "false");
    internal static readonly EntailmentRule DisjointTypes = Words("datatype clash", "a resource is of two recognised datatypes whose values differ", "false");
    internal static readonly EntailmentRule DifferentLiterals = Words("dt-diff", "literals of different values are said to be the same", "false");

    private static readonly ImmutableArray<EntailmentRule> s_rdf =
        [Axiom, CanonicalLiteral, RdfD1, RdfD2, IllTyped, NotType, DisjointTypes];

    private static readonly ImmutableArray<EntailmentRule> s_rdfs =
    [
        .. s_rdf, Rdfs4, Rdfs14,
        new("rdfs2", "?p rdfs:domain ?c . ?x ?p ?y", "?x rdf:type ?c"),
        new("rdfs3", "?p rdfs:range ?c . ?x ?p ?y", "?y rdf:type ?c"),
        new("rdfs5", "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r", "?p rdfs:subPropertyOf ?r"),
        new("rdfs6", "?p rdf:type rdf:Property", "?p rdfs:subPropertyOf ?p"),
        new("rdfs7", "?p rdfs:subPropertyOf ?q . ?p != ?q . ?x ?p ?y", "?x ?q ?y"),
        new("rdfs8", "?c rdf:type rdfs:Class", "?c rdfs:subClassOf rdfs:Resource"),
        new("rdfs9", "?c rdfs:subClassOf ?d . ?c != ?d . ?x rdf:type ?c", "?x rdf:type ?d"),
        new("rdfs10", "?c rdf:type rdfs:Class", "?c rdfs:subClassOf ?c"),
        new("rdfs11", "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e", "?c rdfs:subClassOf ?e"),
        new("rdfs12", "?p rdf:type rdfs:ContainerMembershipProperty", "?p rdfs:subPropertyOf rdfs:member"),
        new("rdfs13", "?d rdf:type rdfs:Datatype", "?d rdfs:subClassOf rdfs:Literal"),
    ];

    // OWL 2 Profiles §4.3, tables 4 to 9, in their order.
    private static readonly ImmutableArray<EntailmentRule> s_owlRl =
    [
        Axiom, CanonicalLiteral, RdfD1, IllTyped, NotType, DisjointTypes, DifferentLiterals,

        // Table 4: equality
        EqRef,
        new("eq-sym", "?x owl:sameAs ?y", "?y owl:sameAs ?x"),
        new("eq-trans", "?x owl:sameAs ?y . ?x != ?y . ?y owl:sameAs ?z . ?y != ?z", "?x owl:sameAs ?z"),
        new("eq-rep", "?x owl:sameAs ?y . ?x != ?y", "?x kg:same ?y"),
        new("eq-rep-s", "?s kg:same ?t . ?s ?p ?o", "?t ?p ?o"),
        new("eq-rep-p", "?p kg:same ?q . ?s ?p ?o", "?s ?q ?o"),
        new("eq-rep-o", "?o kg:same ?t . ?s ?p ?o", "?s ?p ?t"),
        new("eq-diff1", "?x owl:sameAs ?y . ?x owl:differentFrom ?y", "false"),
        new("eq-diff2", "?a rdf:type owl:AllDifferent . ?a owl:members ?l . ?l kg:node ?m . ?l kg:node ?n . ?m != ?n "
            + ". ?m rdf:first ?x . ?n rdf:first ?y . ?x owl:sameAs ?y", "false"),
        new("eq-diff3", "?a rdf:type owl:AllDifferent . ?a owl:distinctMembers ?l . ?l kg:node ?m . ?l kg:node ?n . ?m != ?n "
            + ". ?m rdf:first ?x . ?n rdf:first ?y . ?x owl:sameAs ?y", "false"),

        // Table 5: properties; prp-ap is among the axioms
        new("prp-dom", "?p rdfs:domain ?c . ?x ?p ?y", "?x rdf:type ?c"),
        new("prp-rng", "?p rdfs:range ?c . ?x ?p ?y", "?y rdf:type ?c"),
        new("prp-fp", "?p rdf:type owl:FunctionalProperty . ?x ?p ?y . ?x ?p ?z . ?y != ?z", "?y owl:sameAs ?z"),
        new("prp-ifp", "?p rdf:type owl:InverseFunctionalProperty . ?x ?p ?z . ?y ?p ?z . ?x != ?y", "?x owl:sameAs ?y"),
        new("prp-irp", "?p rdf:type owl:IrreflexiveProperty . ?x ?p ?x", "false"),
        new("prp-symp", "?p rdf:type owl:SymmetricProperty . ?x ?p ?y", "?y ?p ?x"),
        new("prp-asyp", "?p rdf:type owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x", "false"),
        new("prp-trp", "?p rdf:type owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z", "?x ?p ?z"),
        new("prp-spo1", "?p rdfs:subPropertyOf ?q . ?p != ?q . ?x ?p ?y", "?x ?q ?y"),
        new("prp-spo2", "?p owl:propertyChainAxiom ?l", "?l kg:chain kg:along(?l)"),
        new("prp-spo2", "?l kg:chain ?k . ?l rdf:rest ?r . ?r rdf:first ?q", "?r kg:chain kg:along(?r)"),
        new("prp-spo2", "?l kg:chain ?_k . ?l rdf:rest rdf:nil . ?l rdf:first ?q . ?x ?q ?y", "?x ?_k ?y"),
        new("prp-spo2", "?l kg:chain ?_k . ?l rdf:rest ?r . ?r kg:chain ?_j . ?l rdf:first ?q . ?x ?q ?y . ?y ?_j ?z", "?x ?_k ?z"),
        new("prp-spo2", "?p owl:propertyChainAxiom ?l . ?l kg:chain ?_k . ?x ?_k ?y", "?x ?p ?y"),
        new("prp-eqp1", "?p owl:equivalentProperty ?q . ?p != ?q . ?x ?p ?y", "?x ?q ?y"),
        new("prp-eqp2", "?p owl:equivalentProperty ?q . ?p != ?q . ?x ?q ?y", "?x ?p ?y"),
        new("prp-pdw", "?p owl:propertyDisjointWith ?q . ?x ?p ?y . ?x ?q ?y", "false"),
        new("prp-adp", "?a rdf:type owl:AllDisjointProperties . ?a owl:members ?l . ?l kg:node ?m . ?l kg:node ?n . ?m != ?n "
            + ". ?m rdf:first ?p . ?n rdf:first ?q . ?x ?p ?y . ?x ?q ?y", "false"),
        new("prp-inv1", "?p owl:inverseOf ?q . ?x ?p ?y", "?y ?q ?x"),
        new("prp-inv2", "?p owl:inverseOf ?q . ?x ?q ?y", "?y ?p ?x"),
        new("prp-key", "?c owl:hasKey ?l", "?l kg:key kg:agree(?l) . ?l kg:keyOf ?c"),
        new("prp-key", "?l kg:key ?k . ?l kg:keyOf ?c . ?l rdf:rest ?r . ?r rdf:first ?q", "?r kg:key kg:agree(?r) . ?r kg:keyOf ?c"),
        new("prp-key", "?l kg:key ?_k . ?l rdf:rest rdf:nil . ?l kg:keyOf ?c . ?l rdf:first ?q . ?x ?q ?z . ?x rdf:type ?c "
            + ". ?y ?q ?z . ?x != ?y . ?y rdf:type ?c", "?x ?_k ?y"),
        new("prp-key", "?l kg:key ?_k . ?l rdf:rest ?r . ?r kg:key ?_j . ?l rdf:first ?q . ?x ?_j ?y . ?x ?q ?z . ?y ?q ?z", "?x ?_k ?y"),
        new("prp-key", "?c owl:hasKey ?l . ?l kg:key ?_k . ?x ?_k ?y . ?x rdf:type ?c . ?y rdf:type ?c", "?x owl:sameAs ?y"),
        new("prp-npa1", "?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetIndividual ?y . ?x ?p ?y", "false"),
        new("prp-npa2", "?n owl:sourceIndividual ?x . ?n owl:assertionProperty ?p . ?n owl:targetValue ?y . ?x ?p ?y", "false"),

        // Table 6: classes; cls-thing and cls-nothing1 are among the axioms
        new("cls-nothing2", "?x rdf:type owl:Nothing", "false"),
        new("cls-int1", "?c owl:intersectionOf ?l", "?l kg:intersection ?l"),
        new("cls-int1", "?l kg:intersection ?n . ?n rdf:rest ?r . ?r rdf:first ?d", "?l kg:intersection ?r"),
        new("cls-int1", "?l kg:intersection ?n . ?n rdf:rest rdf:nil . ?n rdf:first ?d . ?x rdf:type ?d", "?x kg:inAll ?n"),
        new("cls-int1", "?l kg:intersection ?n . ?n rdf:rest ?r . ?n rdf:first ?d . ?x kg:inAll ?r . ?x rdf:type ?d", "?x kg:inAll ?n"),
        new("cls-int1", "?c owl:intersectionOf ?l . ?x kg:inAll ?l", "?x rdf:type ?c"),
        new("cls-int2", "?c owl:intersectionOf ?l . ?l kg:node ?n . ?n rdf:first ?d . ?x rdf:type ?c", "?x rdf:type ?d"),
        new("cls-uni", "?c owl:unionOf ?l . ?l kg:node ?n . ?n rdf:first ?d . ?x rdf:type ?d", "?x rdf:type ?c"),
        new("cls-com", "?c owl:complementOf ?d . ?x rdf:type ?c . ?x rdf:type ?d", "false"),
        new("cls-svf1", "?c owl:someValuesFrom ?d . ?c owl:onProperty ?p . ?x ?p ?y . ?y rdf:type ?d", "?x rdf:type ?c"),
        new("cls-svf2", "?c owl:someValuesFrom owl:Thing . ?c owl:onProperty ?p . ?x ?p ?y", "?x rdf:type ?c"),
        new("cls-avf", "?c owl:allValuesFrom ?d . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?y", "?y rdf:type ?d"),
        new("cls-hv1", "?c owl:hasValue ?y . ?c owl:onProperty ?p . ?x rdf:type ?c", "?x ?p ?y"),
        new("cls-hv2", "?c owl:hasValue ?y . ?c owl:onProperty ?p . ?x ?p ?y", "?x rdf:type ?c"),
        new("cls-maxc1", "?c owl:maxCardinality 0 . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?y", "false"),
        new("cls-maxc2", "?c owl:maxCardinality 1 . ?c owl:onProperty ?p . ?x rdf:type ?c . ?x ?p ?y . ?x ?p ?z . ?y != ?z", "?y owl:sameAs ?z"),
        new("cls-maxqc1", "?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass ?d . ?x rdf:type ?c . ?x ?p ?y "
            + ". ?y rdf:type ?d", "false"),
        new("cls-maxqc2", "?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing . ?x rdf:type ?c . ?x ?p ?y", "false"),
        new("cls-maxqc3", "?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass ?d . ?x rdf:type ?c . ?x ?p ?y "
            + ". ?y rdf:type ?d . ?x ?p ?z . ?y != ?z . ?z rdf:type ?d", "?y owl:sameAs ?z"),
        new("cls-maxqc4", "?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing . ?x rdf:type ?c . ?x ?p ?y "
            + ". ?x ?p ?z . ?y != ?z", "?y owl:sameAs ?z"),
        new("cls-oo", "?c owl:oneOf ?l . ?l kg:node ?n . ?n rdf:first ?y", "?y rdf:type ?c"),

        // Table 7: class axioms
        new("cax-sco", "?c rdfs:subClassOf ?d . ?c != ?d . ?x rdf:type ?c", "?x rdf:type ?d"),
        new("cax-eqc1", "?c owl:equivalentClass ?d . ?c != ?d . ?x rdf:type ?c", "?x rdf:type ?d"),
        new("cax-eqc2", "?c owl:equivalentClass ?d . ?c != ?d . ?x rdf:type ?d", "?x rdf:type ?c"),
        new("cax-dw", "?c owl:disjointWith ?d . ?x rdf:type ?c . ?x rdf:type ?d", "false"),
        new("cax-adc", "?a rdf:type owl:AllDisjointClasses . ?a owl:members ?l . ?l kg:node ?m . ?l kg:node ?n . ?m != ?n "
            + ". ?m rdf:first ?c . ?n rdf:first ?d . ?x rdf:type ?c . ?x rdf:type ?d", "false"),

        // Table 8: dt-type1 is among the axioms, dt-type2 is rdfD1, dt-eq is D, dt-diff and dt-not-type stand above

        // Table 9: the schema
        new("scm-cls", "?c rdf:type owl:Class", "?c rdfs:subClassOf ?c . ?c owl:equivalentClass ?c . ?c rdfs:subClassOf owl:Thing "
            + ". owl:Nothing rdfs:subClassOf ?c"),
        new("scm-sco", "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e", "?c rdfs:subClassOf ?e"),
        new("scm-eqc1", "?c owl:equivalentClass ?d", "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c"),
        new("scm-eqc2", "?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?c", "?c owl:equivalentClass ?d"),
        new("scm-op", "?p rdf:type owl:ObjectProperty", "?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p"),
        new("scm-dp", "?p rdf:type owl:DatatypeProperty", "?p rdfs:subPropertyOf ?p . ?p owl:equivalentProperty ?p"),
        new("scm-spo", "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r", "?p rdfs:subPropertyOf ?r"),
        new("scm-eqp1", "?p owl:equivalentProperty ?q", "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p"),
        new("scm-eqp2", "?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p", "?p owl:equivalentProperty ?q"),
        new("scm-dom1", "?p rdfs:domain ?c . ?c rdfs:subClassOf ?d", "?p rdfs:domain ?d"),
        new("scm-dom2", "?q rdfs:domain ?c . ?p rdfs:subPropertyOf ?q", "?p rdfs:domain ?c"),
        new("scm-rng1", "?p rdfs:range ?c . ?c rdfs:subClassOf ?d", "?p rdfs:range ?d"),
        new("scm-rng2", "?q rdfs:range ?c . ?p rdfs:subPropertyOf ?q", "?p rdfs:range ?c"),
        new("scm-hv", "?c owl:hasValue ?y . ?c owl:onProperty ?p . ?d owl:hasValue ?y . ?d owl:onProperty ?q . ?p rdfs:subPropertyOf ?q",
            "?c rdfs:subClassOf ?d"),
        new("scm-svf1", "?c owl:someValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?z . ?d owl:onProperty ?p "
            + ". ?y rdfs:subClassOf ?z", "?c rdfs:subClassOf ?d"),
        new("scm-svf2", "?c owl:someValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:someValuesFrom ?y . ?d owl:onProperty ?q "
            + ". ?p rdfs:subPropertyOf ?q", "?c rdfs:subClassOf ?d"),
        new("scm-avf1", "?c owl:allValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?z . ?d owl:onProperty ?p "
            + ". ?y rdfs:subClassOf ?z", "?c rdfs:subClassOf ?d"),
        new("scm-avf2", "?c owl:allValuesFrom ?y . ?c owl:onProperty ?p . ?d owl:allValuesFrom ?y . ?d owl:onProperty ?q "
            + ". ?p rdfs:subPropertyOf ?q", "?d rdfs:subClassOf ?c"),
        new("scm-int", "?c owl:intersectionOf ?l . ?l kg:node ?n . ?n rdf:first ?d", "?c rdfs:subClassOf ?d"),
        new("scm-uni", "?c owl:unionOf ?l . ?l kg:node ?n . ?n rdf:first ?d", "?d rdfs:subClassOf ?c"),

        // The nodes of the lists that the rules above speak of.
        new("list", "?c owl:intersectionOf ?l", "?l kg:node ?l"),
        new("list", "?c owl:unionOf ?l", "?l kg:node ?l"),
        new("list", "?c owl:oneOf ?l", "?l kg:node ?l"),
        new("list", "?a owl:members ?l", "?l kg:node ?l"),
        new("list", "?a owl:distinctMembers ?l", "?l kg:node ?l"),
        new("list", "?l kg:node ?n . ?n rdf:rest ?r . ?r rdf:first ?y", "?l kg:node ?r"),
    ];

    /// <summary>Rules of the recommendations that are not run as they stand, and why. The conclusions named are drawn all the same.</summary>
    public static ImmutableArray<(string Rule, string Why)> NotRun { get; } =
    [
        ("eq-ref of literals", "a literal is no subject, and nothing follows from it being itself"),
        ("dt-eq", "literals of one value become one canonical literal, as SPARQL 1.1 Entailment Regimes §4 demands of solutions"),
        ("dt-diff", "pairs of different literals are not listed; each is checked where two literals are said to be the same"),
        ("dt-type2, rdfD1 of every datatype", "run only for datatypes that the data says something about, beyond ranges: else no triple follows"),
        ("rdfs4, rdfs14 of literals and triple terms", "they are no subjects of triples; run when entailment between graphs is decided"),
        ("rdfD1a, rdfs14a", "what exists without a name is found when entailment between graphs is decided"),
    ];

    /// <summary>The rules of a regime.</summary>
    /// <param name="regime">The regime.</param>
    public static ImmutableArray<EntailmentRule> Of(EntailmentRegime regime) => regime switch
    {
        EntailmentRegime.None => [Axiom, CanonicalLiteral, IllTyped],
        EntailmentRegime.Rdf => s_rdf,
        EntailmentRegime.OwlRl => s_owlRl,
        _ => s_rdfs,
    };

    /// <summary>The place of a rule among those of a regime; one that no rule has, if the regime is without it.</summary>
    internal static byte NumberOf(ImmutableArray<EntailmentRule> rules, EntailmentRule rule) =>
        rules.IndexOf(rule) is >= 0 and var number ? (byte)number : (byte)(byte.MaxValue - 1);

    private static EntailmentRule Words(string name, string body, string head) => new(name, body, head, IsPattern: false);
}
