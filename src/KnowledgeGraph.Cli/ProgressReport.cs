namespace KnowledgeGraph.Cli;

/// <summary>Progress on stderr: only on a terminal, or when asked for. Reports in order, on the caller's thread.</summary>
internal sealed class ProgressReport : IProgress<string>
{
    private readonly bool _isOn;

    /// <summary>Progress on stderr.</summary>
    /// <param name="isForced">True to report even if stderr is no terminal.</param>
    public ProgressReport(bool isForced) => _isOn = isForced || !Console.IsErrorRedirected;

    /// <inheritdoc/>
    public void Report(string value)
    {
        if (_isOn)
        {
            Console.Error.WriteLine($"kg: {value}");
        }
    }
}
