using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Graph with a variable (SPARQL 1.1 §18.6): the pattern once per named graph of the dataset, each solution joined with the graph's name.
/// </summary>
internal sealed class GraphLoop : Operator
{
    private readonly ImmutableArray<TermId> _graphs;
    private readonly Parameters _graph;
    private readonly SolutionBatch _batch;
    private readonly int[] _slots;
    private readonly int _target;
    private readonly bool _isShared;
    private int _next;

    public GraphLoop(ExecutionContext context, Operator inner, Parameters graph, Variable name, ImmutableArray<TermId> graphs)
        : base(context, inner.Columns.Contains(name) ? inner.Columns : inner.Columns.Add(name), inner)
    {
        _graphs = graphs;
        _graph = graph;
        _batch = NewBatch(inner);
        _slots = [.. Columns.Select(column => inner.Columns.IndexOf(column))];
        _target = Columns.IndexOf(name);
        _isShared = inner.Columns.Contains(name);
    }

    private GraphLoop(GraphLoop origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _graphs = origin._graphs;
        _graph = copy.Bind(origin._graph);
        _batch = NewBatch(inputs[0]);
        _slots = origin._slots;
        _target = origin._target;
        _isShared = origin._isShared;
    }

    /// <inheritdoc/>
    public override string Detail => Columns[_target].ToString();

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        while (_next == 0 || !Inputs[0].Next(_batch))
        {
            if (_next >= _graphs.Length)
            {
                return false;
            }

            Context.ThrowIfStopped();
            _graph.Values[0] = _graphs[_next++];
            Inputs[0].Reset();
        }

        ColumnMap.Copy(_batch, output, _slots);
        var name = _graph[0];
        var column = output.Column(_target);
        if (!_isShared)
        {
            column.AsSpan(0, output.Count).Fill(name);
            return true;
        }

        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            if (column[row].IsUndefined || column[row] == name)
            {
                column[row] = name;
                kept[count++] = row;
            }
        }

        output.Select(count);
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _next = 0;

    private protected override GraphLoop Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);
}
