namespace KnowledgeGraph.Store;

/// <summary>
/// Effective changes relative to some state, each quad at most once: what is added was not there, what is removed was. Not thread-safe
/// while it grows.
/// </summary>
internal sealed class ChangeSet
{
    private readonly Dictionary<QuadRow, bool> _changes = [];

    internal int Count => _changes.Count;

    /// <summary>The quads with what happened to each: true if it was added.</summary>
    internal IReadOnlyDictionary<QuadRow, bool> Changes => _changes;

    /// <summary>Whether a quad was added or removed; null if neither.</summary>
    internal bool? Find(in QuadRow quad) => _changes.Count > 0 && _changes.TryGetValue(quad, out var isAdded) ? isAdded : null;

    /// <summary>Notes a change that is effective after those noted before: the opposite of one undoes it.</summary>
    internal void Note(in QuadRow quad, bool isAdded)
    {
        if (_changes.Count == 0 || !_changes.Remove(quad))
        {
            _changes.Add(quad, isAdded);
        }
    }

    /// <summary>Notes changes that are effective after those noted before.</summary>
    internal void Note(ChangeSet later)
    {
        foreach (var (quad, isAdded) in later._changes)
        {
            Note(quad, isAdded);
        }
    }

    /// <summary>The quads added, or those removed.</summary>
    internal List<QuadRow> Quads(bool areAdded)
    {
        var quads = new List<QuadRow>();
        foreach (var (quad, isAdded) in _changes)
        {
            if (isAdded == areAdded)
            {
                quads.Add(quad);
            }
        }

        return quads;
    }
}
