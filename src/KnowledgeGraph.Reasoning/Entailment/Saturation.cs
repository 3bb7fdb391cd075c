using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// Applies rules to a set of triples until nothing new follows: semi-naive, batch by batch of new triples of one predicate. Every
/// combination of premises is met when the last of them is taken, for the others are in the set by then.
/// </summary>
internal sealed class Saturation
{
    private const int CheckInterval = 4096;
    private const int MaxVariables = 16;

    private readonly FactSet _facts;
    private readonly RuleTerms _terms;
    private readonly Contradictions _found;
    private readonly Dictionary<TermId, List<RuleTrigger>> _byPredicate = [];
    private readonly List<RuleTrigger> _anyPredicate = [];
    private readonly TermId[] _values = new TermId[MaxVariables];
    private readonly int[] _premises = new int[MaxVariables];
    private readonly Action _check;
    private PredicateFacts _batch = null!; // Set before any rule is applied.
    private int _from;
    private int _to;
    private int _turns;

    /// <param name="facts">The triples; conclusions are added to it.</param>
    /// <param name="terms">The names in the rules.</param>
    /// <param name="rules">The rules; those told in words are left to others.</param>
    /// <param name="found">Where contradictions go.</param>
    /// <param name="check">Called now and then; throws to stop.</param>
    public Saturation(FactSet facts, RuleTerms terms, ImmutableArray<EntailmentRule> rules, Contradictions found, Action check)
    {
        _facts = facts;
        _terms = terms;
        _found = found;
        _check = check;
        for (var number = 0; number < rules.Length; number++)
        {
            if (rules[number].IsPattern)
            {
                foreach (var trigger in RuleTrigger.Of(CompiledRule.Parse(rules[number], (byte)number, terms)))
                {
                    Register(trigger);
                }
            }
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="onBatch">Told every batch of new triples, before rules are applied to it.</param>
    public void Run(Action<PredicateFacts, int, int> onBatch)
    {
        while (_facts.TryTakePending(out _batch, out _from, out _to))
        {
            _check();
            onBatch(_batch, _from, _to);
            if (_byPredicate.TryGetValue(_batch.Predicate, out var triggers))
            {
                foreach (var trigger in triggers)
                {
                    Apply(trigger);
                }
            }

            foreach (var trigger in _anyPredicate)
            {
                if (trigger.Batch.IsRelation == RuleTerms.IsInternal(_batch.Predicate))
                {
                    _values[trigger.Batch.Predicate.Variable] = _batch.Predicate;
                    Apply(trigger);
                }
            }
        }
    }

    private void Register(RuleTrigger trigger)
    {
        if (trigger.Batch.Predicate.IsVariable)
        {
            _anyPredicate.Add(trigger);
            return;
        }

        if (!_byPredicate.TryGetValue(trigger.Batch.Predicate.Constant, out var triggers))
        {
            triggers = [];
            _byPredicate.Add(trigger.Batch.Predicate.Constant, triggers);
        }

        triggers.Add(trigger);
    }

    private void Apply(RuleTrigger trigger)
    {
        foreach (var predicate in trigger.Needed)
        {
            if (_facts.Of(predicate) is null)
            {
                return;
            }
        }

        Match(trigger, 0);
    }

    // As deep as a rule has patterns.
    private void Match(RuleTrigger trigger, int index)
    {
        if (index == trigger.Steps.Length)
        {
            Conclude(trigger.Rule);
            return;
        }

        var step = trigger.Steps[index];
        var atom = step.Atom;
        switch (step.Access)
        {
            case JoinAccess.Batch:
                for (var i = _from; i < _to; i++)
                {
                    Try(trigger, index, _batch.Row(i));
                }

                break;
            case JoinAccess.Exact:
                var exact = _facts.Find(Value(atom.Subject), Value(atom.Predicate), Value(atom.Object));
                if (exact >= 0)
                {
                    Try(trigger, index, exact);
                }

                break;
            case JoinAccess.PredicateSubject when _facts.Of(Value(atom.Predicate)) is { } facts:
                for (var fact = _facts.FirstOfSubject(facts, Value(atom.Subject)); fact >= 0; fact = _facts.NextOfSubject(fact))
                {
                    Try(trigger, index, fact);
                }

                break;
            case JoinAccess.PredicateObject when _facts.Of(Value(atom.Predicate)) is { } facts:
                for (var fact = _facts.FirstOfObject(facts, Value(atom.Object)); fact >= 0; fact = _facts.NextOfObject(fact))
                {
                    Try(trigger, index, fact);
                }

                break;
            case JoinAccess.Predicate when _facts.Of(Value(atom.Predicate)) is { } facts:
                // Triples that come while this runs meet the present ones when they are taken.
                for (int i = 0, count = facts.Count; i < count; i++)
                {
                    Try(trigger, index, facts.Row(i));
                }

                break;
            case JoinAccess.Subject:
                var bySubject = _facts.BySubject;
                for (var fact = bySubject.First(Value(atom.Subject)); fact >= 0; fact = bySubject.Next(fact))
                {
                    Try(trigger, index, fact);
                }

                break;
            case JoinAccess.Object:
                var byObject = _facts.ByObject;
                for (var fact = byObject.First(Value(atom.Object)); fact >= 0; fact = byObject.Next(fact))
                {
                    Try(trigger, index, fact);
                }

                break;
        }
    }

    private void Try(RuleTrigger trigger, int index, int fact)
    {
        if (++_turns % CheckInterval == 0)
        {
            _turns = 0;
            _check();
        }

        var step = trigger.Steps[index];
        var (atom, binds) = (step.Atom, step.Binds);
        var predicate = _facts.Predicate(fact);
        if (!Accept(atom.Subject, binds & 1, _facts.Subject(fact)) || !Accept(atom.Predicate, binds & 2, predicate)
            || !Accept(atom.Object, binds & 4, _facts.Object(fact))
            || (atom.Predicate.IsVariable && atom.IsRelation != RuleTerms.IsInternal(predicate)))
        {
            return;
        }

        foreach (var (left, right) in step.Distinct)
        {
            if (_values[left] == _values[right])
            {
                return;
            }
        }

        _premises[step.Premise] = fact;
        Match(trigger, index + 1);
    }

    private bool Accept(RuleSlot slot, int binds, TermId value)
    {
        if (binds != 0)
        {
            _values[slot.Variable] = value;
            return true;
        }

        return Value(slot) == value;
    }

    private TermId Value(RuleSlot slot) => slot.IsVariable ? _values[slot.Variable] : slot.Constant;

    private void Conclude(CompiledRule rule)
    {
        var premises = _premises.AsSpan(0, rule.Body.Length);
        if (rule.Head.IsEmpty)
        {
            _found.Add(rule.Number, premises);
            return;
        }

        foreach (var atom in rule.Head)
        {
            var @object = atom.Object.IsMinted ? _terms.Mint(atom.Object.Constant, _values[atom.Object.Variable]) : Value(atom.Object);
            _facts.Add(Value(atom.Subject), Value(atom.Predicate), @object, rule.Number, premises);
        }
    }
}
