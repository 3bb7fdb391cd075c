using System.Diagnostics;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Finds the focus nodes that the targets of a shape stand for, by scans of the indexes (SHACL §2.1.3).</summary>
internal sealed class TargetNodes(ValidationRun run)
{
    private const int ReadRows = 1024;

    private readonly TermId[] _buffer = new TermId[ReadRows];
    private readonly List<TermId> _found = [];
    private long _charged;

    /// <summary>The focus nodes of a shape, each once, in the order of ids. Good until the next call.</summary>
    public ReadOnlySpan<TermId> Of(Shape shape)
    {
        _found.Clear();
        foreach (var (kind, value) in shape.Targets)
        {
            var id = run.Id(value);
            switch (kind)
            {
                case TargetKind.Node:
                    _found.Add(id);
                    break;
                case TargetKind.Class:
                    foreach (var @class in run.Subclasses(id))
                    {
                        Scan(IndexOrder.Pos, new QuadPattern(default, run.TypeId, @class));
                    }

                    break;
                case TargetKind.SubjectsOf:
                    Scan(IndexOrder.Pso, new QuadPattern(default, id, default));
                    break;
                case TargetKind.ObjectsOf:
                    Scan(IndexOrder.Pos, new QuadPattern(default, id, default));
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        _found.Sort();
        var kept = 0;
        for (var i = 0; i < _found.Count; i++)
        {
            if (i == 0 || _found[i] != _found[i - 1])
            {
                _found[kept++] = _found[i];
            }
        }

        _found.RemoveRange(kept, _found.Count - kept);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_found);
    }

    // Adds the first free column, which comes sorted: repetitions stand together.
    private void Scan(IndexOrder order, in QuadPattern bound)
    {
        var scan = run.Context.Snapshot.Scan(run.Graph, order, bound);
        var last = default(TermId);
        int count;
        while ((count = scan.Read(_buffer, default, default, default)) > 0)
        {
            run.Context.ThrowIfStopped();
            Charge(_found.Count + count);
            foreach (var node in _buffer.AsSpan(0, count))
            {
                if (node != last)
                {
                    _found.Add(node);
                    last = node;
                }
            }
        }
    }

    private void Charge(int count)
    {
        var needed = (long)Math.Max(count, _found.Capacity) * sizeof(ulong) * 2;
        if (needed > _charged)
        {
            run.Context.Budget.Charge(needed - _charged);
            _charged = needed;
        }
    }
}
