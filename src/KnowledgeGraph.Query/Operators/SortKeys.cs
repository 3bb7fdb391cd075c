using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// The decoded keys of rows under the conditions of ORDER BY. Keys of one row stand together; a row is named by its number. Charged to
/// the budget.
/// </summary>
internal sealed class SortKeys
{
    private readonly ExecutionContext _context;
    private readonly TermOrder _order;
    private readonly CompiledExpression[] _expressions;
    private readonly bool[] _descending;
    private readonly TermId[][] _values;
    private SortKey[] _keys = [];
    private long _charged;

    public SortKeys(ExecutionContext context, ImmutableArray<SortCondition> conditions, IReadOnlyDictionary<Variable, int> slots)
    {
        _context = context;
        _order = new TermOrder(context);
        _expressions = [.. conditions.Select(c => c.Compile(slots))];
        _descending = [.. conditions.Select(c => c.Descending)];
        _values = [.. conditions.Select(_ => new TermId[context.BatchRows])];
    }

    /// <summary>Evaluates the conditions for the selected rows of a batch.</summary>
    public void Evaluate(SolutionBatch batch)
    {
        for (var k = 0; k < _expressions.Length; k++)
        {
            _expressions[k].Evaluate(batch, _context, _values[k]);
        }
    }

    /// <summary>Decodes the keys of a row that was evaluated.</summary>
    /// <param name="position">The row's position among the selected ones of the batch.</param>
    /// <param name="row">The number it gets.</param>
    public void Store(int position, int row)
    {
        var start = row * _expressions.Length;
        Reserve(start + _expressions.Length);
        for (var k = 0; k < _expressions.Length; k++)
        {
            var key = _order.KeyOf(_values[k][position]);
            var difference = key.HeapBytes - _keys[start + k].HeapBytes;
            if (difference > 0)
            {
                _context.Budget.Charge(difference);
            }
            else
            {
                _context.Budget.Release(-difference);
            }

            _charged += difference;
            _keys[start + k] = key;
        }
    }

    /// <summary>Compares two rows; zero if no condition tells them apart.</summary>
    public int Compare(int left, int right)
    {
        var width = _expressions.Length;
        for (var k = 0; k < width; k++)
        {
            var order = SortKey.Compare(_keys[(left * width) + k], _keys[(right * width) + k]);
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
        _context.Budget.Release(_charged);
        _charged = 0;
        _keys = [];
    }

    private void Reserve(int length)
    {
        if (length <= _keys.Length)
        {
            return;
        }

        var capacity = Math.Max(length, Math.Max(64, checked(_keys.Length * 2)));
        var bytes = (long)(capacity - _keys.Length) * Unsafe.SizeOf<SortKey>();
        _context.Budget.Charge(bytes);
        _charged += bytes;
        Array.Resize(ref _keys, capacity);
    }
}
