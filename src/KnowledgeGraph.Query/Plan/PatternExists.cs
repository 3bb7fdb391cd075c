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
    private readonly Func<Planner> _planner;
    private readonly GraphPattern _pattern;
    private readonly PlanScope _scope;
    private readonly ExistsPlans? _kept;
    private readonly ImmutableArray<Variable> _variables;
    private readonly int[] _slots;
    private readonly TermId[] _key;
    private readonly Dictionary<TermId[], bool> _answers = new(KeyComparer.Instance);
    private readonly Dictionary<string, (Parameters Parameters, Operator Plan, SolutionBatch Batch)> _plans = [];

    /// <summary>A probe.</summary>
    /// <param name="context">The run.</param>
    /// <param name="planner">The run's planner, asked for only if there is something to plan.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="slots">The columns of the rows.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="kept">Plans of other runs; null if there can be none.</param>
    public PatternExists(
        ExecutionContext context, Func<Planner> planner, GraphPattern pattern, IReadOnlyDictionary<Variable, int> slots, PlanScope scope,
        ExistsPlans? kept)
    {
        _context = context;
        _planner = planner;
        _pattern = pattern;
        _scope = scope with { Needed = null };
        _kept = kept;
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
            var (parameters, plan) = _kept?.Take(_context, _pattern, shape) ?? NewPlan(shape);
            known = (parameters, plan, _context.NewBatch(plan.Columns.Length));
            _plans.Add(shape, known);
        }

        return known;
    }

    private (Parameters Parameters, Operator Plan) NewPlan(string shape)
    {
        var parameters = new Parameters([.. _variables.Where((_, i) => shape[i] == '1')]);
        _context.Counted = _kept is null ? null : [];
        var plan = _planner().PlanExists(_pattern, _scope, parameters);
        _kept?.Keep(_context, _pattern, shape, parameters, plan);
        return (parameters, plan);
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
