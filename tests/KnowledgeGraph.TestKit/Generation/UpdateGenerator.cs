using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.TestKit.Generation;

/// <summary>Random update operations over given data, as SPARQL text.</summary>
internal static class UpdateGenerator
{
    private static readonly string[] s_graphs = [":g", ":h", ":i"];

    public static string Operation(Random random, ImmutableArray<Quad> quads) => random.Next(24) switch
    {
        0 or 1 => $"INSERT DATA {{ {Data(random, quads, mayHaveBlank: true)} }}",
        2 or 3 => $"DELETE DATA {{ {Data(random, quads, mayHaveBlank: false)} }}",
        4 or 16 => $"CLEAR {Silent(random)}{Target(random)}",
        5 or 17 => $"DROP {Silent(random)}{Target(random)}",
        6 or 7 => $"CREATE {Silent(random)}GRAPH {Graph(random)}",
        8 or 9 => $"COPY {Silent(random)}{Side(random)} TO {Side(random)}",
        10 or 11 => $"MOVE {Silent(random)}{Side(random)} TO {Side(random)}",
        12 or 13 => $"ADD {Silent(random)}{Side(random)} TO {Side(random)}",
        14 or 15 => DeleteWhere(random, quads),
        18 when !quads.IsEmpty => Exchange(random, quads),
        _ => Modify(random, quads),
    };

    private static string Modify(Random random, ImmutableArray<Quad> quads)
    {
        var with = random.Next(3) == 0 ? $"WITH {Graph(random)} " : "";
        var uses = random.Next(3) > 0 ? "" : $"USING {Graph(random)} {(random.Next(2) == 0 ? $"USING NAMED {Graph(random)} " : "")}";
        var graph = uses.Length > 0 ? uses.Split(' ')[1] : with.Length > 0 ? with.Split(' ')[1] : null;

        // What the pattern sees as default graph.
        ImmutableArray<Quad> active =
        [
            .. quads.Where(q => graph is null ? q.Graph is null : q.Graph is not null && ExpressionGenerator.Text(q.Graph) == graph)
                .Select(q => q with { Graph = null }),
            .. quads.Where(q => q.Graph is not null),
        ];
        var patterns = new PatternGenerator(random, active);
        var where = patterns.Group(null, 1);
        var form = random.Next(3);
        var delete = form == 0 ? "" : $"DELETE {{ {Template(random, quads, patterns, mayMake: false)} }} ";
        var insert = form == 1 ? "" : $"INSERT {{ {Template(random, quads, patterns, mayMake: true)} }} ";
        return with + delete + insert + uses + $"WHERE {where}";
    }

    private static string Template(Random random, ImmutableArray<Quad> quads, PatternGenerator patterns, bool mayMake)
    {
        var triples = Enumerable.Range(0, random.Next(1, 4)).Select(_ => InGraph(
            random, quads.IsEmpty ? ":a :p 1" : patterns.TemplateTriple(DataGenerator.Pick(random, quads)),
            random.Next(3) == 0 ? random.Next(4) == 0 && !patterns.Variables.IsEmpty ? patterns.Variable() : Graph(random) : null));
        return string.Join(' ', mayMake && random.Next(3) == 0 ? triples.Append("_:b :made _:c .") : triples);
    }

    // What one solution inserts another one deletes: all deletions come first (SPARQL 1.1 Update §3.1.3).
    private static string Exchange(Random random, ImmutableArray<Quad> quads)
    {
        var model = DataGenerator.Pick(random, quads);
        var graph = model.Graph is null ? null : ExpressionGenerator.Text(model.Graph);
        var p = ExpressionGenerator.Text(model.Predicate);
        var kept = random.Next(2) == 0 ? "?b" : "?d";
        return $"DELETE {{ {InGraph(random, $"?a {p} ?b", graph)} }} INSERT {{ {InGraph(random, $"?c {p} {kept}", graph)} }} "
            + $"WHERE {{ {InGraph(random, $"?a {p} ?b . ?c {p} ?d", graph)} }}";
    }

    // Of one pattern that is template and pattern in one; no blank nodes.
    private static string DeleteWhere(Random random, ImmutableArray<Quad> quads)
    {
        if (quads.IsEmpty)
        {
            return "DELETE WHERE { ?s ?p ?o }";
        }

        var quad = DataGenerator.Pick(random, quads);
        var triple = random.Next(3) switch
        {
            0 => $"?s {ExpressionGenerator.Text(quad.Predicate)} ?o",
            1 when quad.Subject is Iri => $"{ExpressionGenerator.Text(quad.Subject)} ?p ?o",
            _ when quad.Object is Literal => $"?s ?p {ExpressionGenerator.Text(quad.Object)}",
            _ => "?s :p ?o . ?o ?p ?x",
        };
        return $"DELETE WHERE {{ {InGraph(random, triple, quad.Graph is null ? null : random.Next(2) == 0 ? "?g" : ExpressionGenerator.Text(quad.Graph))} }}";
    }

    private static string Data(Random random, ImmutableArray<Quad> quads, bool mayHaveBlank)
    {
        var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
        {
            // What is there, mostly; or something new.
            var quad = quads.IsEmpty || random.Next(4) == 0
                ? new Quad(new Iri(DataGenerator.Namespace + "a"), DataGenerator.Predicate(random), DataGenerator.Literal(random), null)
                : DataGenerator.Pick(random, quads);
            var graph = random.Next(4) == 0 ? Graph(random) : quad.Graph is null ? null : ExpressionGenerator.Text(quad.Graph);
            return InGraph(random, $"{Ground(random, quad.Subject, mayHaveBlank)} {ExpressionGenerator.Text(quad.Predicate)} {Ground(random, quad.Object, mayHaveBlank)}", graph);
        });
        return string.Join(' ', parts);
    }

    private static string Ground(Random random, Term term, bool mayHaveBlank) => term switch
    {
        BlankNode => mayHaveBlank && random.Next(2) == 0 ? "_:n" : ":a",
        TripleTerm t => $"<<( {Ground(random, t.Subject, mayHaveBlank)} {ExpressionGenerator.Text(t.Predicate)} {Ground(random, t.Object, mayHaveBlank)} )>>",
        _ => ExpressionGenerator.Text(term),
    };

    private static string InGraph(Random random, string triple, string? graph) =>
        graph is null ? $"{triple} ." : $"GRAPH {graph} {{ {triple}{(random.Next(2) == 0 ? " ." : "")} }}";

    private static string Target(Random random) => random.Next(6) switch { 0 => "DEFAULT", 1 => "NAMED", 2 => "ALL", _ => $"GRAPH {Graph(random)}" };

    private static string Side(Random random) => random.Next(3) == 0 ? "DEFAULT" : Graph(random);

    private static string Graph(Random random) => s_graphs[random.Next(8) switch { < 4 => 0, < 7 => 1, _ => 2 }];

    private static string Silent(Random random) => random.Next(5) > 0 ? "SILENT " : "";
}
