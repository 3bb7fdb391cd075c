using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>
/// A costly expression of one variable: computed once for values that repeat. The results stand in a table with one place for each hash
/// of a value, the newer takes it. Where values hardly repeat, the table is given up.
/// </summary>
internal sealed class RepeatedValues(TermWorkspace workspace, CompiledExpression inner, int slot) : CompiledExpression(workspace)
{
    // Below this many rows nothing is remembered: most queries see a few rows only.
    private const int FirstRows = 256;
    private const int PlaceBits = 14;

    // Every so many rows it is decided whether the table pays: if one row in eight finds its value there.
    private const int TrialRows = 8192;
    private const int LeastShare = 8;

    private (TermId Value, TermId Result)[] _places = [];
    private TermId[] _missResults = [];
    private int[] _missRows = [];
    private int[] _missPositions = [];
    private long _seen;
    private long _found;
    private bool _isGivenUp;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        _seen += rows.Length;
        if (_isGivenUp || _seen < FirstRows)
        {
            inner.EvaluateRows(batch, rows, results);
            return;
        }

        if (_places.Length == 0)
        {
            Workspace.Context.Budget.Charge((1L << PlaceBits) * 2 * sizeof(ulong));
            _places = new (TermId, TermId)[1 << PlaceBits];
        }

        var missRows = Scratch(ref _missRows, rows.Length);
        var missPositions = Scratch(ref _missPositions, rows.Length);
        var misses = Look(batch.Column(slot), rows, results, missRows, missPositions);
        if (misses > 0)
        {
            var missResults = Scratch(ref _missResults, misses);
            inner.EvaluateRows(batch, missRows[..misses], missResults);
            Keep(batch.Column(slot), missRows[..misses], missPositions, missResults, results);
        }

        _found += rows.Length - misses;
        if (_seen > TrialRows)
        {
            _isGivenUp = _found < _seen / LeastShare;
            (_seen, _found) = (FirstRows, 0);
        }
    }

    private static int Place(TermId value) => (int)(unchecked(value.Bits * 0x9E37_79B9_7F4A_7C15UL) >> (64 - PlaceBits));

    private int Look(TermId[] column, ReadOnlySpan<int> rows, Span<TermId> results, Span<int> missRows, Span<int> missPositions)
    {
        // An unbound variable is looked for as well: a place that is still free has its value, but not its result.
        var misses = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var value = column[rows[i]];
            ref readonly var place = ref _places[Place(value)];
            results[i] = place.Result;
            if (place.Value != value || value.IsUndefined)
            {
                missRows[misses] = rows[i];
                missPositions[misses++] = i;
            }
        }

        return misses;
    }

    private void Keep(
        TermId[] column, ReadOnlySpan<int> missRows, ReadOnlySpan<int> missPositions, ReadOnlySpan<TermId> missResults, Span<TermId> results)
    {
        for (var k = 0; k < missRows.Length; k++)
        {
            var value = column[missRows[k]];
            _places[Place(value)] = (value, missResults[k]);
            results[missPositions[k]] = missResults[k];
        }
    }
}
