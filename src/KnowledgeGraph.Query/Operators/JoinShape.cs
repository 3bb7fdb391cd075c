using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// How the columns of two sides make the columns of their join. Variables of both sides that are certainly bound in both are keys,
/// compared as ids; other shared variables are only compatible (SPARQL 1.1 §18.1.8): equal, or unbound on a side.
/// </summary>
internal sealed class JoinShape
{
    // Per output column: the slot on either side, -1 if the side has none.
    private readonly int[] _left;
    private readonly int[] _right;

    /// <summary>The shape of a join.</summary>
    /// <param name="left">Columns of the left side.</param>
    /// <param name="right">Columns of the right side.</param>
    /// <param name="keys">Shared variables that are certainly bound on both sides.</param>
    /// <param name="kept">The columns asked for; null for all.</param>
    public JoinShape(
        ImmutableArray<Variable> left, ImmutableArray<Variable> right, ImmutableArray<Variable> keys,
        ImmutableHashSet<Variable>? kept = null)
    {
        Columns = [.. left, .. right.Where(variable => !left.Contains(variable))];
        if (kept is not null)
        {
            Columns = Columns.RemoveAll(variable => !kept.Contains(variable));
        }

        Keys = keys;
        _left = [.. Columns.Select(variable => left.IndexOf(variable))];
        _right = [.. Columns.Select(variable => keys.Contains(variable) ? -1 : right.IndexOf(variable))];
        LeftKeys = [.. keys.Select(variable => left.IndexOf(variable))];
        RightKeys = [.. keys.Select(variable => right.IndexOf(variable))];
        var checks = left.Where(variable => right.Contains(variable) && !keys.Contains(variable)).ToArray();
        LeftChecks = [.. checks.Select(variable => left.IndexOf(variable))];
        RightChecks = [.. checks.Select(variable => right.IndexOf(variable))];
    }

    /// <summary>The columns of the join: the left side's, then those that only the right side has.</summary>
    public ImmutableArray<Variable> Columns { get; }

    /// <summary>The keys.</summary>
    public ImmutableArray<Variable> Keys { get; }

    /// <summary>Slots of the keys on the left.</summary>
    public int[] LeftKeys { get; }

    /// <summary>Slots of the keys on the right.</summary>
    public int[] RightKeys { get; }

    /// <summary>Slots on the left of shared variables that may be unbound.</summary>
    public int[] LeftChecks { get; }

    /// <summary>Slots on the right of shared variables that may be unbound.</summary>
    public int[] RightChecks { get; }

    /// <summary>True if two rows agree on the shared variables that may be unbound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreCompatible(SolutionBatch left, int leftRow, TermRows right, int rightRow)
    {
        for (var i = 0; i < LeftChecks.Length; i++)
        {
            var a = left.Column(LeftChecks[i])[leftRow];
            var b = right.Column(RightChecks[i])[rightRow];
            if (a != b && !a.IsUndefined && !b.IsUndefined)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if two rows agree on the shared variables that may be unbound.</summary>
    public bool AreCompatible(SolutionBatch left, int leftRow, SolutionBatch right, int rightRow)
    {
        for (var i = 0; i < LeftChecks.Length; i++)
        {
            var a = left.Column(LeftChecks[i])[leftRow];
            var b = right.Column(RightChecks[i])[rightRow];
            if (a != b && !a.IsUndefined && !b.IsUndefined)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if some shared variable is bound in both rows.</summary>
    public bool ShareBinding(SolutionBatch left, int leftRow, TermRows right, int rightRow)
    {
        if (LeftKeys.Length > 0)
        {
            return true;
        }

        for (var i = 0; i < LeftChecks.Length; i++)
        {
            if (!left.Column(LeftChecks[i])[leftRow].IsUndefined && !right.Column(RightChecks[i])[rightRow].IsUndefined)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes pairs of rows behind the rows that the output has already. A right row of -1 leaves its columns unbound.</summary>
    public void Gather(SolutionBatch output, SolutionBatch left, ReadOnlySpan<int> leftRows, TermRows right, ReadOnlySpan<int> rightRows)
    {
        var start = output.Count;
        for (var slot = 0; slot < _left.Length; slot++)
        {
            GatherColumn(
                output.Column(slot).AsSpan(start, leftRows.Length), _left[slot] < 0 ? null : left.Column(_left[slot]), leftRows,
                _right[slot] < 0 ? null : right.Column(_right[slot]), rightRows);
        }

        output.Count = start + leftRows.Length;
    }

    /// <summary>The same with right rows that are still in a batch.</summary>
    public void Gather(
        SolutionBatch output, SolutionBatch left, ReadOnlySpan<int> leftRows, SolutionBatch right, ReadOnlySpan<int> rightRows)
    {
        var start = output.Count;
        for (var slot = 0; slot < _left.Length; slot++)
        {
            GatherColumn(
                output.Column(slot).AsSpan(start, leftRows.Length), _left[slot] < 0 ? null : left.Column(_left[slot]), leftRows,
                _right[slot] < 0 ? null : right.Column(_right[slot]), rightRows);
        }

        output.Count = start + leftRows.Length;
    }

    private static void GatherColumn(
        Span<TermId> target, TermId[]? left, ReadOnlySpan<int> leftRows, TermId[]? right, ReadOnlySpan<int> rightRows)
    {
        if (left is not null)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = left[leftRows[i]];
            }

            if (right is not null)
            {
                FillGaps(target, right, rightRows);
            }

            return;
        }

        for (var i = 0; i < target.Length; i++)
        {
            var row = rightRows[i];
            target[i] = row < 0 ? default : right![row];
        }
    }

    private static void FillGaps(Span<TermId> target, TermId[] source, ReadOnlySpan<int> rightRows)
    {
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i].IsUndefined && rightRows[i] >= 0)
            {
                target[i] = source[rightRows[i]];
            }
        }
    }
}
