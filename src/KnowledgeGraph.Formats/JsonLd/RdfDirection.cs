namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>How a string with a base direction goes to RDF and comes back.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#dom-jsonldoptions-rdfdirection"/>
public enum RdfDirection
{
    /// <summary>The direction is dropped, as JSON-LD 1.1 has it.</summary>
    None,

    /// <summary>A datatype <c>https://www.w3.org/ns/i18n#en_ltr</c>.</summary>
    I18nDatatype,

    /// <summary>A blank node with rdf:value, rdf:language and rdf:direction.</summary>
    CompoundLiteral,

    /// <summary>A literal with language and base direction, as RDF 1.2 has it; a string without language loses its direction.</summary>
    DirectionalLiteral,
}
