using System.Runtime.InteropServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>Triples by one term, whatever their predicate: needed by the rules of owl:sameAs only, hence built on demand.</summary>
internal sealed class AcrossPredicates
{
    private readonly Dictionary<TermId, int> _first = [];
    private int[] _next;

    /// <param name="keys">The term of each triple so far.</param>
    public AcrossPredicates(ReadOnlySpan<TermId> keys)
    {
        _next = new int[Math.Max(16, keys.Length * 2)];
        for (var fact = 0; fact < keys.Length; fact++)
        {
            Add(keys[fact], fact);
        }
    }

    /// <summary>The latest triple with the term, −1 if there is none.</summary>
    public int First(TermId key) => _first.TryGetValue(key, out var fact) ? fact : -1;

    /// <summary>The triple before it with the same term, −1 if there is none.</summary>
    public int Next(int fact) => _next[fact];

    public void Add(TermId key, int fact)
    {
        if (fact >= _next.Length)
        {
            Array.Resize(ref _next, checked(fact * 2));
        }

        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, key, out var exists);
        _next[fact] = exists ? first : -1;
        first = fact;
    }
}
