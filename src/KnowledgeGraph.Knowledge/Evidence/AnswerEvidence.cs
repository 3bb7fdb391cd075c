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
/// explained in turn; what EXISTS and MINUS state is named, not searched. Reads the state of the options, or of its making. For one thread.
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

    // A row without keys can stand for a group each of millions; those of the pages that can be asked for are enough.
    private const int MostGroups = 10_000;

    private readonly QueryOptions _options = (options ?? new QueryOptions()) with { State = options?.State ?? engine.QueryState };

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
            .Explain(query.Pattern, [new AskedRow(columns, row)], null, offset, limit);
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
        var asked = query.Template.Select(pattern => TemplateMatch.Find(pattern, triple)).OfType<IReadOnlyDictionary<Variable, Term>>()
            .Select(row => new AskedRow([.. row.Keys], row)).ToList();
        return asked.Count == 0
            ? new Supports([], HasMore: false, IsAnswer: false)
            : new Search(new PatternReader(engine, query, _options, cancellationToken), query).Explain(query.Pattern, asked, null, offset, limit);
    }

    // What is known of a solution: the values of some columns, of which those without a value are unbound.
    private readonly record struct AskedRow(ImmutableArray<Variable> Columns, IReadOnlyDictionary<Variable, Term> Values)
    {
        public ImmutableArray<Variable> Bound => [.. Columns.Where(Values.ContainsKey)];
    }

    private sealed class Search(PatternReader reader, SparqlQuery query)
    {
        private readonly WalkFinder _walks = new(reader, MostNodesOfWalk);

        // Several rows asked for are alternatives: triples of a template may make the same triple.
        public Supports Explain(GraphPattern pattern, IReadOnlyList<AskedRow> asked, Term? graph, long offset, int limit)
        {
            SolutionModifiers bare = SolutionModifiers.Strip(pattern);
            TermPattern? place = graph is null ? null : new TermPattern.Ground(graph);
            var marked = new MarkedPattern(bare.Members, place, query.Prefixes, bare.Having);
            bool hasMoreGroups = false;
            if (bare.Group is { } group)
            {
                // The keys of the groups that give the row, whose members support it.
                ImmutableArray<Variable> keys = [.. group.Keys.Select(key => key.Name)];
                asked =
                [
                    .. reader.Solutions(Restricted(bare.Pattern, asked), graph, keys, limit: MostGroups + 1)
                        .Select(solution => new AskedRow(keys, solution)),
                ];
                hasMoreGroups = asked.Count > MostGroups;
                asked = [.. asked.Take(MostGroups)];
            }

            List<ImmutableDictionary<Variable, Term>> solutions = asked.Count == 0
                ? []
                : reader.Solutions(Restricted(marked.Pattern, asked), graph, marked.Variables, offset, (long)limit + 1);
            return new Supports(
                [.. solutions.Take(limit).Select(solution => new Support([.. marked.Parts.SelectMany(part => Of(part, solution))]))],
                solutions.Count > limit || (hasMoreGroups && solutions.Count > 0),
                bare.Group is null ? solutions.Count > 0 || offset > 0 : asked.Count > 0);
        }

        // Solutions that have one of the rows.
        private static GraphPattern Restricted(GraphPattern pattern, IReadOnlyList<AskedRow> asked) => asked
            .GroupBy(row => (string.Join(' ', row.Columns), string.Join(' ', row.Bound)))
            .Select(alike => Restricted(pattern, alike.First().Columns, alike.First().Bound, [.. alike.Select(row => row.Values)]))
            .Aggregate((left, right) => new GraphPattern.Union(left, right));

        // A join takes what is unbound for anything; a row has exactly what it has.
        private static GraphPattern Restricted(
            GraphPattern pattern, ImmutableArray<Variable> columns, ImmutableArray<Variable> bound,
            IReadOnlyCollection<IReadOnlyDictionary<Variable, Term>> rows)
        {
            GraphPattern part = bound.Except(InScopeVariables.Certain(pattern)).Aggregate(
                pattern, (inner, name) => new GraphPattern.Filter(new Expression.Bound(name), inner));
            part = bound.IsEmpty
                ? part
                : new GraphPattern.Join(
                    new GraphPattern.Values(bound, [.. rows.Select(row => bound.Select(Term? (name) => row[name]).ToImmutableArray())]), part);
            return columns.Where(name => !bound.Contains(name)).Aggregate(
                part, (inner, name) => new GraphPattern.Filter(new Expression.Not(new Expression.Bound(name)), inner));
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
                Explain(part.Pattern, [new AskedRow(part.Columns, row)], Instantiation.OfGraph(part.Graph, solution), 0, MostInner));
        }
    }
}
