namespace KnowledgeGraph.Formats.Turtle;

/// <summary>Where a node is written.</summary>
internal enum SubjectPlace
{
    /// <summary>As a statement of its own.</summary>
    Statement,

    /// <summary>In brackets, where it is the object.</summary>
    Bracketed,

    /// <summary>As a cell of a collection, where that is the object.</summary>
    Cell,

    /// <summary>As a reifier behind the triple that it reifies.</summary>
    Annotation,
}
