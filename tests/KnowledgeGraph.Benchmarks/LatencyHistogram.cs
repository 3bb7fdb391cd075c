using System.Numerics;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Counts of times, with a relative error below 1 % from a microsecond to hours: 128 linear steps in each power of two, as in HdrHistogram.
/// Thread-safe.
/// </summary>
/// <seealso href="https://github.com/HdrHistogram/HdrHistogram"/>
internal sealed class LatencyHistogram
{
    private const int StepBits = 7;
    private const int Steps = 1 << StepBits;

    private readonly long[] _counts = new long[(66 - StepBits) * Steps];
    private long _count;
    private long _max;

    public long Count => Interlocked.Read(ref _count);

    public double MaxMilliseconds => Interlocked.Read(ref _max) / 1e3;

    public void Add(TimeSpan time)
    {
        var microseconds = Math.Max(0, (long)(time.Ticks / (double)TimeSpan.TicksPerMicrosecond));
        Interlocked.Increment(ref _counts[BucketOf(microseconds)]);
        Interlocked.Increment(ref _count);
        for (var max = Interlocked.Read(ref _max); microseconds > max; max = Interlocked.Read(ref _max))
        {
            Interlocked.CompareExchange(ref _max, microseconds, max);
        }
    }

    /// <summary>The time that a share of all times does not exceed, in milliseconds.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += Interlocked.Read(ref _counts[i]);
            if (seen >= rank)
            {
                return Math.Min(UpperBoundOf(i), Interlocked.Read(ref _max)) / 1e3;
            }
        }

        return 0;
    }

    // Below 128 a bucket is a microsecond; from there on, 128 to 255 buckets of 2^(exponent - 7).
    private static int BucketOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds | 1) - StepBits);
        return shift * Steps + (int)(microseconds >> shift);
    }

    private static long UpperBoundOf(int bucket)
    {
        var shift = Math.Max(0, bucket / Steps - 1);
        return ((bucket - shift * Steps + 1L) << shift) - 1;
    }
}
