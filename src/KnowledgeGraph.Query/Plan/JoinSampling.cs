using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Corrects the sizes of joins that averages get wrong: members of the organisation asked for, not of any. From patterns with constants it
/// follows the other patterns with a few of the values found, and counts the partners of these in the index (index-based join sampling,
/// Leis et al., CIDR 2017). The values that it goes on with are spread over the rows joined, so that hubs come as often as they would.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="size">The most values sampled of a variable.</param>
internal sealed class JoinSampling(ExecutionContext context, int size = JoinSampling.FewValues)
{
    /// <summary>Values enough to tell a hub from an average.</summary>
    public const int FewValues = 8;

    private const int ManyValues = 256;
    private const int ReadPerValue = 4;
    private const int MinItems = 3;

    // A value sampled costs about as much as an index probe for each pattern: a few percent of the query.
    private const double CostPerValue = 20_000;

    // A count of no row does not mean that there is none.
    private const double LeastMean = 0.05;

    private readonly Dictionary<Variable, Sample> _samples = [];
    private readonly TermId[] _buffer = context.NewColumn();

    private readonly record struct Sample(TermId[] Values, int From, bool IsWhole);

    /// <summary>How many values are worth sampling for a query of some cost.</summary>
    /// <param name="cost">The cost of its plan after a sample of few values.</param>
    public static int ValuesFor(double cost) => (int)Math.Clamp(cost / CostPerValue, FewValues, ManyValues);

    /// <summary>The items, the distinct values of their variables set so that joins with what is known have the size sampled.</summary>
    /// <param name="items">The items of a join.</param>
    public ImmutableArray<JoinItem> Apply(ImmutableArray<JoinItem> items)
    {
        if (items.Length < MinItems)
        {
            return items;
        }

        JoinItem[] sampled = [.. items];
        for (var i = 0; i < sampled.Length; i++)
        {
            if (sampled[i] is JoinItem.Scan scan && scan.Pattern.IsCountedExactly && scan.Pattern.Variables is [var only])
            {
                Start(only, scan, i);
            }
        }

        var done = new HashSet<(int Item, Variable Variable)>();
        for (var any = _samples.Count > 0; any;)
        {
            any = false;
            for (var i = 0; i < sampled.Length; i++)
            {
                if (sampled[i] is JoinItem.Scan scan && scan.Pattern.IsCountedExactly && scan.Pattern.Variables.Length > 1)
                {
                    foreach (var variable in scan.Pattern.Variables)
                    {
                        if (_samples.TryGetValue(variable, out var sample) && sample.From != i && done.Add((i, variable)))
                        {
                            sampled[i] = scan = Follow(scan, i, variable, sample);
                            any = true;
                        }
                    }
                }
            }
        }

        return [.. sampled];
    }

    // The values of a pattern of one variable; of several such patterns, those of the one with the fewest.
    private void Start(Variable variable, JoinItem.Scan scan, int item)
    {
        if (!_samples.TryGetValue(variable, out var known) || known.Values.Length > scan.AllRows)
        {
            var values = Read(scan.Pattern, scan.Pattern.Bound, context.BatchRows);
            _samples[variable] = new Sample(Spread(values), item, values.Length <= size && values.Length >= scan.AllRows);
        }
    }

    // How many rows a sampled value has on average; values of one variable more are sampled on the way.
    private JoinItem.Scan Follow(JoinItem.Scan scan, int item, Variable variable, Sample sample)
    {
        if (sample.Values.Length == 0)
        {
            return scan;
        }

        var counts = new long[sample.Values.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = scan.Pattern.Count(context.Snapshot, With(scan.Pattern, variable, sample.Values[i]));
        }

        var rows = counts.Sum();
        if (rows > 0 && scan.Pattern.Variables is [var first, var second] && (first == variable ? second : first) is var other
            && !_samples.ContainsKey(other))
        {
            _samples.Add(other, new Sample(Partners(scan, variable, sample.Values, counts, rows), item, sample.IsWhole && rows <= size));
        }

        // A small sample misses the hubs, of which the average of all values knows: it counts as some values of the sample.
        var average = scan.AllRows / Math.Max(1, scan.Distinct[variable]);
        var trust = sample.IsWhole ? 0 : Math.Sqrt(counts.Length);
        var mean = (rows + (trust * average)) / (counts.Length + trust);
        return scan.WithDistinct(variable, scan.AllRows / Math.Max(LeastMean, mean));
    }

    // Values of the other variable, from rows at even distances in all rows of the values sampled.
    private TermId[] Partners(JoinItem.Scan scan, Variable variable, TermId[] values, long[] counts, long rows)
    {
        var partners = new TermId[Math.Min(size, rows)];
        var next = 0;
        long before = 0;
        for (var i = 0; i < values.Length && next < partners.Length; before += counts[i], i++)
        {
            if (Position(next) >= before + counts[i])
            {
                continue;
            }

            var read = Read(scan.Pattern, With(scan.Pattern, variable, values[i]), ReadPerValue * size);
            for (; next < partners.Length && Position(next) < before + counts[i]; next++)
            {
                partners[next] = read[(int)((Position(next) - before) * read.Length / counts[i])];
            }
        }

        return partners;

        long Position(int sample) => (long)((sample + 0.5) * rows / partners.Length);
    }

    private static QuadPattern With(ScanPattern pattern, Variable variable, TermId value) => new(
        pattern.Subject.Variable == variable ? value : pattern.Subject.Constant,
        pattern.Predicate.Variable == variable ? value : pattern.Predicate.Constant,
        pattern.Object.Variable == variable ? value : pattern.Object.Constant);

    // The first values of the one variable that is free.
    private ReadOnlySpan<TermId> Read(ScanPattern pattern, in QuadPattern bound, int most)
    {
        var scan = pattern.Open(context.Snapshot, pattern.OrderFor(bound), bound);
        return _buffer.AsSpan(0, scan.Read(_buffer.AsSpan(0, Math.Min(most, context.BatchRows)), default, default, default));
    }

    // Evenly: neighbours in the index are alike.
    private TermId[] Spread(ReadOnlySpan<TermId> values)
    {
        if (values.Length <= size)
        {
            return [.. values];
        }

        var sample = new TermId[size];
        for (var i = 0; i < size; i++)
        {
            sample[i] = values[(int)((long)i * values.Length / size)];
        }

        return sample;
    }
}
