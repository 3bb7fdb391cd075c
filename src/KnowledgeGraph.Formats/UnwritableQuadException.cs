namespace KnowledgeGraph.Formats;

/// <summary>A quad that is well-formed, but that the format has no way to write: a triple term in JSON-LD, a graph name in Turtle.</summary>
public sealed class UnwritableQuadException : ArgumentException
{
    /// <summary>An error.</summary>
    /// <param name="format">The format.</param>
    /// <param name="problem">What it lacks.</param>
    public UnwritableQuadException(RdfFormat format, string problem)
        : base(problem) => Format = format;

    /// <summary>The format.</summary>
    public RdfFormat Format { get; }
}
