using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>The keys of rows under the conditions of ORDER BY; a row is named by its number. Charged to the budget.</summary>
internal sealed class SortKeys
{
    private readonly ExecutionContext _context;
    private readonly CompiledExpression[] _expressions;
    private readonly bool[] _descending;
    private readonly TermId[][] _values;
    private readonly SortKeyColumn[] _columns;

    public SortKeys(ExecutionContext context, ImmutableArray<SortCondition> conditions, IReadOnlyDictionary<Variable, int> slots)
    {
        var order = new TermOrder(context);
        _context = context;
        _expressions = [.. conditions.Select(c => c.Compile(slots))];
        _descending = [.. conditions.Select(c => c.Descending)];
        _values = [.. conditions.Select(_ => new TermId[context.BatchRows])];
        _columns = [.. conditions.Select(_ => new SortKeyColumn(order, context.Budget))];
    }

    /// <summary>Evaluates the conditions for the selected rows of a batch.</summary>
    public void Evaluate(SolutionBatch batch)
    {
        for (var k = 0; k < _expressions.Length; k++)
        {
            _expressions[k].Evaluate(batch, _context, _values[k]);
        }
    }

    /// <summary>Keeps the keys of a row that was evaluated.</summary>
    /// <param name="position">The row's position among the selected ones of the batch.</param>
    /// <param name="row">The number it gets: a new one, next in turn, or one to be used again.</param>
    public void Store(int position, int row)
    {
        for (var k = 0; k < _columns.Length; k++)
        {
            _columns[k].Store(row, _values[k][position]);
        }
    }

    /// <summary>Whether a row that was evaluated is known to come after a row that is kept, or at its place.</summary>
    /// <param name="position">The row's position among the selected ones of the batch.</param>
    /// <param name="row">The number of the row that is kept.</param>
    public bool IsBeyond(int position, int row)
    {
        for (var k = 0; k < _columns.Length; k++)
        {
            if (!_columns[k].TryCompare(_values[k][position], row, out var order))
            {
                return false;
            }

            if (order != 0)
            {
                return _descending[k] ? order < 0 : order > 0;
            }
        }

        return true;
    }

    /// <summary>Compares two rows; zero if no condition tells them apart.</summary>
    public int Compare(int left, int right)
    {
        for (var k = 0; k < _columns.Length; k++)
        {
            var order = _columns[k].Compare(left, right);
            if (order != 0)
            {
                return _descending[k] ? -order : order;
            }
        }

        return 0;
    }

    /// <summary>Forgets the keys and gives the memory back.</summary>
    public void Free()
    {
        foreach (var column in _columns)
        {
            column.Free();
        }
    }
}
