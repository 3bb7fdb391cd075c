using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// Work on the whole dataset that gives way to requests: one long piece at a time, each on a thread of its own, since its
/// priority stays low.
/// </summary>
internal static class QuietThread
{
    private static readonly SemaphoreSlim s_turn = new(1);

    /// <summary>Does a piece of work when those before it are done.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="name">Names the thread.</param>
    /// <param name="isShort">True for what is done in a second or two: somebody may wait for it, and it gives way to nobody.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(string name, bool isShort, Func<T> work)
    {
        if (isShort)
        {
            return await Begin(name, isShort, work);
        }

        await s_turn.WaitAsync();
        try
        {
            return await Begin(name, isShort, work);
        }
        finally
        {
            s_turn.Release();
        }
    }

    private static Task<T> Begin<T>(string name, bool isShort, Func<T> work)
    {
        var made = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            if (!isShort)
            {
                LowPriority.Take();
            }

            try
            {
                made.SetResult(work());
            }
            catch (Exception e)
            {
                // Whatever it is, who waits for it must know; the host goes on.
                made.SetException(e);
            }
        })
        { IsBackground = true, Name = name }.Start();
        return made.Task;
    }
}
