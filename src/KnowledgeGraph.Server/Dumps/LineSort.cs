using System.Runtime.InteropServices;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// Sorts lines by their bytes, which for UTF-8 is the order of code points, in bounded memory: what does not fit goes to temporary files,
/// sorted, and is merged at the end. For one thread.
/// </summary>
/// <param name="runBytes">Bytes of lines held in memory.</param>
internal sealed class LineSort(int runBytes) : IDisposable
{
    private const int LeastBytes = 64 * 1024;

    private readonly List<LineRun> _runs = [];
    private readonly List<(int Start, int Length)> _lines = [];
    private byte[] _bytes = [];
    private int _length;

    /// <summary>How many temporary files there are.</summary>
    public int Files => _runs.Count;

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (_length > 0 && _length + line.Length > runBytes)
        {
            Spill();
        }

        if (_length + line.Length > _bytes.Length)
        {
            var twice = Math.Clamp(2L * _bytes.Length, LeastBytes, Math.Max(LeastBytes, runBytes));
            Array.Resize(ref _bytes, (int)Math.Max(_length + line.Length, twice));
        }

        line.CopyTo(_bytes.AsSpan(_length));
        _lines.Add((_length, line.Length));
        _length += line.Length;
    }

    /// <summary>Gives each line once, in order; nothing can be added afterwards.</summary>
    /// <param name="take">Takes a line; the bytes are good until it returns.</param>
    /// <param name="pause">Called now and then.</param>
    public void Drain(Action<ReadOnlyMemory<byte>> take, Action pause)
    {
        if (_runs.Count == 0)
        {
            foreach (var (start, length) in Sorted())
            {
                take(_bytes.AsMemory(start, length));
            }

            return;
        }

        Spill();
        _bytes = [];
        Merge(take, pause);
    }

    /// <inheritdoc/>
    public void Dispose() => _runs.ForEach(run => run.Dispose());

    private void Merge(Action<ReadOnlyMemory<byte>> take, Action pause)
    {
        var queue = new PriorityQueue<LineRun, LineRun>(Comparer<LineRun>.Create((x, y) => x.Line.Span.SequenceCompareTo(y.Line.Span)));
        foreach (var run in _runs.Where(run => run.Read()))
        {
            queue.Enqueue(run, run);
        }

        var last = Array.Empty<byte>();
        var lastLength = -1;
        for (var taken = 0L; queue.TryDequeue(out var run, out _); taken++)
        {
            var line = run.Line;
            if (!line.Span.SequenceEqual(last.AsSpan(0, Math.Max(lastLength, 0))) || lastLength < 0)
            {
                take(line);
                last = last.Length < line.Length ? new byte[2 * line.Length] : last;
                line.CopyTo(last);
                lastLength = line.Length;
            }

            if (run.Read())
            {
                queue.Enqueue(run, run);
            }

            if (taken % 1024 == 0)
            {
                pause();
            }
        }
    }

    private void Spill()
    {
        _runs.Add(LineRun.Write(Sorted().Select(line => (ReadOnlyMemory<byte>)_bytes.AsMemory(line.Start, line.Length))));
        _lines.Clear();
        _length = 0;
    }

    // Each once.
    private IEnumerable<(int Start, int Length)> Sorted()
    {
        CollectionsMarshal.AsSpan(_lines).Sort((x, y) => BytesOf(x).SequenceCompareTo(BytesOf(y)));
        for (var i = 0; i < _lines.Count; i++)
        {
            if (i == 0 || !BytesOf(_lines[i]).SequenceEqual(BytesOf(_lines[i - 1])))
            {
                yield return _lines[i];
            }
        }
    }

    private ReadOnlySpan<byte> BytesOf((int Start, int Length) line) => _bytes.AsSpan(line.Start, line.Length);
}
