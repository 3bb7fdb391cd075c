namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// The axiomatic triples that do not depend on the graph (those of rdf:_1, rdf:_2 … are added where such a property occurs), one a line.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-semantics/#rdfs-interpretations"/>
internal static class Axioms
{
    // RDF 1.2 Semantics §8, RDF axioms
    private const string Rdf = """
        rdf:type rdf:type rdf:Property
        rdf:subject rdf:type rdf:Property
        rdf:predicate rdf:type rdf:Property
        rdf:object rdf:type rdf:Property
        rdf:reifies rdf:type rdf:Property
        rdf:first rdf:type rdf:Property
        rdf:rest rdf:type rdf:Property
        rdf:value rdf:type rdf:Property
        rdf:nil rdf:type rdf:List
        """;

    // §9, RDFS axiomatic triples
    private const string Rdfs = """
        rdf:type rdfs:domain rdfs:Resource
        rdf:reifies rdfs:domain rdfs:Resource
        rdfs:domain rdfs:domain rdf:Property
        rdfs:range rdfs:domain rdf:Property
        rdfs:subPropertyOf rdfs:domain rdf:Property
        rdfs:subClassOf rdfs:domain rdfs:Class
        rdf:subject rdfs:domain rdf:Statement
        rdf:predicate rdfs:domain rdf:Statement
        rdf:object rdfs:domain rdf:Statement
        rdfs:member rdfs:domain rdfs:Resource
        rdf:first rdfs:domain rdf:List
        rdf:rest rdfs:domain rdf:List
        rdfs:seeAlso rdfs:domain rdfs:Resource
        rdfs:isDefinedBy rdfs:domain rdfs:Resource
        rdfs:comment rdfs:domain rdfs:Resource
        rdfs:label rdfs:domain rdfs:Resource
        rdf:value rdfs:domain rdfs:Resource
        rdf:type rdfs:range rdfs:Class
        rdf:reifies rdfs:range rdfs:Proposition
        rdfs:domain rdfs:range rdfs:Class
        rdfs:range rdfs:range rdfs:Class
        rdfs:subPropertyOf rdfs:range rdf:Property
        rdfs:subClassOf rdfs:range rdfs:Class
        rdf:subject rdfs:range rdfs:Resource
        rdf:predicate rdfs:range rdfs:Resource
        rdf:object rdfs:range rdfs:Resource
        rdfs:member rdfs:range rdfs:Resource
        rdf:first rdfs:range rdfs:Resource
        rdf:rest rdfs:range rdf:List
        rdfs:seeAlso rdfs:range rdfs:Resource
        rdfs:isDefinedBy rdfs:range rdfs:Resource
        rdfs:comment rdfs:range rdfs:Literal
        rdfs:label rdfs:range rdfs:Literal
        rdf:value rdfs:range rdfs:Resource
        rdf:Alt rdfs:subClassOf rdfs:Container
        rdf:Bag rdfs:subClassOf rdfs:Container
        rdf:Seq rdfs:subClassOf rdfs:Container
        rdfs:ContainerMembershipProperty rdfs:subClassOf rdf:Property
        rdfs:Proposition rdfs:subClassOf rdfs:Resource
        rdfs:isDefinedBy rdfs:subPropertyOf rdfs:seeAlso
        rdfs:Datatype rdfs:subClassOf rdfs:Class
        """;

    // OWL 2 Profiles §4.3: prp-ap, cls-thing, cls-nothing1
    private const string OwlRl = """
        rdfs:label rdf:type owl:AnnotationProperty
        rdfs:comment rdf:type owl:AnnotationProperty
        rdfs:seeAlso rdf:type owl:AnnotationProperty
        rdfs:isDefinedBy rdf:type owl:AnnotationProperty
        owl:deprecated rdf:type owl:AnnotationProperty
        owl:versionInfo rdf:type owl:AnnotationProperty
        owl:priorVersion rdf:type owl:AnnotationProperty
        owl:backwardCompatibleWith rdf:type owl:AnnotationProperty
        owl:incompatibleWith rdf:type owl:AnnotationProperty
        owl:Thing rdf:type owl:Class
        owl:Nothing rdf:type owl:Class
        """;

    /// <summary>The triples of a regime, each as three names with prefixes.</summary>
    public static IEnumerable<string[]> Of(EntailmentRegime regime) => regime switch
    {
        EntailmentRegime.None => [],
        EntailmentRegime.Rdf => Lines(Rdf),
        EntailmentRegime.OwlRl => Lines(OwlRl),
        _ => Lines(Rdf).Concat(Lines(Rdfs)),
    };

    /// <summary>The triples about one container membership property, which stands for <c>?n</c>.</summary>
    public static IEnumerable<string[]> OfMembership(EntailmentRegime regime) => regime switch
    {
        EntailmentRegime.Rdf => [["?n", "rdf:type", "rdf:Property"]],
        EntailmentRegime.Rdfs or EntailmentRegime.D =>
        [
            ["?n", "rdf:type", "rdf:Property"],
            ["?n", "rdf:type", "rdfs:ContainerMembershipProperty"],
            ["?n", "rdfs:domain", "rdfs:Resource"],
            ["?n", "rdfs:range", "rdfs:Resource"],
        ],
        _ => [],
    };

    private static IEnumerable<string[]> Lines(string text) => text.Split('\n').Select(line => line.Trim().Split(' '));
}
