namespace KnowledgeGraph.Server.Ontologies;

/// <summary>What sort of term an ontology defines.</summary>
public enum OntologyTermKind
{
    /// <summary>A class.</summary>
    Class,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A list of values: a concept scheme.</summary>
    ListOfValues,

    /// <summary>A value: a concept of a scheme.</summary>
    Value,
}
