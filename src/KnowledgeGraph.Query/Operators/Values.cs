using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Inline data (SPARQL 1.1 §10). Without columns and with one row it is the empty pattern; without rows it is no solution.</summary>
public sealed class Values : Operator
{
    private readonly ImmutableArray<TermId[]> _rows;
    private int _position;

    /// <summary>Inline data.</summary>
    /// <param name="context">The run.</param>
    /// <param name="columns">The variables.</param>
    /// <param name="rows">The rows, each with a cell per variable; undefined for UNDEF.</param>
    public Values(ExecutionContext context, ImmutableArray<Variable> columns, ImmutableArray<TermId[]> rows)
        : base(context, columns)
    {
        _rows = rows;
        EstimatedRows = rows.Length;
    }

    private Values(Values origin, PlanCopy copy)
        : base(origin, copy.Context, [])
    {
        Terms = origin.Terms;
        _rows = Terms.IsDefaultOrEmpty ? origin._rows : Bound(copy, Terms);
    }

    /// <summary>The rows as terms, which have ids of their own in each run; none if no row has a term.</summary>
    internal ImmutableArray<ImmutableArray<Term?>> Terms { get; init; } = [];

    /// <summary>The ids of some rows in a run.</summary>
    /// <param name="context">The run.</param>
    /// <param name="rows">The rows.</param>
    internal static ImmutableArray<TermId[]> Ids(ExecutionContext context, ImmutableArray<ImmutableArray<Term?>> rows) =>
        [.. rows.Select(row => row.Select(term => term is null ? default : context.Constant(term)).ToArray())];

    /// <inheritdoc/>
    public override string Name => _rows.IsEmpty ? "Nothing" : Columns.IsEmpty && _rows.Length == 1 ? "Unit" : nameof(Values);

    /// <inheritdoc/>
    public override string Detail => Columns.IsEmpty
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', Columns)} ({_rows.Length} rows)");

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        var count = Math.Min(output.CapacityRows, _rows.Length - _position);
        if (count <= 0)
        {
            return false;
        }

        for (var slot = 0; slot < Columns.Length; slot++)
        {
            var column = output.Column(slot);
            for (var i = 0; i < count; i++)
            {
                column[i] = _rows[_position + i][slot];
            }
        }

        output.Count = count;
        _position += count;
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _position = 0;

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        Terms.IsEmpty && !Columns.IsEmpty && !_rows.IsEmpty ? null : new Values(this, copy);

    private static ImmutableArray<TermId[]> Bound(PlanCopy copy, ImmutableArray<ImmutableArray<Term?>> rows) =>
        copy.IsTemplate ? [.. rows.Select(_ => Array.Empty<TermId>())] : Ids(copy.Context, rows);
}
