namespace KnowledgeGraph.Formats;

/// <summary>How a document is laid out.</summary>
public enum RdfLayout
{
    /// <summary>Quad by quad as they come, in the memory of one statement: for streams of any length.</summary>
    Streaming,

    /// <summary>
    /// Turtle and TriG for people: one block a subject, <c>a</c> first, blank nodes and collections nested, claims as annotations, only the
    /// prefixes that are used. Holds the quads until the document ends (<see cref="RdfWriterOptions.MaxHeldQuads"/>). Other formats are
    /// written as with <see cref="Streaming"/>.
    /// </summary>
    Pretty,

    /// <summary>
    /// Canonical N-Triples or N-Quads: language tags in lower case, too. Neither the order of the quads nor the labels of blank nodes are
    /// made canonical. Other formats have no such form.
    /// </summary>
    Canonical,
}
