using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Random queries over given data: a pattern, and around it grouping, expressions, ordering, DISTINCT, slices, FROM, the four forms.</summary>
internal static class QueryGenerator
{
    public static GeneratedQuery Generate(Random random, ImmutableArray<Quad> quads)
    {
        if (random.Next(7) < 2)
        {
            return Calls(random, quads);
        }

        var from = random.Next(12) == 0 ? From(random, quads) : [];
        var patterns = new PatternGenerator(random, from.IsEmpty ? quads : Active(quads, from));
        var where = patterns.Group(null, depth: 2);
        var variables = patterns.Variables;
        var query = random.Next(24) switch
        {
            0 or 3 => new GeneratedQuery { Form = QueryForm.Ask, Where = where },
            1 or 4 when !quads.IsEmpty => Constructed(random, quads, patterns, where),
            2 => new GeneratedQuery { Form = QueryForm.Describe, Items = variables.IsEmpty ? [":a", ":b"] : [patterns.Variable(), ":a"], Where = where },
            _ when variables.IsEmpty => new GeneratedQuery { Items = ["(COUNT(*) AS ?count)"], Where = where },
            _ => Selected(random, patterns, where, variables),
        };
        return query with { From = from };
    }

    // SELECT of the values of functions: half of them over solutions, half bound in the pattern.
    private static GeneratedQuery Calls(Random random, ImmutableArray<Quad> quads)
    {
        var patterns = new PatternGenerator(random, quads);
        var where = patterns.Calls();
        ImmutableArray<string> names = patterns.Variables;
        var calls = Enumerable.Range(0, 6).Select(_ => $"({patterns.Expressions.Call()} AS {patterns.Fresh()})").ToImmutableArray();
        calls = random.Next(4) == 0 ? calls.Add($"({patterns.Expressions.BlankNode()} AS {patterns.Fresh()})") : calls;
        return new GeneratedQuery { Items = names.AddRange(calls), Where = where };
    }

    private static GeneratedQuery Selected(Random random, PatternGenerator patterns, GroupElement where, ImmutableArray<string> variables)
    {
        var query = random.Next(5) < 2 ? Grouped(random, patterns, where, variables) : Plain(random, patterns, where, variables);
        return random.Next(5) == 0 && !query.IsReduced
            ? query with { Limit = random.Next(1, 12), Offset = random.Next(3) == 0 ? random.Next(1, 4) : null }
            : query;
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
            IsReduced = random.Next(7) == 0,
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

        var key = names.FirstOrDefault();
        var aggregates = Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"({patterns.Expressions.Aggregate(key)} AS {patterns.Fresh()})");
        return new GeneratedQuery
        {
            Items = [.. names, .. aggregates],
            Where = where,
            GroupBy = keys,
            Having = random.Next(6) == 0 ? $"COUNT(*) {(random.Next(2) == 0 ? ">" : "<")} {random.Next(1, 4)}" : null,
            OrderBy = names.Length > 0 && random.Next(4) == 0 ? [.. names.Take(1)] : [],
        };
    }

    private static GeneratedQuery Constructed(Random random, ImmutableArray<Quad> quads, PatternGenerator patterns, GroupElement where)
    {
        var triples = Enumerable.Range(0, random.Next(1, 4)).Select(_ => patterns.TemplateTriple(DataGenerator.Pick(random, quads)));
        var made = patterns.Variables.IsEmpty ? "_:b :made :a" : $"_:b :made {patterns.Variable()} ; :of {patterns.Variable()}";
        return new GeneratedQuery { Form = QueryForm.Construct, Items = [.. random.Next(2) == 0 ? triples : triples.Append(made)], Where = where };
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
            var key = random.Next(4) == 0 ? $"({patterns.Expressions.Value(1)})" : patterns.Variable();
            conditions.Add(random.Next(3) == 0 ? $"DESC({key})" : key);
        }

        return conditions.ToImmutable();
    }

    private static ImmutableArray<string> From(Random random, ImmutableArray<Quad> quads)
    {
        var names = quads.Select(q => q.Graph).OfType<Iri>().Distinct().Select(ExpressionGenerator.Text).ToList();
        return
        [
            .. names.Where(_ => random.Next(3) > 0).Select(name => $"FROM {name}"),
            .. names.Where(_ => random.Next(3) > 0).Select(name => $"FROM NAMED {name}"),
        ];
    }

    // What the query sees: the graphs of FROM as default graph, those of FROM NAMED.
    private static ImmutableArray<Quad> Active(ImmutableArray<Quad> quads, ImmutableArray<string> from) =>
    [
        .. quads.Where(q => q.Graph is not null && from.Contains($"FROM {ExpressionGenerator.Text(q.Graph)}")).Select(q => q with { Graph = null }).Distinct(),
        .. quads.Where(q => q.Graph is not null && from.Contains($"FROM NAMED {ExpressionGenerator.Text(q.Graph)}")),
    ];
}
