using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// SPARQL 1.1 Update §4.3 written down: an operation makes a dataset of a dataset. Graphs may be empty; one that INSERT needs is made.
/// Null is a failure, which leaves everything as it was before the request.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-update/#formalModel"/>
public static class ReferenceUpdate
{
    /// <summary>What the operations, one after the other, make of a dataset; null if one fails.</summary>
    /// <param name="update">The operations; LOAD is none that a formal model could do.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="limit">Most solutions that an intermediate result may have.</param>
    /// <exception cref="ReferenceLimitException">An intermediate result is larger.</exception>
    public static ReferenceDataset? Apply(Update update, ReferenceDataset dataset, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(update);
        ReferenceDataset? current = dataset;
        for (var i = 0; i < update.Operations.Length && current is not null; i++)
        {
            current = Apply(update.Operations[i], current, limit, i);
        }

        return current;
    }

    private static ReferenceDataset? Apply(UpdateOperation operation, ReferenceDataset data, int limit, int number) => operation switch
    {
        // §4.3.1 and §4.3.2: the templates of one solution that binds nothing.
        UpdateOperation.InsertData insert => Insert(data, Instances(insert.Quads, null, [Solution.Empty], number)),
        UpdateOperation.DeleteData delete => Delete(data, Instances(delete.Quads, null, [Solution.Empty], number)),
        UpdateOperation.Modify modify => Modify(data, modify, limit, number),
        UpdateOperation.Clear clear => Emptied(data, clear.Target, clear.Silent, (d, name) => d.With(name, [])),
        UpdateOperation.Drop drop => Emptied(data, drop.Target, drop.Silent, (d, name) => name is null ? d.With(null, []) : d.Without(name)),

        // §3.2.1: an error if the graph is there already.
        UpdateOperation.Create create => !data.NamedGraphs.ContainsKey(create.Graph) ? data.With(create.Graph, []) : create.Silent ? data : null,

        // §3.2.3 to §3.2.5: an error if the source is not there; nothing happens from a graph to itself.
        UpdateOperation.Copy copy => Transfer(data, copy.From, copy.To, copy.Silent, _ => []),
        UpdateOperation.Add add => Transfer(data, add.From, add.To, add.Silent, target => target),
        UpdateOperation.Move move when Transfer(data, move.From, move.To, move.Silent, _ => []) is var moved =>
            moved is null || ReferenceEquals(moved, data) ? moved : move.From is null ? moved.With(null, []) : moved.Without(move.From),
        _ => throw new NotSupportedException($"{operation.GetType().Name} is not part of the reference evaluator."),
    };

    // §4.3.3: the solutions of WHERE over the state before; then all is deleted, then all is inserted.
    private static ReferenceDataset Modify(ReferenceDataset data, UpdateOperation.Modify modify, int limit, int number)
    {
        // §3.1.3: USING takes the place of WITH for the pattern.
        var active = modify.Using is { } clause ? data.Select(clause)
            : modify.With is { } graph ? new ReferenceDataset(data.GraphNamed(graph), data.NamedGraphs)
            : data;
        var rows = ReferenceEvaluator.Solutions(modify.Where, active, limit, modify.BaseIri);
        return Insert(Delete(data, Instances(modify.Delete, modify.With, rows, number)), Instances(modify.Insert, modify.With, rows, number));
    }

    private static ReferenceDataset Insert(ReferenceDataset data, IEnumerable<Quad> quads) =>
        quads.GroupBy(q => q.Graph).Aggregate(data, (d, g) => d.With(g.Key, d.GraphNamed(g.Key).Concat(g.Select(q => q.Triple))));

    // §4.2: a graph that loses its last triple stays. One that is not there does not come.
    private static ReferenceDataset Delete(ReferenceDataset data, IEnumerable<Quad> quads) =>
        quads.GroupBy(q => q.Graph).Where(g => g.Key is null || data.NamedGraphs.ContainsKey(g.Key))
            .Aggregate(data, (d, g) => d.With(g.Key, d.GraphNamed(g.Key).Except(g.Select(q => q.Triple))));

    private static List<Quad> Instances(ImmutableArray<QuadTemplate> templates, Iri? with, List<Solution> rows, int number)
    {
        var quads = new List<Quad>();
        foreach (var template in templates)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var graph = template.Graph is null ? with : ReferenceTemplate.Term(template.Graph, rows[i], $"u{number}-{i}");
                if ((template.Graph is null || graph is Iri or BlankNode) && ReferenceTemplate.Triple(template.Triple, rows[i], $"u{number}-{i}") is { } triple)
                {
                    quads.Add(new Quad(triple.Subject, triple.Predicate, triple.Object, graph));
                }
            }
        }

        return quads;
    }

    // §3.1.5 and §3.2.2: an error if a graph named alone is not there.
    private static ReferenceDataset? Emptied(
        ReferenceDataset data, GraphTarget target, bool silent, Func<ReferenceDataset, Term?, ReferenceDataset> empty) => target switch
        {
            GraphTarget.Default => empty(data, null),
            GraphTarget.Named => data.NamedGraphs.Keys.Aggregate(data, empty),
            GraphTarget.All => data.NamedGraphs.Keys.Aggregate(empty(data, null), empty),
            GraphTarget.One { Name: var name } => data.NamedGraphs.ContainsKey(name) ? empty(data, name) : silent ? data : null,
            _ => throw new NotSupportedException(),
        };

    private static ReferenceDataset? Transfer(
        ReferenceDataset data, Iri? from, Iri? to, bool silent, Func<IReadOnlyList<Triple>, IReadOnlyList<Triple>> kept) =>
        from is not null && !data.NamedGraphs.ContainsKey(from) ? silent ? data : null
        : from == to ? data
        : data.With(to, kept(data.GraphNamed(to)).Concat(data.GraphNamed(from)));
}
