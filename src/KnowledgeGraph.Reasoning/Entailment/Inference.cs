using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// What follows from the default graph of a snapshot under an entailment regime. Named graphs are neither premises nor changed, and triple
/// terms are opaque: nothing is asserted because somebody says it, and no rule rewrites what is said. Thread-safe once computed.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-entailment/"/>
public sealed class Inference
{
    private readonly InferenceRun _run;
    private readonly Lock _lookup = new();
    private Dictionary<Term, TermId>? _localTerms;

    private Inference(InferenceRun run)
    {
        _run = run;
        Inconsistencies = [.. run.Contradictions.Kept.Select(ToInconsistency)];
        Count = CountInferred();
    }

    /// <summary>The regime.</summary>
    public EntailmentRegime Regime => _run.Options.Regime;

    /// <summary>The snapshot whose default graph was the beginning.</summary>
    public Snapshot Asserted => _run.Snapshot;

    /// <summary>Number of triples that follow and are not asserted, axiomatic ones included.</summary>
    public long Count { get; }

    /// <summary>The contradictions in the graph, at most 100; conclusions are drawn in spite of them.</summary>
    public ImmutableArray<Inconsistency> Inconsistencies { get; }

    /// <summary>Whether no contradiction was found. Complete for RDF, RDFS and D; OWL 2 RL finds what its rules find.</summary>
    public bool IsConsistent => Inconsistencies.IsEmpty;

    /// <summary>The triples that follow and are not asserted, as objects. For small graphs and tests.</summary>
    public IEnumerable<Triple> Triples => Enumerable.Range(0, _run.Facts.Count).Where(_run.IsInferred).Select(ToTriple).OfType<Triple>();

    /// <summary>
    /// Draws all conclusions. Costs time and memory in proportion to the default graph and what follows from it; docs/decisions/0005 has
    /// what was measured.
    /// </summary>
    /// <param name="snapshot">The asserted triples.</param>
    /// <param name="options">The regime and the limits.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Stops it with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="EntailmentLimitException">Time or memory do not suffice.</exception>
    public static Inference Compute(
        Snapshot snapshot, EntailmentOptions options, IProgress<EntailmentProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        var run = new InferenceRun(snapshot, options, progress, cancellation);
        run.Execute([]);
        return new Inference(run);
    }

    /// <summary>
    /// The snapshot that queries under the regime see: the default graph with everything that follows. With canonical literals (<see
    /// cref="EntailmentRegime.D"/>, <see cref="EntailmentRegime.OwlRl"/>) triples with other literals are left out, for SPARQL 1.1
    /// Entailment Regimes §4 gives one solution for each value.
    /// </summary>
    /// <param name="transaction">The transaction that the asserted snapshot is of; only terms are added to it.</param>
    /// <returns>A snapshot next to that of the transaction; the store does not hold it.</returns>
    public Snapshot Materialize(StoreTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var facts = _run.Facts;
        var added = new List<(TermId Subject, TermId Predicate, TermId Object)>();
        var removed = new List<(TermId Subject, TermId Predicate, TermId Object)>();
        var known = new Dictionary<TermId, TermId>();
        var scratch = new TermArena();
        for (var fact = 0; fact < facts.Count; fact++)
        {
            if (_run.IsInferred(fact))
            {
                added.Add((Known(facts.Subject(fact)), Known(facts.Predicate(fact)), Known(facts.Object(fact))));
            }
            else if (facts.Rule(fact) == InferenceRun.AssertedRule && _run.IsReplaced(fact))
            {
                removed.Add((facts.Subject(fact), facts.Predicate(fact), facts.Object(fact)));
            }
        }

        return transaction.Snapshot.WithTriples(added, removed);

        TermId Known(TermId id)
        {
            if (!id.IsLocal)
            {
                return id;
            }

            if (!known.TryGetValue(id, out var stored))
            {
                scratch.Clear();
                stored = transaction.Intern(_run.Terms.View(id, scratch));
                known.Add(id, stored);
            }

            return stored;
        }
    }

    /// <summary>
    /// Why a triple holds: the rule and the triples that it was applied to, one derivation. Premises that are no triples of RDF (a literal
    /// as subject, a node of a list) are replaced by their own.
    /// </summary>
    /// <param name="triple">The triple; a blank node by its printed label.</param>
    /// <returns>Null if the triple does not follow.</returns>
    public Derivation? Explain(Triple triple)
    {
        ArgumentNullException.ThrowIfNull(triple);
        lock (_lookup)
        {
            var fact = TryFind(triple.Subject, out var subject) && TryFind(triple.Predicate, out var predicate)
                && TryFind(triple.Object, out var @object) ? _run.Facts.Find(subject, predicate, @object) : -1;
            return fact < 0 ? null
                : _run.Facts.Rule(fact) == InferenceRun.AssertedRule ? new Derivation(triple, null, [])
                : new Derivation(triple, _run.Rules[_run.Facts.Rule(fact)], PremisesOf(_run.Facts.Premises(fact)));
        }
    }

    private bool TryFind(Term term, out TermId id)
    {
        if (_run.Snapshot.Terms.TryFind(term, out id))
        {
            return true;
        }

        _localTerms ??= LocalTerms();
        return _localTerms.TryGetValue(term, out id);
    }

    private Dictionary<Term, TermId> LocalTerms()
    {
        var facts = _run.Facts;
        var terms = new Dictionary<Term, TermId>();
        for (var fact = 0; fact < facts.Count; fact++)
        {
            foreach (var id in (ReadOnlySpan<TermId>)[facts.Subject(fact), facts.Predicate(fact), facts.Object(fact)])
            {
                if (id.IsLocal && !RuleTerms.IsInternal(id))
                {
                    terms.TryAdd(_run.Terms.ToTerm(id), id);
                }
            }
        }

        return terms;
    }

    private ImmutableArray<Triple> PremisesOf(ReadOnlySpan<int> premises)
    {
        var triples = ImmutableArray.CreateBuilder<Triple>();
        var seen = new HashSet<int>();
        var open = new Stack<int>();
        Push(premises);
        while (open.TryPop(out var fact))
        {
            if (!seen.Add(fact))
            {
                continue;
            }

            if (ToTriple(fact) is { } triple)
            {
                triples.Add(triple);
            }
            else
            {
                Push(_run.Facts.Premises(fact));
            }
        }

        return triples.ToImmutable();

        void Push(ReadOnlySpan<int> facts)
        {
            for (var i = facts.Length - 1; i >= 0; i--)
            {
                Debug.Assert(facts[i] < _run.Facts.Count, "a premise is a triple of the run");
                open.Push(facts[i]);
            }
        }
    }

    private Inconsistency ToInconsistency(Contradiction found) => new(
        _run.Rules[found.Rule], PremisesOf(found.Premises), found.Term.IsUndefined ? null : _run.Terms.ToTerm(found.Term));

    // Null for what is no triple of RDF.
    private Triple? ToTriple(int fact) => !_run.IsLegal(fact) ? null : new Triple(
        _run.Terms.ToTerm(_run.Facts.Subject(fact)), (Iri)_run.Terms.ToTerm(_run.Facts.Predicate(fact)),
        _run.Terms.ToTerm(_run.Facts.Object(fact)));

    private long CountInferred()
    {
        long count = 0;
        for (var fact = 0; fact < _run.Facts.Count; fact++)
        {
            count += _run.IsInferred(fact) ? 1 : 0;
        }

        return count;
    }
}
