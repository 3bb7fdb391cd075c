using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>A query and the data it is asked of.</summary>
/// <param name="Seed">The seed that makes the same case again.</param>
/// <param name="Quads">The data.</param>
/// <param name="Query">The query.</param>
public sealed record GeneratedCase(int Seed, ImmutableArray<Quad> Quads, GeneratedQuery Query)
{
    /// <summary>Most solutions that an intermediate result of a case may have; larger cases are not judged.</summary>
    public const int SolutionLimit = 3_000;

    /// <summary>The case of a seed; the same on every machine.</summary>
    /// <param name="seed">The seed.</param>
    public static GeneratedCase Create(int seed)
    {
        var random = new Random(seed);
        var quads = DataGenerator.Generate(random);
        var query = QueryGenerator.Generate(random, quads);

        // Filters, MINUS and NOT EXISTS leave many queries without an answer, which tells little: those are drawn again, once.
        return new GeneratedCase(seed, quads, HasAnswer(query, quads) ? query : QueryGenerator.Generate(random, quads));
    }

    private static bool HasAnswer(GeneratedQuery query, ImmutableArray<Quad> quads)
    {
        try
        {
            return ReferenceEvaluator.Evaluate(SparqlParser.ParseQuery(query.ToString()), ReferenceDataset.Of(quads), SolutionLimit)
                is ReferenceResult.Solutions { Rows.Count: > 0 } or ReferenceResult.Boolean { Value: true };
        }
        catch (ReferenceLimitException)
        {
            return false;
        }
    }

    /// <summary>
    /// The smallest case found that still fails, by dropping triples, patterns and modifiers one at a time as long as that helps.
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
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed}\n--- query\n{Query}\n--- data (N-Quads)\n{string.Join('\n', Quads.Select(Line))}");

    private static string Line(Quad quad) =>
        $"{quad.Subject} {quad.Predicate} {quad.Object} {(quad.Graph is null ? "" : quad.Graph + " ")}.";

    private IEnumerable<GeneratedCase> Simpler()
    {
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
