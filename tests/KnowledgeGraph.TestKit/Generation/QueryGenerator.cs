using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Random queries over given data: a pattern, and around it grouping, expressions, ordering, DISTINCT and slices.</summary>
internal static class QueryGenerator
{
    public static GeneratedQuery Generate(Random random, ImmutableArray<Quad> quads)
    {
        var patterns = new PatternGenerator(random, quads);
        var where = patterns.Group(null, depth: 2);
        var variables = patterns.Variables;
        if (random.Next(25) == 0)
        {
            return new GeneratedQuery { IsAsk = true, Where = where };
        }

        if (variables.IsEmpty)
        {
            return new GeneratedQuery { Items = ["(COUNT(*) AS ?count)"], Where = where };
        }

        var query = random.Next(4) == 0 ? Grouped(random, patterns, where, variables) : Plain(random, patterns, where, variables);
        return random.Next(6) switch
        {
            0 => query with { Limit = random.Next(1, 12), Offset = random.Next(3) == 0 ? random.Next(1, 4) : null },
            _ => query,
        };
    }

    private static GeneratedQuery Plain(Random random, PatternGenerator patterns, GroupElement where, ImmutableArray<string> variables)
    {
        var items = variables.Where(_ => random.Next(4) > 0).ToImmutableArray();
        items = items.IsEmpty ? variables : items;
        var order = Order(random, patterns);
        return new GeneratedQuery
        {
            Items = random.Next(6) == 0 ? items.Add($"({patterns.Expressions.Value()} AS {patterns.Fresh()})") : items,
            IsDistinct = random.Next(5) == 0,
            Where = where,
            OrderBy = order,
        };
    }

    private static GeneratedQuery Grouped(Random random, PatternGenerator patterns, GroupElement where, ImmutableArray<string> variables)
    {
        ImmutableArray<string> keys = [.. variables.Where(_ => random.Next(3) == 0).Take(2)];
        var names = keys;
        if (random.Next(6) == 0)
        {
            var name = patterns.Fresh();
            keys = keys.Add($"({patterns.Expressions.Value(1)} AS {name})");
            names = names.Add(name);
        }

        var aggregates = Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"({patterns.Expressions.Aggregate()} AS {patterns.Fresh()})");
        return new GeneratedQuery
        {
            Items = [.. names, .. aggregates],
            Where = where,
            GroupBy = keys,
            Having = random.Next(6) == 0 ? $"COUNT(*) {(random.Next(2) == 0 ? ">" : "<")} {random.Next(1, 4)}" : null,
        };
    }

    private static ImmutableArray<string> Order(Random random, PatternGenerator patterns)
    {
        if (random.Next(4) > 0)
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<string>();
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var key = random.Next(3) == 0 ? $"({patterns.Expressions.Value(1)})" : patterns.Variable();
            conditions.Add(random.Next(3) == 0 ? $"DESC({key})" : key);
        }

        return conditions.ToImmutable();
    }
}
