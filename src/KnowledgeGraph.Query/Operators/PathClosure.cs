using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// ZeroOrMorePath, OneOrMorePath and ZeroOrOnePath (SPARQL 1.1 §18.4) from whichever end is bound: a breadth-first search per left row.
/// Each pair of nodes comes once.
/// </summary>
public sealed class PathClosure : ProbingJoin
{
    private readonly PropertyPath _path;
    private readonly ActiveGraph _graph;
    private readonly PatternTerm _start;
    private readonly PatternTerm _end;
    private readonly int _startColumn;
    private readonly int _endColumn;
    private readonly int _startPartner;
    private readonly int _endPartner;
    private PathSteps? _steps;

    internal PathClosure(
        ExecutionContext context, Operator left, PatternTerm start, PropertyPath path, PatternTerm end, ActiveGraph graph,
        ImmutableArray<Variable> partners)
        : base(context, left, partners, Ends(start, end).Intersect(left.Columns), isOuter: false, condition: null, left)
    {
        _path = path;
        _graph = graph;
        _start = start;
        _end = end;
        _startColumn = start.Variable is null ? -1 : left.Columns.IndexOf(start.Variable);
        _endColumn = end.Variable is null ? -1 : left.Columns.IndexOf(end.Variable);
        _startPartner = start.Variable is null ? -1 : partners.IndexOf(start.Variable);
        _endPartner = end.Variable is null ? -1 : partners.IndexOf(end.Variable);
    }

    private PathClosure(PathClosure origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy, inputs)
    {
        _path = origin._path;
        _graph = copy.Bind(origin._graph);
        _start = copy.Bind(origin._start);
        _end = copy.Bind(origin._end);
        _startColumn = origin._startColumn;
        _endColumn = origin._endColumn;
        _startPartner = origin._startPartner;
        _endPartner = origin._endPartner;
    }

    /// <inheritdoc/>
    public override string Detail => $"{_start.Variable?.ToString() ?? "term"} {PathText.Of(_path)} {_end.Variable?.ToString() ?? "term"}";

    /// <inheritdoc/>
    protected override void ResetState()
    {
        base.ResetState();
        _steps = _steps is { IsLasting: true } ? _steps : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _steps?.Free();
        _steps = null;
        base.Dispose(disposing);
    }

    private protected override void Probe(SolutionBatch left, int row, TermRows partners)
    {
        _steps ??= new PathSteps(Context, _graph.Scope);
        var start = Bound(_start, _startColumn, left, row);
        var end = Bound(_end, _endColumn, left, row);
        var isSame = _start.Variable is not null && _start.Variable == _end.Variable;
        if (!start.IsUndefined)
        {
            // ALP from the start; with both ends known it stops at the end.
            Search(start, end, forward: true, partners, isSame);
        }
        else if (!end.IsUndefined)
        {
            Search(end, default, forward: false, partners, isSame);
        }
        else
        {
            var nodes = _path is PropertyPath.OneOrMore(var inner) ? _steps.Starts(inner) : _steps.Nodes();
            foreach (var node in nodes)
            {
                Search(node, isSame ? node : default, forward: true, partners, isSame);
            }
        }
    }

    private protected override PathClosure Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private static IEnumerable<Variable> Ends(PatternTerm start, PatternTerm end) =>
        new[] { start.Variable, end.Variable }.OfType<Variable>().Distinct();

    private static TermId Bound(in PatternTerm term, int column, SolutionBatch left, int row) =>
        !term.Value.IsUndefined ? term.Value : column >= 0 ? left.Column(column)[row] : default;

    private void Search(TermId from, TermId goal, bool forward, TermRows partners, bool isSame)
    {
        _steps!.Close(_path, from, forward, goal, (node, isZero) =>
        {
            if ((!goal.IsUndefined && node != goal) || (isSame && node != from) || (isZero && !AllowsZero(from)))
            {
                return;
            }

            partners.Reserve(1);
            if (_startPartner >= 0)
            {
                partners.Column(_startPartner)[partners.Count] = forward ? from : node;
            }

            if (_endPartner >= 0)
            {
                partners.Column(_endPartner)[partners.Count] = forward ? node : from;
            }

            partners.Commit(1);
        });
    }

    // A path of no step joins a term written in the query to itself; a variable only ranges over the graph's nodes (SPARQL 1.1 §18.4).
    private bool AllowsZero(TermId node) =>
        (_start.IsTerm && _start.Value == node) || (_end.IsTerm && _end.Value == node) || _steps!.IsNode(node);
}
