using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using SparqlQuery = KnowledgeGraph.Sparql.Algebra.Query;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// Why a query gives an answer: the triples that support it. The row is joined to the solutions of the query before projection, grouping
/// and slicing, and the triple patterns are read off the solutions (lineage; Cui, Widom, Wiener, ACM TODS 25(2), 2000). Sub-selects are
/// explained in turn; what EXISTS and MINUS state is named, not searched. Reads the state of the data at its making. For one thread.
/// </summary>
/// <param name="engine">The data.</param>
/// <param name="options">Limits and dataset of each query that this takes; null for the defaults.</param>
public sealed class AnswerEvidence(Engine.Engine engine, QueryOptions? options = null)
{
    /// <summary>The most supports of one answer given at once.</summary>
    public const int MostSupports = 1_000;

    // Of each sub-select's row within a support.
    private const int MostInner = 20;
    private const int MostNodesOfWalk = 100_000;

    private readonly QueryOptions _options = (options ?? new QueryOptions()) with { State = engine.Snapshot };

    /// <summary>What supports a row of a SELECT query, or the answer of ASK: true.</summary>
    /// <param name="query">The query.</param>
    /// <param name="row">The row: a term for each column that is bound; empty for ASK.</param>
    /// <param name="offset">Supports passed over.</param>
    /// <param name="limit">The most supports, from 1 to <see cref="MostSupports"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="QueryException">The row has a column that the query does not have, or a limit is exceeded.</exception>
    public Supports Of(
        SparqlQuery query, IReadOnlyDictionary<Variable, Term> row, long offset = 0, int limit = MostSupports,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostSupports);
        ImmutableArray<Variable> columns = query is SparqlQuery.Select select ? select.Variables : [];
        if (row.Keys.FirstOrDefault(name => !columns.Contains(name)) is { } unknown)
        {
            throw new QueryException($"The row binds {unknown}, which is no column of the query. Its columns are: {string.Join(' ', columns)}.");
        }

        return new Search(new PatternReader(engine, query, _options, cancellationToken), query)
            .Explain(query.Pattern, columns, row, null, offset, limit);
    }

    /// <summary>What supports a triple that a CONSTRUCT query makes.</summary>
    /// <param name="query">The query.</param>
    /// <param name="triple">The triple, without blank nodes of the template.</param>
    /// <param name="offset">Supports passed over.</param>
    /// <param name="limit">The most supports, from 1 to <see cref="MostSupports"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="QueryException">A limit is exceeded.</exception>
    public Supports Of(
        SparqlQuery.Construct query, Triple triple, long offset = 0, int limit = MostSupports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(triple);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostSupports);
        var search = new Search(new PatternReader(engine, query, _options, cancellationToken), query);
        var found = new List<Support>();
        bool hasMore = false;
        foreach (TriplePattern pattern in query.Template)
        {
            if (TemplateMatch.Find(pattern, triple) is not { } row || hasMore)
            {
                continue;
            }

            // Several triples of a template may make the same triple; pages go on from one to the next.
            Supports one = search.Explain(query.Pattern, [.. row.Keys], row, null, 0, (int)Math.Min(int.MaxValue, offset + limit));
            found.AddRange(one.Items);
            hasMore = one.HasMore || found.Count > offset + limit;
        }

        return new Supports([.. found.Skip((int)Math.Min(int.MaxValue, offset)).Take(limit)], hasMore || found.Count > offset + limit, found.Count > 0);
    }

    private sealed class Search(PatternReader reader, SparqlQuery query)
    {
        private readonly WalkFinder _walks = new(reader, MostNodesOfWalk);

        public Supports Explain(
            GraphPattern pattern, ImmutableArray<Variable> columns, IReadOnlyDictionary<Variable, Term> row, Term? graph, long offset, int limit)
        {
            SolutionModifiers bare = SolutionModifiers.Strip(pattern);
            TermPattern? place = graph is null ? null : new TermPattern.Ground(graph);
            var marked = new MarkedPattern(bare.Members, place, query.Prefixes);
            ImmutableArray<Variable> keys = bare.Group is null ? columns : [.. bare.Group.Keys.Select(key => key.Name)];

            // Of an aggregate: the keys of the groups that give the row, whose members support it.
            List<ImmutableDictionary<Variable, Term>> rows = [row.ToImmutableDictionary()];
            rows = bare.Group is null ? rows : reader.Solutions(Restricted(bare.Pattern, columns, rows), graph, keys);
            List<ImmutableDictionary<Variable, Term>> solutions = rows.Count == 0
                ? []
                : reader.Solutions(Restricted(marked.Pattern, keys, rows), graph, marked.Variables, offset, (long)limit + 1);
            return new Supports(
                [.. solutions.Take(limit).Select(solution => new Support([.. marked.Parts.SelectMany(part => Of(part, solution))]))],
                solutions.Count > limit,
                bare.Group is null ? solutions.Count > 0 || offset > 0 : rows.Count > 0);
        }

        // Solutions that have one of the rows; a column without a term is unbound.
        private static GraphPattern Restricted(
            GraphPattern pattern, ImmutableArray<Variable> columns, List<ImmutableDictionary<Variable, Term>> rows)
        {
            GraphPattern? result = null;
            foreach (var alike in rows.GroupBy(row => columns.Where(row.ContainsKey).ToImmutableArray(), SameVariables.Instance))
            {
                // A join takes what is unbound for anything; a row has exactly what it has.
                GraphPattern part = alike.Key.Except(InScopeVariables.Certain(pattern)).Aggregate(
                    pattern, (inner, name) => new GraphPattern.Filter(new Expression.Bound(name), inner));
                part = alike.Key.IsEmpty
                    ? part
                    : new GraphPattern.Join(
                        new GraphPattern.Values(alike.Key, [.. alike.Select(row => alike.Key.Select(Term? (name) => row[name]).ToImmutableArray())]),
                        part);
                part = columns.Where(name => !alike.Key.Contains(name)).Aggregate(
                    part, (inner, name) => new GraphPattern.Filter(new Expression.Not(new Expression.Bound(name)), inner));
                result = result is null ? part : new GraphPattern.Union(result, part);
            }

            return result!;
        }

        private IEnumerable<SupportPart> Of(MarkedPart part, ImmutableDictionary<Variable, Term> solution)
        {
            if (!part.Marks.All(solution.ContainsKey))
            {
                return [];
            }

            return part switch
            {
                MarkedPart.Match match =>
                    [new SupportPart.Statement(Instantiation.Of(match.Triple, solution), Instantiation.OfGraph(match.Graph, solution))],
                MarkedPart.Path path => [WalkOf(path, solution)],
                MarkedPart.SubSelect inner => [AnswerOf(inner, solution)],
                MarkedPart.Optional optional when !solution.ContainsKey(optional.Here) => [new SupportPart.Absent(optional.Text)],
                MarkedPart.Condition condition => [new SupportPart.Condition(condition.Text)],
                MarkedPart.Remote remote => [new SupportPart.Remote(Instantiation.Of(remote.Name, solution))],
                _ => [],
            };
        }

        private SupportPart.Walk WalkOf(MarkedPart.Path part, ImmutableDictionary<Variable, Term> solution)
        {
            Term start = Instantiation.Of(part.Pattern.Subject, solution);
            Term end = Instantiation.Of(part.Pattern.Object, solution);
            return new SupportPart.Walk(
                start, part.Pattern.Path, end, _walks.Find(start, part.Pattern.Path, end, Instantiation.OfGraph(part.Graph, solution)));
        }

        private SupportPart.SubAnswer AnswerOf(MarkedPart.SubSelect part, ImmutableDictionary<Variable, Term> solution)
        {
            Dictionary<Variable, Term> row = part.Columns.Where(solution.ContainsKey).ToDictionary(name => name, name => solution[name]);
            return new SupportPart.SubAnswer(
                [.. part.Columns.Where(row.ContainsKey).Select(name => (name, row[name]))],
                Explain(part.Pattern, part.Columns, row, Instantiation.OfGraph(part.Graph, solution), 0, MostInner));
        }
    }

    private sealed class SameVariables : IEqualityComparer<ImmutableArray<Variable>>
    {
        public static SameVariables Instance { get; } = new();

        public bool Equals(ImmutableArray<Variable> x, ImmutableArray<Variable> y) => x.SequenceEqual(y);

        public int GetHashCode(ImmutableArray<Variable> variables) => variables.Aggregate(0, HashCode.Combine);
    }
}
