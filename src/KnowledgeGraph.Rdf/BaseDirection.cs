namespace KnowledgeGraph.Rdf;

/// <summary>The base direction of a directional language-tagged string.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#dfn-base-direction"/>
public enum BaseDirection : byte
{
    /// <summary>The literal has no base direction.</summary>
    None = 0,

    /// <summary>Left to right, written <c>ltr</c>.</summary>
    LeftToRight = 1,

    /// <summary>Right to left, written <c>rtl</c>.</summary>
    RightToLeft = 2,
}
