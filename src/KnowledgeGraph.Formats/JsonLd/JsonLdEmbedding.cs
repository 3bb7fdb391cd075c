namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>When framing puts a node into the nodes that refer to it: the values of <c>@embed</c>.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#jsonldembed"/>
public enum JsonLdEmbedding
{
    /// <summary>Where it is first referred to; elsewhere the reference stays.</summary>
    Once,

    /// <summary>Wherever it is referred to, but for cycles.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
