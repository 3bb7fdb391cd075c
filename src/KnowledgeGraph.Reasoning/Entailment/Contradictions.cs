using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A contradiction in ids: rule, premises, and the term that it is about.</summary>
/// <param name="Rule">The number of the rule.</param>
/// <param name="Premises">The triples.</param>
/// <param name="Term">The term; undefined if the rule is about none.</param>
internal readonly record struct Contradiction(byte Rule, int[] Premises, TermId Term);

/// <summary>The contradictions found so far: all are counted, the first are kept.</summary>
internal sealed class Contradictions
{
    private const int MaxKept = 100;

    private readonly List<Contradiction> _kept = [];

    public IReadOnlyList<Contradiction> Kept => _kept;

    public void Add(byte rule, ReadOnlySpan<int> premises, TermId term = default)
    {
        if (_kept.Count < MaxKept)
        {
            _kept.Add(new(rule, premises.ToArray(), term));
        }
    }
}
