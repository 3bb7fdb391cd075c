using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>The dataset of a query (SPARQL 1.1 §13): what its default graph is made of, and which named graphs it has.</summary>
/// <param name="DefaultGraph">The graphs that make the default graph.</param>
/// <param name="NamedGraphs">The named graphs that the store has, as the scope of GRAPH with a variable.</param>
/// <param name="Names">The names of all named graphs.</param>
public sealed record QueryDataset(GraphScope DefaultGraph, GraphScope NamedGraphs, ImmutableArray<TermId> Names)
{
    // The names of all graphs of a store, made once for a snapshot.
    private static readonly ConditionalWeakTable<Snapshot, ImmutableArray<TermId>[]> s_names = [];

    /// <summary>The dataset of a query.</summary>
    /// <param name="terms">The terms of the data and of the query.</param>
    /// <param name="snapshot">The data.</param>
    /// <param name="clause">FROM and FROM NAMED, or what the protocol asks for instead; null for all of the store.</param>
    /// <param name="unionDefaultGraph">True if, without a clause, the default graph is the merge of all graphs of the store.</param>
    public static QueryDataset Create(LocalDictionary terms, Snapshot snapshot, DatasetClause? clause, bool unionDefaultGraph)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(snapshot);
        if (clause is null)
        {
            var names = s_names.GetValue(snapshot, static of => [[.. of.NamedGraphs.Select(graph => graph.Name)]])[0];
            return new QueryDataset(
                unionDefaultGraph ? GraphScope.UnionAll(includesDefault: true) : GraphScope.Default, GraphScope.AnyNamed, names);
        }

        // SPARQL 1.1 §13.2: without FROM the default graph is empty, and each IRI of FROM NAMED provides one named graph. One that the
        // store does not have is there without triples; nothing is fetched.
        var defaults = Known(Ids(clause.Default));
        var named = Ids(clause.Named);
        return new QueryDataset(
            defaults.Length == 1 ? GraphScope.Named(defaults[0]) : GraphScope.UnionOf(defaults.AsSpan()),
            GraphScope.NamedAmong(Known(named).AsSpan()),
            named);

        ImmutableArray<TermId> Ids(ImmutableArray<Iri> graphs) => [.. graphs.Distinct().Select(graph => terms.Intern(graph))];

        ImmutableArray<TermId> Known(ImmutableArray<TermId> graphs) => [.. graphs.Where(snapshot.HasGraph)];
    }
}
