using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>An RDF dataset as the definitions see it: a default graph and named graphs, each a set of triples (SPARQL 1.1 §13).</summary>
public sealed class ReferenceDataset
{
    /// <summary>A dataset of given graphs.</summary>
    internal ReferenceDataset(IReadOnlyList<Triple> defaultGraph, IReadOnlyDictionary<Term, IReadOnlyList<Triple>> namedGraphs)
    {
        DefaultGraph = defaultGraph;
        NamedGraphs = namedGraphs;
    }

    /// <summary>The default graph, without duplicates.</summary>
    public IReadOnlyList<Triple> DefaultGraph { get; }

    /// <summary>The named graphs.</summary>
    public IReadOnlyDictionary<Term, IReadOnlyList<Triple>> NamedGraphs { get; }

    /// <summary>The dataset of some quads.</summary>
    public static ReferenceDataset Of(IEnumerable<Quad> quads)
    {
        var distinct = quads.Distinct().ToList();
        return new ReferenceDataset(
            [.. distinct.Where(q => q.Graph is null).Select(q => q.Triple)],
            distinct.Where(q => q.Graph is not null).GroupBy(q => q.Graph!)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<Triple>)[.. g.Select(q => q.Triple)]));
    }

    // SPARQL 1.1 §13.2: the default graph is the merge of the FROM graphs, the named graphs those of FROM NAMED.
    /// <summary>The dataset that a FROM clause selects; this dataset if there is none.</summary>
    public ReferenceDataset Select(DatasetClause? clause) => clause is null
        ? this
        : new ReferenceDataset(
            [.. clause.Default.SelectMany(GraphNamed).Distinct()],
            clause.Named.Distinct().ToDictionary(name => (Term)name, GraphNamed));

    /// <summary>The quads of all graphs.</summary>
    public IEnumerable<Quad> Quads => DefaultGraph.Select(t => new Quad(t.Subject, t.Predicate, t.Object, null)).Concat(
        NamedGraphs.SelectMany(g => g.Value.Select(t => new Quad(t.Subject, t.Predicate, t.Object, g.Key))));

    /// <summary>The triples of a graph, null for the default graph; none if there is no such graph.</summary>
    internal IReadOnlyList<Triple> GraphNamed(Term? name) => name is null ? DefaultGraph : NamedGraphs.GetValueOrDefault(name) ?? [];

    /// <summary>This dataset with a graph replaced, null for the default graph.</summary>
    internal ReferenceDataset With(Term? name, IEnumerable<Triple> triples) => name is null
        ? new ReferenceDataset([.. triples.Distinct()], NamedGraphs)
        : new ReferenceDataset(DefaultGraph, new Dictionary<Term, IReadOnlyList<Triple>>(NamedGraphs) { [name] = [.. triples.Distinct()] });

    /// <summary>This dataset without a named graph.</summary>
    internal ReferenceDataset Without(Term name) => new(DefaultGraph, NamedGraphs.Where(g => g.Key != name).ToDictionary());
}
