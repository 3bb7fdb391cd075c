namespace KnowledgeGraph.Knowledge.Search;

/// <summary>What a text is to the thing it names.</summary>
public enum LabelKind
{
    /// <summary>Its label: rdfs:label, skos:prefLabel.</summary>
    Label,

    /// <summary>Its title or name: dcterms:title, dc:title, foaf:name, schema:name.</summary>
    Name,

    /// <summary>Another name: skos:altLabel, schema:alternateName.</summary>
    Alias,

    /// <summary>A spelling that is found and not shown elsewhere: skos:hiddenLabel.</summary>
    Hidden,
}
