using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// The items of nested joins, laid flat, with the filters over them: triple patterns one by one, closures, and whatever else is planned on
/// its own.
/// </summary>
internal sealed class JoinGroup
{
    private readonly Planner _planner;
    private readonly ExecutionContext _context;
    private readonly CountedRows? _counts;
    private readonly List<JoinItem> _items = [];
    private readonly List<Expression> _filters = [];
    private readonly List<Variable> _shownOuter = [];

    /// <summary>An empty group.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="context">The run.</param>
    /// <param name="counts">Leave for what is planned on its own to count rows; null for none.</param>
    public JoinGroup(Planner planner, ExecutionContext context, CountedRows? counts = null)
    {
        _counts = counts;
        _planner = planner;
        _context = context;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<JoinItem> Items => _items;

    /// <summary>Filters from inside, all of whose variables are certainly bound by the group.</summary>
    public IReadOnlyList<Expression> Filters => _filters;

    /// <summary>Names of graphs that have a value from outside and are part of the solutions.</summary>
    public IReadOnlyList<Variable> ShownOuter => _shownOuter;

    /// <summary>Lays a pattern flat.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="scope">Where it is evaluated.</param>
    public void Add(GraphPattern pattern, PlanScope scope)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern(var triples):
                foreach (var triple in triples)
                {
                    AddTriple(triple, scope);
                }

                break;
            case GraphPattern.Join(var left, var right):
                Add(left, scope with { Needed = null });
                Add(right, scope with { Needed = null });
                break;
            case GraphPattern.PathPattern path:
                AddPath(path, scope);
                break;
            case GraphPattern.Filter(var condition, var inner) when IsLiftable(condition, inner):
                Add(inner, scope.AlsoNeeding(ExpressionVariables.Of(condition)));
                _filters.Add(condition);
                break;
            case GraphPattern.Graph(TermPattern.Ground(var name), var inner):
                AddNamedGraph(name, inner, scope);
                break;
            case GraphPattern.Graph(TermPattern.Var(var name), var inner)
                when scope.Outer.ContainsKey(name) || (GraphInlining.IsPossible(inner, name) && !_planner.Dataset.Names.IsEmpty):
                if (scope.Outer.ContainsKey(name))
                {
                    _shownOuter.Add(name);
                }

                // Every part binds the name of the graph, which the pattern does not mention.
                Add(inner, scope with { Graphs = _planner.Dataset.NamedGraphs, GraphName = scope.Term(name), Needed = null });
                break;
            case GraphPattern.Service service when _context.Service is not null:
                AddService(service, scope);
                break;
            default:
                AddPlanned(_planner.Plan(pattern, scope, _counts), Scoped(pattern, scope));
                break;
        }
    }

    private static bool IsLiftable(Expression condition, GraphPattern inner) =>
        !ExpressionVariables.HasExists(condition) && !ExpressionVariables.IsVolatile(condition)
        && ExpressionVariables.Of(condition).IsSubsetOf(VariableScope.Of(inner).Certain);

    // Inside an inlined GRAPH every part binds the graph's name, which the pattern itself does not show.
    private static VariableScope Scoped(GraphPattern pattern, PlanScope scope)
    {
        var variables = VariableScope.Of(pattern);
        return scope.GraphName.Variable is { } name
            ? new VariableScope(variables.Certain.Add(name), variables.Possible.Add(name))
            : variables;
    }

    private void AddNamedGraph(Term name, GraphPattern inner, PlanScope scope)
    {
        // SPARQL 1.1 §18.6: for an IRI that names no graph of the dataset there is no solution, whatever the pattern.
        var id = _context.Terms.Intern(name);
        if (_planner.Dataset.Names.Contains(id))
        {
            Add(inner, scope with { Graphs = GraphScope.Named(id), GraphName = default });
        }
        else
        {
            AddPlanned(new Values(_context, [], []), VariableScope.Of(inner));
        }
    }

    private void AddPlanned(Operator plan, VariableScope variables)
    {
        var rows = Math.Max(0, plan.EstimatedRows);
        var possible = variables.Possible.Intersect(plan.Columns);
        _items.Add(new JoinItem.Planned
        {
            Plan = plan,
            Certain = variables.Certain.Intersect(plan.Columns),
            Possible = possible,
            Rows = rows,
            Distinct = CardinalityEstimates.Guess(possible, rows),
        });
    }

    private void AddService(GraphPattern.Service service, PlanScope scope)
    {
        var pattern = new ServicePattern(service, _context.BaseIri);
        _items.Add(new JoinItem.Service
        {
            Pattern = pattern,
            Scope = scope,
            Certain = VariableScope.Of(service).Certain.Intersect(pattern.Columns),
            Possible = [.. pattern.Columns],
            Rows = JoinCosts.ServiceRows,
            Distinct = CardinalityEstimates.Guess(pattern.Columns, JoinCosts.ServiceRows),
        });
    }

    private void AddTriple(TriplePattern triple, PlanScope scope)
    {
        var pattern = new ScanPattern(
            Term(triple.Subject, scope), Term(triple.Predicate, scope), Term(triple.Object, scope), scope.GraphName, scope.Graphs,
            IsTripleTerms: false);
        AddScan(pattern, triple.ToString());
    }

    private void AddScan(ScanPattern pattern, string text)
    {
        var (rows, distinct) = CardinalityEstimates.Of(_context.Snapshot, pattern);
        if (pattern.Subject.Place + pattern.Predicate.Place + pattern.Object.Place > 0)
        {
            _context.Counted?.Add((pattern, rows));
        }

        var variables = pattern.Variables.ToImmutableHashSet();
        _items.Add(new JoinItem.Scan
        {
            Pattern = pattern,
            Text = text,
            Certain = variables,
            Possible = variables,
            Rows = rows,
            AllRows = rows,
            Distinct = distinct,
        });
    }

    // A triple term with variables becomes a variable for the term and a scan of the triple terms that joins on it.
    private PatternTerm Term(TermPattern term, PlanScope scope)
    {
        switch (term)
        {
            case TermPattern.Ground(var value):
                return new PatternTerm(_context.Constant(value), null, Place: _context.PlaceOf(value));
            case TermPattern.Var(var name):
                return scope.Term(name);
            case TermPattern.Triple(var inner):
                var id = new PatternTerm(default, _planner.Fresh.Next("triple"));
                AddScan(
                    new ScanPattern(
                        Term(inner.Subject, scope), Term(inner.Predicate, scope), Term(inner.Object, scope), id, default,
                        IsTripleTerms: true),
                    string.Create(CultureInfo.InvariantCulture, $"{id.Variable} = {term}"));
                return id;
            default:
                throw new UnreachableException();
        }
    }

    private void AddPath(GraphPattern.PathPattern path, PlanScope scope)
    {
        if (path.Path is not (PropertyPath.ZeroOrMore or PropertyPath.OneOrMore or PropertyPath.ZeroOrOne))
        {
            Add(ExpandPaths.Expand(path, _planner.Fresh), scope);
            return;
        }

        var (start, end) = (Term(path.Subject, scope), Term(path.Object, scope));
        ImmutableHashSet<Variable> variables = [.. new[] { start.Variable, end.Variable }.OfType<Variable>()];
        var rows = PathEstimates.Rows(_context, scope.Graphs, start, path.Path, end);
        _items.Add(new JoinItem.Path
        {
            Start = start,
            Closure = path.Path,
            End = end,
            Scope = scope,
            Certain = variables,
            Possible = variables,
            Rows = rows.Pairs,
            Distinct = variables.ToDictionary(variable => variable, _ => rows.Ends),
        });
    }
}
