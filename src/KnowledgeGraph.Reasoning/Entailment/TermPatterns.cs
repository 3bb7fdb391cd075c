using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// The conclusions from a term appearing at all, in a triple or in a triple term: rdfD1, rdfD2, rdfs4, rdfs14 of RDF 1.2 Semantics, eq-ref
/// and dt-type2 of OWL 2 RL, and the axioms of container membership properties. Rules never make terms, so that it is enough to look at
/// what a graph begins with.
/// </summary>
internal sealed class TermPatterns
{
    private readonly FactSet _facts;
    private readonly RuleTerms _names;
    private readonly LiteralIds _literals;
    private readonly Contradictions _found;
    private readonly EntailmentOptions _options;
    private readonly HashSet<Datatype> _typed;
    private readonly HashSet<TermId> _seen = [];
    private readonly HashSet<TermId> _predicates = [];
    private readonly TermArena _scratch = new();
    private readonly bool _isRdf;
    private readonly bool _isRdfs;
    private readonly bool _isOwl;
    private readonly byte _axiom;
    private readonly byte _rdfD1;
    private readonly byte _rdfD2;
    private readonly byte _rdfs4;
    private readonly byte _rdfs14;
    private readonly byte _eqRef;
    private readonly byte _illTyped;
    private readonly TermId _type;

    /// <param name="facts">The triples that the conclusions are added to.</param>
    /// <param name="names">The names in rules.</param>
    /// <param name="literals">What literals denote.</param>
    /// <param name="typed">The datatypes whose literals take part in inference as instances.</param>
    /// <param name="rules">The rules of the regime.</param>
    /// <param name="options">The regime.</param>
    /// <param name="found">Where ill-typed literals go.</param>
    public TermPatterns(
        FactSet facts, RuleTerms names, LiteralIds literals, HashSet<Datatype> typed, ImmutableArray<EntailmentRule> rules,
        EntailmentOptions options, Contradictions found)
    {
        _facts = facts;
        _names = names;
        _literals = literals;
        _typed = typed;
        _options = options;
        _found = found;
        _isRdfs = options.Regime is EntailmentRegime.Rdfs or EntailmentRegime.D;
        _isRdf = _isRdfs || options.Regime == EntailmentRegime.Rdf;
        _isOwl = options.Regime == EntailmentRegime.OwlRl;
        _axiom = RuleTable.NumberOf(rules, RuleTable.Axiom);
        _rdfD1 = RuleTable.NumberOf(rules, RuleTable.RdfD1);
        _rdfD2 = RuleTable.NumberOf(rules, RuleTable.RdfD2);
        _rdfs4 = RuleTable.NumberOf(rules, RuleTable.Rdfs4);
        _rdfs14 = RuleTable.NumberOf(rules, RuleTable.Rdfs14);
        _eqRef = RuleTable.NumberOf(rules, RuleTable.EqRef);
        _illTyped = RuleTable.NumberOf(rules, RuleTable.IllTyped);
        _type = names["rdf:type"];
    }

    /// <summary>Looks at the terms of a triple.</summary>
    public void Visit(int fact)
    {
        var (subject, predicate, @object) = (_facts.Subject(fact), _facts.Predicate(fact), _facts.Object(fact));
        Visit(subject, [fact]);
        VisitPredicate(predicate, [fact]);
        Visit(@object, [fact]);
    }

    /// <summary>Looks at a term that is asked about, and perhaps appears in no triple of the graph.</summary>
    public void Visit(TermId term) => Visit(term, []);

    /// <summary>Adds what exists without a name: a value of each datatype and a proposition (rdfD1a, rdfs14a).</summary>
    public void AddNameless(IEnumerable<TermId> datatypes)
    {
        if (_isRdf)
        {
            foreach (var datatype in datatypes)
            {
                _facts.Add(_names.Terms.NewBlankNode(), _type, datatype, _rdfD1, []);
            }
        }

        if (_isRdfs)
        {
            _facts.Add(_names.Terms.NewBlankNode(), _type, _names["rdfs:Proposition"], _rdfs14, []);
        }
    }

    private void VisitPredicate(TermId predicate, ReadOnlySpan<int> premise)
    {
        if (_predicates.Add(predicate) && _isRdf)
        {
            _facts.Add(predicate, _type, _names["rdf:Property"], _rdfD2, premise);
        }

        Visit(predicate, premise);
    }

    private void Visit(TermId term, ReadOnlySpan<int> premise)
    {
        if (!_seen.Add(term))
        {
            return;
        }

        if (_isRdfs && (_options.Generalized || term.IsIri || term.IsBlankNode))
        {
            _facts.Add(term, _type, _names["rdfs:Resource"], _rdfs4, premise);
        }

        if (term.IsLiteral)
        {
            VisitLiteral(term, premise);
        }
        else if (term.IsTripleTerm)
        {
            VisitTripleTerm(term, premise);
        }
        else
        {
            if (_isOwl)
            {
                _facts.Add(term, _names["owl:sameAs"], term, _eqRef, premise);
            }

            AddMembershipAxioms(term);
        }
    }

    private void VisitLiteral(TermId literal, ReadOnlySpan<int> premise)
    {
        if (_literals.IsIllTyped(literal))
        {
            if (!premise.IsEmpty)
            {
                _found.Add(_illTyped, premise, literal);
            }
        }
        else if (_typed.Count > 0 && _options.Regime != EntailmentRegime.None)
        {
            foreach (var datatype in _literals.TypesOf(literal))
            {
                if (_typed.Contains(datatype))
                {
                    _facts.Add(literal, _type, _names.Terms.Intern(datatype.Iri), _rdfD1, premise);
                }
            }
        }
    }

    private void VisitTripleTerm(TermId term, ReadOnlySpan<int> premise)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_isRdfs && _options.Generalized)
        {
            _facts.Add(term, _type, _names["rdfs:Proposition"], _rdfs14, premise);
        }

        // What is said is no premise of OWL's rules: a term in a triple term only is not equal to itself by eq-ref.
        var (subject, predicate, @object) = _names.Terms.GetTripleTerm(term);
        if (_isOwl)
        {
            foreach (var inner in (ReadOnlySpan<TermId>)[subject, @object])
            {
                if (inner.IsTripleTerm || inner.IsLiteral)
                {
                    Visit(inner, premise);
                }
            }

            return;
        }

        Visit(subject, premise);
        VisitPredicate(predicate, premise);
        Visit(@object, premise);
    }

    private void AddMembershipAxioms(TermId term)
    {
        _scratch.Clear();
        if (!_isRdf || !term.IsIri || !IsMembershipProperty(_names.Terms.View(term, _scratch).Value))
        {
            return;
        }

        foreach (var axiom in Axioms.OfMembership(_options.Regime))
        {
            _facts.Add(term, _names[axiom[1]], _names[axiom[2]], _axiom, []);
        }
    }

    // rdf:_1, rdf:_2 …: no sign, no leading zero.
    private static bool IsMembershipProperty(ReadOnlySpan<byte> iri)
    {
        var prefix = "http://www.w3.org/1999/02/22-rdf-syntax-ns#_"u8;
        return iri.Length > prefix.Length && iri.StartsWith(prefix) && iri[prefix.Length] != '0'
            && !iri[prefix.Length..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
