namespace KnowledgeGraph.TestKit.Suites;

/// <summary>What a test did not get. Whatever it throws is its failure; the run goes on and reports all.</summary>
public static class TestFailure
{
    /// <summary>Runs a test; null if it passed.</summary>
    /// <param name="run">Throws if it fails: <see cref="ConformanceException"/> with a message, or anything else.</param>
    public static string? Of(Action run)
    {
        ArgumentNullException.ThrowIfNull(run);
#pragma warning disable CA1031 // See the type's summary.
        try
        {
            run();
            return null;
        }
        catch (Exception e)
        {
            return Message(e);
        }
#pragma warning restore CA1031
    }

    /// <summary>Runs a test that waits; null if it passed.</summary>
    /// <param name="run">As for the other.</param>
    public static async Task<string?> OfAsync(Func<Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
#pragma warning disable CA1031 // See the type's summary.
        try
        {
            await run();
            return null;
        }
        catch (Exception e)
        {
            return Message(e);
        }
#pragma warning restore CA1031
    }

    private static string Message(Exception exception) => exception is ConformanceException
        ? exception.Message
        : $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
}
