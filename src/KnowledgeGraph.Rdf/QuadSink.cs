namespace KnowledgeGraph.Rdf;

/// <summary>
/// What a reader writes to: it is handed quads as views of UTF-8 bytes, and no term object exists on the way. Blank node labels are
/// scoped to the document: a sink that joins documents must keep them apart. Implementations need not be thread-safe.
/// </summary>
public abstract class QuadSink
{
    /// <summary>Takes one quad. The views are valid only during the call.</summary>
    /// <param name="subject">An IRI or a blank node.</param>
    /// <param name="predicate">An IRI.</param>
    /// <param name="object">Any term.</param>
    /// <param name="graph">The graph name, an IRI or a blank node; kind <see cref="TermKind.None"/> for the default graph.</param>
    public abstract void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph);

    /// <summary>Takes a prefix declaration; a hint for writers, without meaning for the data.</summary>
    /// <param name="prefix">The prefix without the colon, may be empty.</param>
    /// <param name="iri">The namespace IRI.</param>
    public virtual void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
    }
}
