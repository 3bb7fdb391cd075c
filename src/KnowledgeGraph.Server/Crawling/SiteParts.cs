using System.Runtime.CompilerServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Crawling;

/// <summary>
/// The subjects of the default graph in parts of equal size. Where each begins is read once a state, at the first question, by one pass
/// over the subjects; a part is then found by a search. Immutable, thread-safe.
/// </summary>
public sealed class SiteParts
{
    private const int BatchRows = 1024;

    private static readonly ConditionalWeakTable<Snapshot, Lazy<SiteParts>> s_known = [];

    private readonly Snapshot _snapshot;
    private readonly int _size;
    private readonly List<TermId> _starts = [];

    /// <summary>The parts of a state.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="size">Subjects of a part; the last has fewer.</param>
    public SiteParts(Snapshot snapshot, int size)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        (_snapshot, _size) = (snapshot, size);
        var number = 0L;
        foreach (var subject in Subjects(snapshot.Scan(IndexOrder.Spo, default)))
        {
            if (number++ % size == 0)
            {
                _starts.Add(subject);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _starts.Count;

    /// <summary>The parts of a state, of <see cref="CrawlingApi.PartSize"/> subjects each.</summary>
    /// <param name="snapshot">The state.</param>
    public static SiteParts Of(Snapshot snapshot) =>
        s_known.GetValue(snapshot, state => new Lazy<SiteParts>(() => new SiteParts(state, CrawlingApi.PartSize))).Value;

    /// <summary>The subjects of a part; none if there is no such part.</summary>
    /// <param name="part">Its number, from 0.</param>
    public IEnumerable<TermId> Subjects(int part)
    {
        var scan = _snapshot.Scan(IndexOrder.Spo, default);
        return part < Count && scan.SeekFirst(_starts[part]) ? Subjects(scan).Take(_size) : [];
    }

    private static IEnumerable<TermId> Subjects(IndexScan scan)
    {
        var subjects = new TermId[BatchRows];
        TermId last = default;
        for (int rows; (rows = scan.Read(subjects, default, default, default)) > 0;)
        {
            for (var i = 0; i < rows; i++)
            {
                if (subjects[i] != last)
                {
                    last = subjects[i];
                    yield return last;
                }
            }
        }
    }
}
