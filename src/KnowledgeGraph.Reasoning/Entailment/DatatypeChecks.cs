using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>Looks at new triples for values that cannot be: a literal of the wrong type, a resource of two types, literals made equal.</summary>
internal sealed class DatatypeChecks
{
    private static readonly string[] s_samples = ["-1", "0", "1"];

    private readonly FactSet _facts;
    private readonly LiteralIds _literals;
    private readonly Contradictions _found;
    private readonly Dictionary<TermId, Datatype> _datatypes;
    private readonly TermId _type;
    private readonly TermId _sameAs;
    private readonly byte _notType;
    private readonly byte _disjoint;
    private readonly byte _different;
    private readonly bool _isOwl;

    /// <param name="facts">The triples.</param>
    /// <param name="literals">What literals denote.</param>
    /// <param name="datatypes">The recognised datatypes by id.</param>
    /// <param name="names">The names in rules.</param>
    /// <param name="rules">The rules of the regime.</param>
    /// <param name="found">Where contradictions go.</param>
    public DatatypeChecks(
        FactSet facts, LiteralIds literals, Dictionary<TermId, Datatype> datatypes, RuleTerms names, ImmutableArray<EntailmentRule> rules,
        Contradictions found)
    {
        _facts = facts;
        _literals = literals;
        _datatypes = datatypes;
        _found = found;
        _type = names["rdf:type"];
        _sameAs = names["owl:sameAs"];
        _notType = RuleTable.NumberOf(rules, RuleTable.NotType);
        _disjoint = RuleTable.NumberOf(rules, RuleTable.DisjointTypes);
        _different = RuleTable.NumberOf(rules, RuleTable.DifferentLiterals);
        _isOwl = rules.Contains(RuleTable.DifferentLiterals);
    }

    /// <summary>Looks at a batch of new triples of one predicate.</summary>
    public void Check(PredicateFacts batch, int from, int to)
    {
        if (batch.Predicate == _type)
        {
            for (var i = from; i < to; i++)
            {
                var fact = batch.Row(i);
                if (_datatypes.TryGetValue(_facts.Object(fact), out var datatype))
                {
                    CheckType(batch, fact, datatype);
                }
            }
        }
        else if (batch.Predicate == _sameAs && _isOwl)
        {
            for (var i = from; i < to; i++)
            {
                CheckSame(batch.Row(i));
            }
        }
    }

    // RDF 1.2 Semantics §8: a literal value is in the class of a recognised datatype if and only if it is in its value space.
    private void CheckType(PredicateFacts types, int fact, Datatype datatype)
    {
        var subject = _facts.Subject(fact);
        if (subject.IsLiteral)
        {
            if (_literals.IsKnown(subject) && !_literals.TypesOf(subject).Contains(datatype))
            {
                _found.Add(_notType, [fact], subject);
            }

            return;
        }

        for (var other = _facts.FirstOfSubject(types, subject); other >= 0; other = _facts.NextOfSubject(other))
        {
            if (other < fact && _datatypes.TryGetValue(_facts.Object(other), out var second) && AreDisjoint(datatype, second))
            {
                _found.Add(_disjoint, [other, fact], subject);
            }
        }
    }

    private void CheckSame(int fact)
    {
        var (left, right) = (_facts.Subject(fact), _facts.Object(fact));
        if (left.IsLiteral && right.IsLiteral && left != right && _literals.Canonical(left) != _literals.Canonical(right)
            && _literals.IsKnown(left) && _literals.IsKnown(right))
        {
            _found.Add(_different, [fact], left);
        }
    }

    // The number types are ranges, of which any two with a value in common have −1, 0 or 1 in common.
    private static bool AreDisjoint(Datatype left, Datatype right) =>
        left.Space != right.Space
        || (left.Space == ValueSpace.Decimal
            && !Array.Exists(s_samples, value => left.Canonical(value) is not null && right.Canonical(value) is not null));
}
