using System.Runtime.ExceptionServices;

namespace KnowledgeGraph.Store;

/// <summary>Runs the steps of a bulk load on all processors; what is thrown first is thrown.</summary>
internal static class BulkParallel
{
    // Below this, starting threads costs more than they save.
    private const int SmallCount = 1 << 15;

    /// <summary>Into how many parts work on so many rows or terms is cut.</summary>
    internal static int Parts(long count) => count < SmallCount ? 1 : Environment.ProcessorCount;

    internal static void Invoke(params Action[] work)
    {
        try
        {
            Parallel.Invoke(work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>Runs steps in any order.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="count">Rows or terms that they come to: when there are few, the caller runs all steps itself.</param>
    /// <param name="step">A step.</param>
    internal static void For(int steps, long count, Action<int> step)
    {
        if (count < SmallCount)
        {
            for (var i = 0; i < steps; i++)
            {
                step(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, steps, step);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
