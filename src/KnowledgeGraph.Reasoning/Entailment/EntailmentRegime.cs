namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>What follows from a graph: an entailment regime of SPARQL 1.1.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-entailment/"/>
public enum EntailmentRegime
{
    /// <summary>Simple entailment: a graph says what it says, and nothing is inferred.</summary>
    None,

    /// <summary>RDF entailment (§2): predicates are properties.</summary>
    Rdf,

    /// <summary>RDFS entailment (§3): classes, properties, domains, ranges.</summary>
    Rdfs,

    /// <summary>D-entailment (§4): RDFS with the datatypes of <see cref="DatatypeMap.All"/>; a literal is its value.</summary>
    D,

    /// <summary>The rules of OWL 2 RL/RDF, which are part of OWL 2 RDF-Based entailment (§5): see <see cref="RuleTable"/>.</summary>
    OwlRl,
}
