using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>An RDF dataset as the definitions see it: a default graph and named graphs, each a set of triples (SPARQL 1.1 §13).</summary>
public sealed class ReferenceDataset
{
    private ReferenceDataset(IReadOnlyList<Triple> defaultGraph, IReadOnlyDictionary<Term, IReadOnlyList<Triple>> namedGraphs)
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

    private IReadOnlyList<Triple> GraphNamed(Term name) => NamedGraphs.GetValueOrDefault(name) ?? [];
}
