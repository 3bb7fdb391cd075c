using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Data, update operations on it, and a query that is asked afterwards.</summary>
public sealed record GeneratedCase
{
    /// <summary>Most solutions that an intermediate result of a case may have; larger cases are not judged.</summary>
    public const int SolutionLimit = 2_000;

    private readonly Lazy<Judgement?> _judgement;

    private GeneratedCase() => _judgement = new Lazy<Judgement?>(Judge);

    // What was found out about one case says nothing about another.
    private GeneratedCase(GeneratedCase original)
    {
        (Seed, Quads, Updates, Query) = (original.Seed, original.Quads, original.Updates, original.Query);
        _judgement = new Lazy<Judgement?>(Judge);
    }

    /// <summary>The seed that makes the same case again.</summary>
    public required int Seed { get; init; }

    /// <summary>The data.</summary>
    public required ImmutableArray<Quad> Quads { get; init; }

    /// <summary>Operations of one update request; none if the query is asked of the data as it is.</summary>
    public ImmutableArray<string> Updates { get; init; } = [];

    /// <summary>The query.</summary>
    public required GeneratedQuery Query { get; init; }

    /// <summary>The update request as text; null if there is none.</summary>
    public string? UpdateText => Updates.IsEmpty ? null : GeneratedQuery.Prologue + string.Join(" ;\n", Updates);

    /// <summary>What the reference evaluator says; null if the case is too large for it, or no query. Evaluated once.</summary>
    public Judgement? Judged => _judgement.Value;

    /// <summary>The case of a seed; the same on every machine.</summary>
    /// <param name="seed">The seed.</param>
    public static GeneratedCase Create(int seed)
    {
        var random = new Random(seed);
        var quads = DataGenerator.Generate(random);
        var updates = ImmutableArray<string>.Empty;
        var after = quads;
        if (random.Next(5) == 0)
        {
            (updates, after) = Operations(random, quads);
        }

        // Filters, MINUS and NOT EXISTS leave many queries without an answer, which tells little: those are drawn again, once.
        var first = new GeneratedCase { Seed = seed, Quads = quads, Updates = updates, Query = QueryGenerator.Generate(random, after) };
        return first.Judged is { HasRows: true } ? first : first with { Query = QueryGenerator.Generate(random, after) };
    }

    /// <summary>
    /// The smallest case found that still fails, by dropping triples, operations, patterns and modifiers one at a time as long as that helps.
    /// </summary>
    /// <param name="fails">True if the engine and the reference disagree about a case. Cases that cannot be judged do not fail.</param>
    public GeneratedCase Shrink(Func<GeneratedCase, bool> fails)
    {
        var current = this;
        for (var steps = 0; steps < 400; steps++)
        {
            var next = current.Simpler().FirstOrDefault(fails);
            if (next is null)
            {
                break;
            }

            current = next;
        }

        return current;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed}\n{(UpdateText is null ? "" : $"--- update\n{UpdateText}\n")}--- query\n{Query}\n--- data (N-Quads)\n{string.Join('\n', Quads.Select(Line))}");

    /// <inheritdoc/>
    public bool Equals(GeneratedCase? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => Seed;

    private static (ImmutableArray<string> Updates, ImmutableArray<Quad> After) Operations(Random random, ImmutableArray<Quad> quads)
    {
        var operations = ImmutableArray.CreateBuilder<string>();
        var data = ReferenceDataset.Of(quads);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var operation = UpdateGenerator.Operation(random, [.. data.Quads]);
            try
            {
                // A request that fails leaves the data as it was: worth a look, but only now and then.
                var next = ReferenceUpdate.Apply(SparqlParser.ParseUpdate(GeneratedQuery.Prologue + operation), data, SolutionLimit);
                if (next is null && random.Next(3) > 0)
                {
                    continue;
                }

                operations.Add(operation);
                if (next is null)
                {
                    return (operations.ToImmutable(), quads);
                }

                data = next;
            }
            catch (Exception e) when (e is ReferenceLimitException or SparqlSyntaxException)
            {
                // Not an operation that could be judged.
            }
        }

        return (operations.ToImmutable(), [.. data.Quads]);
    }

    private static string Line(Quad quad) =>
        $"{quad.Subject} {quad.Predicate} {quad.Object} {(quad.Graph is null ? "" : quad.Graph + " ")}.";

    private Judgement? Judge() => Judgement.Of(Quads, UpdateText, Query.ToString());

    private IEnumerable<GeneratedCase> Simpler()
    {
        foreach (var operation in Updates)
        {
            yield return this with { Updates = Updates.Remove(operation) };
        }

        foreach (var query in Query.Simpler())
        {
            yield return this with { Query = query };
        }

        // Halves first, single quads then.
        for (var size = Quads.Length / 2; size >= 1; size /= 2)
        {
            for (var start = 0; start + size <= Quads.Length; start += size)
            {
                yield return this with { Quads = Quads.RemoveRange(start, size) };
            }
        }
    }
}
