namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>What a program did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record ClientRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines written, if all went well.</summary>
    public string[] Lines()
    {
        Assert.True(ExitCode == 0, Error + "\n" + Output);
        return Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
