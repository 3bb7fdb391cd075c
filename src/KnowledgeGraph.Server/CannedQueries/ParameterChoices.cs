using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>
/// What a parameter that is an IRI can be, asked of the data by the query itself: the part of its pattern that speaks of the parameter,
/// the parameter
/// still a variable, without filters. Asked once a state.
/// </summary>
public static class ParameterChoices
{
    // More are no help in a drop-down.
    private const int MaxChoices = 300;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<(string Query, string Parameter),
        ImmutableArray<ParameterChoice>>> s_known = [];

    /// <summary>The choices for each parameter of a query that has any; none where there are too many to choose from.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyDictionary<string, ImmutableArray<ParameterChoice>> Of(
        ServedDataset dataset, CannedQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(query);
        var known = s_known.GetOrCreateValue(dataset.Engine.Snapshot);
        return query.Parameters.Where(parameter => parameter.Type.Name == "iri" && parameter.Enumeration.Count == 0)
            .ToDictionary(
                parameter => parameter.Name,
                parameter => known.GetOrAdd((query.Name, parameter.Name), _ => Ask(dataset, query.Query, parameter, cancellation)),
                StringComparer.Ordinal);
    }

    /// <summary>The choices for the parameters of each query, by its name.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, ImmutableArray<ParameterChoice>>> OfAll(
        ServedDataset dataset, IEnumerable<CannedQuery> queries, CancellationToken cancellation) =>
        queries.ToDictionary(query => query.Name, query => Of(dataset, query, cancellation), StringComparer.Ordinal);

    /// <summary>The part of a pattern that binds a variable, without filters; null if none does.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="variable">The variable.</param>
    public static GraphPattern? BindingPart(GraphPattern pattern, Variable variable)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (!InScopeVariables.Mentioned(pattern).Contains(variable))
        {
            return null;
        }

        GraphPattern? Part(GraphPattern inner) => BindingPart(inner, variable);
        return pattern switch
        {
            GraphPattern.BasicGraphPattern or GraphPattern.PathPattern => pattern,
            GraphPattern.Join(var left, var right) => Both(Part(left), Part(right), (a, b) => new GraphPattern.Join(a, b)),
            GraphPattern.LeftJoin(var left, var right, _) => Part(left) ?? Part(right),
            GraphPattern.Union(var left, var right) => Both(Part(left), Part(right), (a, b) => new GraphPattern.Union(a, b)),
            GraphPattern.Minus(var left, _) => Part(left),
            GraphPattern.Graph graph => graph.Name is TermPattern.Var name && name.Name == variable
                ? graph with { Inner = Plain(graph.Inner) }
                : Part(graph.Inner) is { } inner ? graph with { Inner = inner } : null,
            GraphPattern.Service => null,
            _ => pattern.Children is [var only] ? Part(only) : null,
        };
    }

    // Of a graph named by the parameter any triple will do.
    private static GraphPattern.BasicGraphPattern Plain(GraphPattern inner) => inner as GraphPattern.BasicGraphPattern ?? new(
    [
        new TriplePattern(new TermPattern.Var(new Variable("s")), new TermPattern.Var(new Variable("p")),
            new TermPattern.Var(new Variable("o"))),
    ]);

    private static GraphPattern? Both(GraphPattern? left, GraphPattern? right, Func<GraphPattern, GraphPattern, GraphPattern> make) =>
        left is null ? right : right is null ? left : make(left, right);

    private static ImmutableArray<ParameterChoice> Ask(
        ServedDataset dataset, SparqlQuery query, CannedQueryParameter parameter, CancellationToken cancellation)
    {
        var variable = new Variable(parameter.Variable);
        if (BindingPart(query.Pattern, variable) is not { } part)
        {
            return [];
        }

        var distinct = new GraphPattern.Distinct(new GraphPattern.Project(part, [variable]));
        try
        {
            using var run = dataset.Engine.Run(
                new SparqlQuery.Select([variable], new GraphPattern.Slice(distinct, 0, MaxChoices + 1)), dataset.QueryOptions(s_timeout),
                    cancellation);
            List<Iri> values = [.. run.Solutions().Select(solution => solution.Terms[0]).OfType<Iri>()];
            if (values.Count > MaxChoices)
            {
                return [];
            }

            var labels = LabelLookup.Of(dataset, values, cancellation);
            return [.. values.Select(value => new ParameterChoice(value.Value, labels.GetValueOrDefault(value) ?? value.Value))
                .OrderBy(choice => choice.Label, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(choice => choice.Value, StringComparer.Ordinal)];
        }
        catch (QueryException)
        {
            // A help to fill in a form; without it the form is filled in by hand.
            return [];
        }
    }
}
