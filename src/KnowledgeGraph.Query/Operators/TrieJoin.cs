using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Joins triple patterns variable by variable, not pattern by pattern: the values of a variable are what all patterns with it allow under
/// the values of the variables before, found by intersecting sorted lists. So no intermediate result is larger than the largest possible
/// answer, which joins two by two cannot promise for cyclic patterns such as triangles (Ngo, Ré, Rudra: Skew Strikes Back, SIGMOD Record
/// 42(4), 2013, generic join; Veldhuizen: Leapfrog Triejoin, ICDT 2014).
/// </summary>
public sealed class TrieJoin : Operator
{
    // A power of two, less one.
    private const int TurnsBetweenChecks = 4095;

    private readonly ImmutableArray<TrieRelation> _relations;
    private readonly TrieLevel[] _levels;
    private readonly int[] _columnLevels;
    private int _level = -1;
    private bool _isOpen;
    private uint _turns;

    internal TrieJoin(
        ExecutionContext context, ImmutableArray<TrieRelation> relations, ImmutableArray<(Variable Variable, TrieLevel Level)> order,
        ImmutableArray<Variable> columns, string detail)
        : base(context, columns)
    {
        _relations = relations;
        _levels = [.. order.Select(level => level.Level)];
        var variables = order.Select(level => level.Variable).ToList();
        _columnLevels = [.. columns.Select(variables.IndexOf)];
        Detail = detail;
        SortedBy = [.. variables.TakeWhile(columns.Contains)];
    }

    private TrieJoin(TrieJoin origin, PlanCopy copy)
        : base(origin, copy.Context, [])
    {
        var relations = origin._relations.ToDictionary(relation => relation, relation => relation.For(copy));
        _relations = [.. origin._relations.Select(relation => relations[relation])];
        _levels = [.. origin._levels.Select(level => level.For(copy.Context, relations))];
        _columnLevels = origin._columnLevels;
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_isOpen)
        {
            Open();
        }

        while (_level >= 0 && !output.IsFull)
        {
            var level = _levels[_level];
            if (_level == _levels.Length - 1)
            {
                _level -= Emit(level, output) ? 1 : 0;
            }
            else if (level.MoveNext())
            {
                // Where nothing is found the level is not entered.
                var next = _levels[_level + 1];
                next.Enter();
                _level += next.IsAtEnd ? 0 : 1;
            }
            else
            {
                _level--;
            }

            if ((++_turns & TurnsBetweenChecks) == 0)
            {
                Context.ThrowIfStopped();
            }
        }

        return output.Count > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _isOpen = false;
        Free();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Free();
        base.Dispose(disposing);
    }

    private protected override TrieJoin Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy);

    private void Open()
    {
        for (var i = 0; i < _relations.Length; i++)
        {
            _relations[i].Open(_relations.Take(i));
        }

        _isOpen = true;
        _level = 0;
        _levels[0].Enter();
    }

    // As many values of the last variable as there is room for; true if those were all.
    private bool Emit(TrieLevel last, SolutionBatch output)
    {
        var values = last.Take(output.CapacityRows - output.Count);
        for (var slot = 0; slot < _columnLevels.Length; slot++)
        {
            var target = output.Column(slot).AsSpan(output.Count, values.Length);
            if (_columnLevels[slot] == _levels.Length - 1)
            {
                values.CopyTo(target);
            }
            else
            {
                target.Fill(_levels[_columnLevels[slot]].Current);
            }
        }

        output.Count += values.Length;
        return last.IsAtEnd;
    }

    private void Free()
    {
        _level = -1;
        foreach (var level in _levels)
        {
            level.Free();
        }

        foreach (var relation in _relations)
        {
            relation.Free();
        }
    }
}
