using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using Solution = KnowledgeGraph.Engine.Solution;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Asks one state of the dataset the same questions of many things at once: queries parsed once, the things as VALUES.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="cancellation">Stops it.</param>
public sealed class GraphReader(ServedDataset dataset, CancellationToken cancellation)
{
    private readonly QueryOptions _options = dataset.QueryOptions() with { State = dataset.Engine.Snapshot };

    /// <summary>The dataset.</summary>
    public ServedDataset Dataset { get; } = dataset;

    /// <summary>Stops it.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The solutions of a query for some things.</summary>
    /// <param name="query">The query; it speaks of <paramref name="variable"/>.</param>
    /// <param name="variable">The variable that takes each thing.</param>
    /// <param name="things">The things.</param>
    /// <param name="fixedTerms">Variables that take one term.</param>
    public IReadOnlyList<Solution> Select(
        SparqlQuery query, string variable, IEnumerable<Term> things, params IEnumerable<(string Name, Term Value)> fixedTerms)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImmutableArray<ImmutableArray<Term?>> rows = [.. things.Distinct().Select(thing => ImmutableArray.Create<Term?>(thing))];
        if (rows.IsEmpty)
        {
            return [];
        }

        var over = query with { Pattern = Join(query.Pattern, new GraphPattern.Values([new Variable(variable)], rows)) };
        return Select(over, fixedTerms);
    }

    /// <summary>The solutions of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="fixedTerms">Variables that take one term.</param>
    public IReadOnlyList<Solution> Select(SparqlQuery query, params IEnumerable<(string Name, Term Value)> fixedTerms)
    {
        var bound = QueryParameters.Bind(query, fixedTerms.ToDictionary(term => term.Name, term => term.Value, StringComparer.Ordinal));
        using var run = Dataset.Engine.Run(bound, _options, Cancellation);
        return [.. run.Solutions()];
    }

    /// <summary>The answer of an ASK query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="fixedTerms">Variables that take one term.</param>
    public bool Ask(SparqlQuery query, params IEnumerable<(string Name, Term Value)> fixedTerms)
    {
        var bound = QueryParameters.Bind(query, fixedTerms.ToDictionary(term => term.Name, term => term.Value, StringComparer.Ordinal));
        using var run = Dataset.Engine.Run(bound, _options, Cancellation);
        return run.Boolean;
    }

    // Below the solution modifiers, so that they see the join.
    private static GraphPattern Join(GraphPattern pattern, GraphPattern.Values values) => pattern switch
    {
        GraphPattern.Slice slice => slice with { Inner = Join(slice.Inner, values) },
        GraphPattern.Distinct distinct => distinct with { Inner = Join(distinct.Inner, values) },
        GraphPattern.Project project => project with { Inner = Join(project.Inner, values) },
        GraphPattern.OrderBy order => order with { Inner = Join(order.Inner, values) },
        _ => new GraphPattern.Join(values, pattern),
    };
}
