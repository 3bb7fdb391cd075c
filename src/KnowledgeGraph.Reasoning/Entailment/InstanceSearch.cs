using System.Runtime.CompilerServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// Looks for an instance of a graph among triples: simple entailment (RDF 1.2 Semantics §6, interpolation). Backtracks over the triples,
/// those first that leave least choice.
/// </summary>
internal sealed class InstanceSearch
{
    private readonly InferenceRun _run;
    private readonly FactSet _facts;
    private readonly List<(GraphTerm Subject, TermId Predicate, GraphTerm Object)> _left;
    private readonly TermId[] _values;
    private readonly Stack<int> _trail = new();

    /// <param name="run">The triples, saturated.</param>
    /// <param name="pattern">The graph.</param>
    public InstanceSearch(InferenceRun run, InstancePattern pattern)
    {
        _run = run;
        _facts = run.Facts;
        _left = [.. pattern.Triples];
        _values = new TermId[pattern.VariableCount];
    }

    /// <summary>Whether there is an instance.</summary>
    public bool Exists()
    {
        if (_left.Count == 0)
        {
            return true;
        }

        _run.Check();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var index = Enumerable.Range(0, _left.Count).MinBy(Choice);
        var (subject, predicate, @object) = _left[index];
        _left.RemoveAt(index);
        foreach (var fact in Candidates(subject, predicate, @object))
        {
            var mark = _trail.Count;
            if (Unify(subject, _facts.Subject(fact)) && Unify(@object, _facts.Object(fact)) && Exists())
            {
                return true;
            }

            while (_trail.Count > mark)
            {
                _values[_trail.Pop()] = default;
            }
        }

        _left.Insert(index, (subject, predicate, @object));
        return false;
    }

    // How many positions are open, then how many triples the predicate has.
    private (int Open, int Count) Choice(int index)
    {
        var (subject, predicate, @object) = _left[index];
        var open = (TryResolve(subject, out _) ? 0 : 1) + (TryResolve(@object, out _) ? 0 : 1);
        return (open, _facts.Of(predicate)?.Count ?? 0);
    }

    private IEnumerable<int> Candidates(GraphTerm subject, TermId predicate, GraphTerm @object)
    {
        if (_facts.Of(predicate) is not { } facts)
        {
            yield break;
        }

        var isSubjectBound = TryResolve(subject, out var s);
        if (TryResolve(@object, out var o))
        {
            if (isSubjectBound)
            {
                if (_facts.Find(s, predicate, o) is >= 0 and var fact)
                {
                    yield return fact;
                }

                yield break;
            }

            for (var fact = _facts.FirstOfObject(facts, o); fact >= 0; fact = _facts.NextOfObject(fact))
            {
                yield return fact;
            }
        }
        else if (isSubjectBound)
        {
            for (var fact = _facts.FirstOfSubject(facts, s); fact >= 0; fact = _facts.NextOfSubject(fact))
            {
                yield return fact;
            }
        }
        else
        {
            for (var i = 0; i < facts.Count; i++)
            {
                yield return facts.Row(i);
            }
        }
    }

    private bool TryResolve(GraphTerm term, out TermId id)
    {
        id = term switch
        {
            GraphTerm.Ground ground => ground.Id,
            GraphTerm.Variable variable => _values[variable.Number],
            _ => default,
        };
        return !id.IsUndefined;
    }

    private bool Unify(GraphTerm term, TermId id)
    {
        switch (term)
        {
            case GraphTerm.Variable { Number: var number } when _values[number].IsUndefined:
                _values[number] = id;
                _trail.Push(number);
                return true;
            case GraphTerm.Nested nested:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                if (!id.IsTripleTerm)
                {
                    return false;
                }

                var (subject, predicate, @object) = _run.Terms.GetTripleTerm(id);
                return predicate == nested.Predicate && Unify(nested.Subject, subject) && Unify(nested.Object, @object);
            default:
                return TryResolve(term, out var known) && known == id;
        }
    }
}
