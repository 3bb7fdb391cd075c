using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>The triples of one predicate in a <see cref="FactSet"/>, in the order in which they came.</summary>
/// <param name="predicate">The predicate.</param>
internal sealed class PredicateFacts(TermId predicate)
{
    private int[] _rows = new int[4];

    public TermId Predicate { get; } = predicate;

    public int Count { get; private set; }

    /// <summary>How many of the first triples rules have been applied to.</summary>
    public int Taken { get; set; }

    /// <summary>The latest triple of each subject; null while nobody asks.</summary>
    public Dictionary<TermId, int>? BySubject { get; set; }

    /// <summary>The latest triple of each object; null while nobody asks.</summary>
    public Dictionary<TermId, int>? ByObject { get; set; }

    /// <summary>The numbers of the triples; valid until one is added.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public int Row(int index) => _rows[index];

    public void Add(int fact)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
        }

        _rows[Count++] = fact;
    }
}
