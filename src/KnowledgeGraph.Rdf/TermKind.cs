namespace KnowledgeGraph.Rdf;

/// <summary>The kinds of RDF 1.2 terms.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#section-triples"/>
public enum TermKind : byte
{
    /// <summary>No term. In the graph position of a quad: the default graph.</summary>
    None = 0,

    /// <summary>An IRI.</summary>
    Iri = 1,

    /// <summary>A blank node.</summary>
    BlankNode = 2,

    /// <summary>A literal.</summary>
    Literal = 3,

    /// <summary>A triple term (RDF 1.2 Concepts §3.1).</summary>
    TripleTerm = 4,
}
