using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// EXISTS by substitution (SPARQL 1.1 §18.6): the pattern runs with the row's values as parameters, once per different combination of
/// them. Which variables a row binds decides the plan; each such plan is made once.
/// </summary>
internal sealed class PatternExists : ExistsProbe
{
    private const int AnswerBytes = 96;

    private readonly ExecutionContext _context;
    private readonly Planner _planner;
    private readonly GraphPattern _pattern;
    private readonly PlanScope _scope;
    private readonly ImmutableArray<Variable> _variables;
    private readonly int[] _slots;
    private readonly TermId[] _key;
    private readonly Dictionary<TermId[], bool> _answers = new(KeyComparer.Instance);
    private readonly Dictionary<string, (Parameters Parameters, Operator Plan, SolutionBatch Batch)> _plans = [];

    public PatternExists(
        ExecutionContext context, Planner planner, GraphPattern pattern, IReadOnlyDictionary<Variable, int> slots, PlanScope scope)
    {
        _context = context;
        _planner = planner;
        _pattern = pattern;
        _scope = scope with { Needed = null };
        _variables = [.. MentionedVariables.Of(pattern).Where(slots.ContainsKey).OrderBy(variable => variable.Name, StringComparer.Ordinal)];
        _slots = [.. _variables.Select(variable => slots[variable])];
        _key = new TermId[_slots.Length];
    }

    /// <inheritdoc/>
    public override void Test(SolutionBatch batch, ReadOnlySpan<int> rows, Span<bool> results)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < _slots.Length; k++)
            {
                _key[k] = batch.Column(_slots[k])[rows[i]];
            }

            results[i] = Answer();
        }
    }

    private bool Answer()
    {
        // Values from further outside may have changed since the last row: only without them is an answer good for the next run.
        var isCacheable = _scope.Outer.IsEmpty && !_scope.GraphName.IsBound;
        if (isCacheable && _answers.TryGetValue(_key, out var known))
        {
            return known;
        }

        _context.ThrowIfStopped();
        var (parameters, plan, batch) = PlanFor(_key);
        var next = 0;
        foreach (var id in _key)
        {
            if (!id.IsUndefined)
            {
                parameters.Values[next++] = id;
            }
        }

        plan.Reset();
        var answer = plan.Next(batch);
        if (isCacheable)
        {
            _context.Budget.Charge(AnswerBytes + (_key.Length * sizeof(ulong)));
            _answers.Add([.. _key], answer);
        }

        return answer;
    }

    private (Parameters Parameters, Operator Plan, SolutionBatch Batch) PlanFor(ReadOnlySpan<TermId> key)
    {
        Span<char> mask = new char[key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            mask[i] = key[i].IsUndefined ? '0' : '1';
        }

        var shape = mask.ToString();
        if (!_plans.TryGetValue(shape, out var known))
        {
            var bound = _variables.Where((_, i) => shape[i] == '1').ToImmutableArray();
            var parameters = new Parameters(bound);
            var plan = _planner.PlanExists(_pattern, _scope, parameters);
            known = (parameters, plan, _context.NewBatch(plan.Columns.Length));
            _plans.Add(shape, known);
        }

        return known;
    }

    private sealed class KeyComparer : IEqualityComparer<TermId[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(TermId[]? x, TermId[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(TermId[] key)
        {
            var hash = default(HashCode);
            foreach (var id in key)
            {
                hash.Add(id.Bits);
            }

            return hash.ToHashCode();
        }
    }
}
