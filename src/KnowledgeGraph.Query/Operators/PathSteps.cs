using System.Diagnostics;
using System.Runtime.InteropServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Walks property paths from a node, in either direction, over ids. Only which nodes are reached counts here, not how often: that is what
/// closures ask (SPARQL 1.1 §18.4, ALP). Recursion is as deep as the path. For one run and one thread.
/// </summary>
public sealed class PathSteps
{
    private const int ReadRows = 256;

    // In the frontiers, and with whoever is told of it; each list has as much to spare.
    private const int ListedBytesPerNode = 40;
    private const int ChargeStepNodes = 1024;

    private readonly ExecutionContext _context;
    private readonly GraphScope _scope;
    private readonly TermId[] _buffer = new TermId[ReadRows];
    private readonly TermId[] _predicates = new TermId[ReadRows];
    private readonly Dictionary<Iri, TermId> _ids = [];
    private readonly Dictionary<(bool Forward, TermId Predicate), PathLink> _links = [];

    /// <summary>Walks within a graph.</summary>
    /// <param name="context">The run.</param>
    /// <param name="scope">The graph; a union counts as one graph.</param>
    public PathSteps(ExecutionContext context, GraphScope scope)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _scope = scope;
    }

    /// <summary>True if the graph is the same whatever the parameters of the plan are, so that what was read of it may be kept.</summary>
    internal bool IsLasting => _scope.Kind == GraphScopeKind.Default;

    /// <summary>True if a term is a subject or an object in the graph (SPARQL 1.1 §18.4, nodes(G)).</summary>
    /// <param name="term">The term.</param>
    public bool IsNode(TermId term) =>
        _context.Snapshot.Count(_scope, new QuadPattern(term, default, default)) > 0
        || _context.Snapshot.Count(_scope, new QuadPattern(default, default, term)) > 0;

    /// <summary>All nodes of the graph. Reads the whole graph.</summary>
    public HashSet<TermId> Nodes()
    {
        var nodes = new HashSet<TermId>();
        AddFirstColumn(IndexOrder.Spo, default, nodes);
        AddFirstColumn(IndexOrder.Osp, default, nodes);
        return nodes;
    }

    /// <summary>Nodes that include all from which a step of the path may start.</summary>
    /// <param name="path">The path.</param>
    public HashSet<TermId> Starts(PropertyPath path)
    {
        if (path is not PropertyPath.Link(var predicate))
        {
            return Nodes();
        }

        var nodes = new HashSet<TermId>();
        AddFirstColumn(IndexOrder.Pso, new QuadPattern(default, Id(predicate), default), nodes);
        return nodes;
    }

    /// <summary>Adds the nodes that a path leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="node">Where it starts, or ends if it is walked backwards.</param>
    /// <param name="forward">The direction.</param>
    /// <param name="reached">Where nodes are added, perhaps repeatedly.</param>
    public void Walk(PropertyPath path, TermId node, bool forward, List<TermId> reached)
    {
        ArgumentNullException.ThrowIfNull(reached);
        switch (path)
        {
            case PropertyPath.Link(var predicate):
                WalkLink(Id(predicate), node, forward, reached);
                break;
            case PropertyPath.Inverse(var inner):
                Walk(inner, node, !forward, reached);
                break;
            case PropertyPath.Sequence(var left, var right):
                var middle = new List<TermId>();
                Walk(forward ? left : right, node, forward, middle);
                foreach (var via in middle.Distinct())
                {
                    Walk(forward ? right : left, via, forward, reached);
                }

                break;
            case PropertyPath.Alternative(var left, var right):
                Walk(left, node, forward, reached);
                Walk(right, node, forward, reached);
                break;
            case PropertyPath.NegatedSet(var predicates):
                WalkOthers([.. predicates.Select(Id)], node, forward, reached);
                break;
            case PropertyPath.ZeroOrOne(var inner):
                reached.Add(node);
                Walk(inner, node, forward, reached);
                break;
            case PropertyPath.ZeroOrMore or PropertyPath.OneOrMore:
                Close(path, node, forward, default, (found, _) => reached.Add(found));
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>
    /// Visits every node that <c>*</c>, <c>+</c> or <c>?</c> of a step leads to, each once; the start itself by a path of no step if the
    /// operator allows it, or by a cycle.
    /// </summary>
    /// <param name="closure">ZeroOrMore, OneOrMore or ZeroOrOne.</param>
    /// <param name="start">The start, or the end if walked backwards.</param>
    /// <param name="forward">The direction.</param>
    /// <param name="goal">Stop once this node is reached; undefined to visit all.</param>
    /// <param name="visit">Called with the node, and true if the only way known so far has no step.</param>
    public void Close(PropertyPath closure, TermId start, bool forward, TermId goal, Action<TermId, bool> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var (step, zero, once) = closure switch
        {
            PropertyPath.ZeroOrMore(var inner) => (inner, true, false),
            PropertyPath.OneOrMore(var inner) => (inner, false, false),
            PropertyPath.ZeroOrOne(var inner) => (inner, true, true),
            _ => throw new UnreachableException(),
        };
        var visited = new NodeSet(_context.Budget);
        long charged = 0;
        try
        {
            if (zero)
            {
                visited.Add(start);
                visit(start, true);
                if (goal == start)
                {
                    return;
                }
            }

            var frontier = new List<TermId> { start };
            var next = new List<TermId>();
            do
            {
                next.Clear();
                foreach (var node in frontier)
                {
                    if (Visit(step, node, forward, goal, visited, next, visit))
                    {
                        return;
                    }

                    Charge(visited.Count, ref charged);
                }

                (frontier, next) = (next, frontier);
            }
            while (frontier.Count > 0 && !once);
        }
        finally
        {
            visited.Free();
            _context.Budget.Release(charged);
        }
    }

    // A step from a node; true if it leads to the goal. The nodes not visited before are added to the next ones.
    private bool Visit(
        PropertyPath step, TermId from, bool forward, TermId goal, NodeSet visited, List<TermId> next, Action<TermId, bool> visit)
    {
        _context.ThrowIfStopped();
        var first = next.Count;
        Walk(step, from, forward, next);
        var reached = CollectionsMarshal.AsSpan(next);
        var kept = first;
        for (var i = first; i < reached.Length; i++)
        {
            var found = reached[i];
            if (visited.Add(found))
            {
                reached[kept++] = found;
                visit(found, false);
                if (found == goal)
                {
                    return true;
                }
            }
        }

        CollectionsMarshal.SetCount(next, kept);
        return false;
    }

    private void Charge(int nodes, ref long charged)
    {
        var needed = (long)nodes * ListedBytesPerNode;
        if (needed > charged)
        {
            var step = needed - charged + ((long)ChargeStepNodes * ListedBytesPerNode);
            _context.Budget.Charge(step);
            charged += step;
        }
    }

    /// <summary>Gives the memory back of what was read of the graph.</summary>
    internal void Free()
    {
        foreach (var link in _links.Values)
        {
            link.Free();
        }

        _links.Clear();
    }

    private TermId Id(Iri predicate)
    {
        if (!_ids.TryGetValue(predicate, out var id))
        {
            id = _context.Terms.Intern(predicate);
            _ids.Add(predicate, id);
        }

        return id;
    }

    private void WalkLink(TermId predicate, TermId node, bool forward, List<TermId> reached)
    {
        ref var link = ref CollectionsMarshal.GetValueRefOrAddDefault(_links, (forward, predicate), out _);
        link ??= new PathLink(_context, _scope, predicate, forward);
        link.Walk(node, reached);
    }

    private void WalkOthers(HashSet<TermId> excluded, TermId node, bool forward, List<TermId> reached)
    {
        var scan = forward
            ? _context.Snapshot.Scan(_scope, IndexOrder.Spo, new QuadPattern(node, default, default))
            : _context.Snapshot.Scan(_scope, IndexOrder.Ops, new QuadPattern(default, default, node));
        int count;
        while ((count = scan.Read(_predicates, _buffer, default, default)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (!excluded.Contains(_predicates[i]))
                {
                    reached.Add(_buffer[i]);
                }
            }
        }
    }

    private void AddFirstColumn(IndexOrder order, in QuadPattern bound, HashSet<TermId> nodes)
    {
        var scan = _context.Snapshot.Scan(_scope, order, bound);
        int count;
        while ((count = scan.Read(_buffer, default, default, default)) > 0)
        {
            _context.ThrowIfStopped();
            foreach (var node in _buffer.AsSpan(0, count))
            {
                nodes.Add(node);
            }
        }
    }
}
