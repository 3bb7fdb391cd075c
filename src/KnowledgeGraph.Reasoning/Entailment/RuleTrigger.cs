using System.Diagnostics;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// A rule as it is applied to new triples of one of its patterns: patterns that need only the predicate of the batch come first, and are
/// matched once a batch; then the new triples; then the others, those with most bound terms first.
/// </summary>
/// <param name="Rule">The rule.</param>
/// <param name="Steps">Its patterns in the order of evaluation.</param>
internal sealed record RuleTrigger(CompiledRule Rule, JoinStep[] Steps)
{
    /// <summary>The pattern that new triples match.</summary>
    public RuleAtom Batch => Steps.First(step => step.Access == JoinAccess.Batch).Atom;

    /// <summary>The constant predicates of the other patterns: without triples of each the rule concludes nothing.</summary>
    public TermId[] Needed { get; } =
    [
        .. Steps.Where(step => step.Access != JoinAccess.Batch && !step.Atom.Predicate.IsVariable)
            .Select(step => step.Atom.Predicate.Constant).Distinct(),
    ];

    /// <summary>All triggers of a rule, one for each pattern.</summary>
    public static IEnumerable<RuleTrigger> Of(CompiledRule rule)
    {
        for (var i = 0; i < rule.Body.Length; i++)
        {
            yield return Create(rule, i);
        }
    }

    private static RuleTrigger Create(CompiledRule rule, int batch)
    {
        var bound = new HashSet<int>();
        var steps = new List<JoinStep>();
        var left = Enumerable.Range(0, rule.Body.Length).Where(i => i != batch).ToList();
        var pattern = rule.Body[batch];
        if (pattern.Predicate.IsVariable)
        {
            bound.Add(pattern.Predicate.Variable);
            for (int next; (next = Best(rule, left, bound)) >= 0 && rule.Body[next] is { Predicate.IsVariable: false } atom && IsBound(atom, bound);)
            {
                Take(next, AccessOf(atom, bound));
            }
        }

        Take(batch, JoinAccess.Batch);
        while (left.Count > 0)
        {
            var next = Best(rule, left, bound);
            Take(next, AccessOf(rule.Body[next], bound));
        }

        return new(rule, [.. steps]);

        void Take(int premise, JoinAccess access)
        {
            Debug.Assert(access != JoinAccess.Unbound, "the patterns of a rule hang together");
            var atom = rule.Body[premise];
            var before = bound.ToHashSet();
            var binds = 0;
            for (var position = 0; position < 3; position++)
            {
                if (atom[position] is { IsVariable: true, Variable: var variable } && bound.Add(variable))
                {
                    binds |= 1 << position;
                }
            }

            var distinct = rule.Distinct.Where(pair =>
                bound.Contains(pair.Left) && bound.Contains(pair.Right) && !(before.Contains(pair.Left) && before.Contains(pair.Right)));
            steps.Add(new(atom, premise, access, binds, [.. distinct]));
            left.Remove(premise);
        }
    }

    // A pattern shares a variable with what is bound, so that its matches are few.
    private static bool IsBound(RuleAtom atom, HashSet<int> bound) =>
        (atom.Subject.IsVariable && bound.Contains(atom.Subject.Variable)) || (atom.Object.IsVariable && bound.Contains(atom.Object.Variable));

    private static int Best(CompiledRule rule, List<int> left, HashSet<int> bound) =>
        left.Count == 0 ? -1 : left.MinBy(i => (IsBound(rule.Body[i], bound) ? 0 : 10) + (int)AccessOf(rule.Body[i], bound));

    private static JoinAccess AccessOf(RuleAtom atom, HashSet<int> bound) =>
        (Has(atom.Subject, bound), Has(atom.Predicate, bound), Has(atom.Object, bound)) switch
        {
            (true, true, true) => JoinAccess.Exact,
            (true, true, false) => JoinAccess.PredicateSubject,
            (false, true, true) => JoinAccess.PredicateObject,
            (false, true, false) => JoinAccess.Predicate,
            (true, false, _) => JoinAccess.Subject,
            (false, false, true) => JoinAccess.Object,
            _ => JoinAccess.Unbound,
        };

    private static bool Has(RuleSlot slot, HashSet<int> bound) => !slot.IsVariable || bound.Contains(slot.Variable);
}
