namespace KnowledgeGraph.Engine.Federation;

/// <summary>
/// A remote document or answer that could not be had, or may not be asked for. The message names the IRI and what was wrong, never what the
/// other side sent nor the address behind a name.
/// </summary>
public sealed class FederationException : Exception
{
    /// <summary>An exchange failed.</summary>
    /// <param name="iri">The IRI asked for.</param>
    /// <param name="problem">Why, and which setting would allow it.</param>
    /// <param name="isRefused">True if this host refused to ask.</param>
    /// <param name="inner">The cause.</param>
    public FederationException(string iri, string problem, bool isRefused = false, Exception? inner = null)
        : base($"<{iri}> {problem}", inner) => IsRefused = isRefused;

    /// <summary>True if this host refused to ask or to go on; false if the other side, or the way to it, failed.</summary>
    public bool IsRefused { get; }
}
