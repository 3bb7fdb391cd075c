namespace KnowledgeGraph.Cli;

/// <summary>The command line asks for what cannot be done; exit code 2.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>A usage error.</summary>
    /// <param name="message">What is wrong.</param>
    public UsageException(string message)
        : base(message)
    {
    }
}
