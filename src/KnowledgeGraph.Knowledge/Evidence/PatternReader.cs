using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>Evaluates patterns over one state of the data, in the dataset of the query that is explained.</summary>
/// <param name="engine">The data.</param>
/// <param name="frame">The query: its FROM clauses and base.</param>
/// <param name="options">Limits, dataset of the protocol, and the state to read.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class PatternReader(Engine.Engine engine, SparqlQuery frame, QueryOptions options, CancellationToken cancellation)
{
    /// <summary>The different solutions of a pattern, projected.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="graph">The graph to evaluate it in; null for the default graph.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="offset">Solutions passed over.</param>
    /// <param name="limit">At most so many; null for all.</param>
    public List<ImmutableDictionary<Variable, Term>> Solutions(
        GraphPattern pattern, Term? graph, ImmutableArray<Variable> columns, long offset = 0, long? limit = null)
    {
        var placed = graph is null ? pattern : new GraphPattern.Graph(new TermPattern.Ground(graph), pattern);
        GraphPattern whole = new GraphPattern.Distinct(new GraphPattern.Project(placed, columns));
        if (offset > 0 || limit is not null)
        {
            whole = new GraphPattern.Slice(whole, offset, limit);
        }

        using QueryRun run = engine.Run(new SparqlQuery.Select(columns, whole, frame.Dataset, frame.BaseIri), options, cancellation);
        var solutions = new List<ImmutableDictionary<Variable, Term>>();
        foreach (Solution solution in run.Solutions())
        {
            var bound = ImmutableDictionary.CreateBuilder<Variable, Term>();
            for (int i = 0; i < columns.Length; i++)
            {
                if (solution.Terms[i] is { } term)
                {
                    bound.Add(columns[i], term);
                }
            }

            solutions.Add(bound.ToImmutable());
        }

        return solutions;
    }
}
