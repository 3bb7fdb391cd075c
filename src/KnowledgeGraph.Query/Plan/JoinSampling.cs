using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Corrects the sizes of joins that averages get wrong: members of the organisation asked for, not of any. From patterns with constants it
/// follows the other patterns with a few of the values found, and counts the partners of these in the index (index-based join sampling,
/// Leis et al., CIDR 2017).
/// </summary>
/// <param name="context">The run.</param>
internal sealed class JoinSampling(ExecutionContext context)
{
    private const int SampleValues = 16;
    private const int ReadPerValue = 64;
    private const int MinItems = 3;

    // A count of no row in a sample does not mean that there is none.
    private const double LeastMean = 0.05;

    private readonly Dictionary<Variable, TermId[]> _samples = [];
    private readonly TermId[] _buffer = context.NewColumn();

    /// <summary>The items, the distinct values of their variables set so that joins with what is known have the size sampled.</summary>
    /// <param name="items">The items of a join.</param>
    public ImmutableArray<JoinItem> Apply(ImmutableArray<JoinItem> items)
    {
        if (items.Length < MinItems)
        {
            return items;
        }

        JoinItem[] sampled = [.. items];
        foreach (var scan in items.OfType<JoinItem.Scan>().Where(IsPlain).OrderBy(scan => scan.AllRows))
        {
            if (scan.Pattern.Variables is [var only] && !_samples.ContainsKey(only))
            {
                _samples.Add(only, Spread(Read(scan.Pattern, scan.Pattern.Bound, context.BatchRows)));
            }
        }

        var done = new HashSet<(int Item, Variable Variable)>();
        for (var any = true; any;)
        {
            any = false;
            for (var i = 0; i < sampled.Length; i++)
            {
                if (sampled[i] is JoinItem.Scan scan && IsPlain(scan) && scan.Pattern.Variables.Length > 1)
                {
                    foreach (var variable in scan.Pattern.Variables.Where(_samples.ContainsKey))
                    {
                        if (done.Add((i, variable)))
                        {
                            sampled[i] = scan = Follow(scan, variable);
                            any = true;
                        }
                    }
                }
            }
        }

        return [.. sampled];
    }

    private static bool IsPlain(JoinItem.Scan scan)
    {
        var pattern = scan.Pattern;
        return !pattern.IsTripleTerms && pattern.Scope.Kind == GraphScopeKind.Default
            && pattern.Fourth is { IsBound: false, Variable: null }
            && Enumerable.Range(0, 3).All(position => pattern[position].Source is null)
            && Enumerable.Range(0, 3).Count(position => pattern[position].Variable is not null) == pattern.Variables.Length;
    }

    // How many rows a sampled value has on average; values of one variable more are sampled on the way.
    private JoinItem.Scan Follow(JoinItem.Scan scan, Variable variable)
    {
        var sample = _samples[variable];
        if (sample.Length == 0)
        {
            return scan;
        }

        var others = scan.Pattern.Variables.Where(other => other != variable && !_samples.ContainsKey(other)).ToArray();
        var next = new List<TermId>();
        double rows = 0;
        foreach (var value in sample)
        {
            var bound = With(scan.Pattern, variable, value);
            rows += scan.Pattern.Count(context.Snapshot, bound);
            if (scan.Pattern.Variables.Length == 2 && others.Length == 1)
            {
                next.AddRange(Read(scan.Pattern, bound, ReadPerValue));
            }
        }

        if (next.Count > 0)
        {
            _samples.Add(others[0], Spread([.. next]));
        }

        var mean = Math.Max(LeastMean, rows / sample.Length);
        return scan.WithDistinct(variable, Math.Max(1, scan.AllRows / mean));
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
    private static TermId[] Spread(ReadOnlySpan<TermId> values)
    {
        if (values.Length <= SampleValues)
        {
            return [.. values];
        }

        var sample = new TermId[SampleValues];
        for (var i = 0; i < SampleValues; i++)
        {
            sample[i] = values[(int)((long)i * values.Length / SampleValues)];
        }

        return sample;
    }
}
