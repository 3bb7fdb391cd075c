namespace KnowledgeGraph.Store;

/// <summary>
/// Changes could not be made durable: the store takes no more of them until it is opened again. What readers see stays, and is durable.
/// </summary>
public sealed class StoreFailedException : IOException
{
    /// <summary>A failure without a cause that is known.</summary>
    public StoreFailedException()
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="message">What has happened, and what to do.</param>
    public StoreFailedException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    /// <param name="message">What has happened, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StoreFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
