namespace KnowledgeGraph.Engine;

/// <summary>A file that could not be loaded for another reason than its syntax; nothing has been loaded.</summary>
public sealed class LoadException : Exception
{
    /// <summary>A file could not be loaded.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="message">Why not.</param>
    /// <param name="inner">The cause.</param>
    public LoadException(string file, string message, Exception? inner = null)
        : base($"{file}: {message}", inner) => File = file;

    /// <summary>The file or folder.</summary>
    public string File { get; }
}
