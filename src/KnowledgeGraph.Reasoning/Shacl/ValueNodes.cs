using System.Runtime.InteropServices;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// The focus nodes of a batch with their value nodes (SHACL §3.5): a set for each focus node, in the order of ids. Reused from batch to
/// batch by one shape.
/// </summary>
internal sealed class ValueNodes(ValidationRun run, Shape shape)
{
    private readonly PropertyPath? _path = shape.Walk;

    // One step reads a set from the index; longer paths may reach a node twice.
    private readonly bool _isSet = shape.Walk is PropertyPath.Link or PropertyPath.Inverse(PropertyPath.Link);
    private readonly List<TermId> _values = [];
    private readonly List<TermId> _reached = [];
    private readonly TermId[] _focus = new TermId[run.BatchRows];
    private readonly int[] _ends = new int[run.BatchRows];
    private int _count;
    private long _charged;

    /// <summary>The focus nodes.</summary>
    public ReadOnlySpan<TermId> Focus => _focus.AsSpan(0, _count);

    /// <summary>The value nodes of all focus nodes, one focus node after the other.</summary>
    public ReadOnlySpan<TermId> All => CollectionsMarshal.AsSpan(_values);

    /// <summary>The place in <see cref="All"/> behind the value nodes of a focus node.</summary>
    public int End(int focus) => _ends[focus];

    /// <summary>The value nodes of a focus node.</summary>
    public ReadOnlySpan<TermId> Of(int focus)
    {
        var start = focus == 0 ? 0 : _ends[focus - 1];
        return All[start.._ends[focus]];
    }

    /// <summary>Finds the value nodes of some focus nodes, at most a batch.</summary>
    public void Fill(ReadOnlySpan<TermId> focus)
    {
        focus.CopyTo(_focus);
        _count = focus.Length;
        _values.Clear();
        for (var i = 0; i < focus.Length; i++)
        {
            if (_path is null)
            {
                _values.Add(focus[i]);
            }
            else
            {
                run.Context.ThrowIfStopped();
                Walk(focus[i]);
            }

            _ends[i] = _values.Count;
        }
    }

    private void Walk(TermId focus)
    {
        if (_isSet)
        {
            run.Paths.Walk(_path!, focus, forward: true, _values);
        }
        else
        {
            _reached.Clear();
            run.Paths.Walk(_path!, focus, forward: true, _reached);
            _reached.Sort();
            for (var i = 0; i < _reached.Count; i++)
            {
                if (i == 0 || _reached[i] != _reached[i - 1])
                {
                    _values.Add(_reached[i]);
                }
            }
        }

        var held = ((long)_values.Capacity + _reached.Capacity) * sizeof(ulong);
        if (held > _charged)
        {
            run.Context.Budget.Charge(held - _charged);
            _charged = held;
        }
    }
}
