namespace KnowledgeGraph.Sparql.Results;

/// <summary>A solution has a term that the result format has no way to write, such as a control character in XML.</summary>
public sealed class UnwritableTermException : InvalidOperationException
{
    /// <summary>An error.</summary>
    /// <param name="problem">What the format lacks.</param>
    public UnwritableTermException(string problem)
        : base(problem)
    {
    }
}
