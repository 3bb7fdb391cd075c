using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>One inference from its beginning to its end, in ids: asserted triples, axioms, terms, rules.</summary>
internal sealed class InferenceRun
{
    /// <summary>Stands for the rule of asserted triples.</summary>
    public const byte AssertedRule = byte.MaxValue;

    private const int BatchRows = 1024;

    private readonly IProgress<EntailmentProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly RuleTerms _names;
    private readonly LiteralIds _literals;
    private readonly Dictionary<TermId, Datatype> _datatypes = [];

    // The datatypes of which the data says more than that a property ranges over them: only then does the type of a literal matter.
    private readonly HashSet<Datatype> _typed = [];

    public InferenceRun(Snapshot snapshot, EntailmentOptions options, IProgress<EntailmentProgress>? progress, CancellationToken cancellation)
    {
        Snapshot = snapshot;
        Options = options;
        _progress = progress;
        _cancellation = cancellation;
        Terms = new LocalDictionary(snapshot.Terms);
        Facts = new FactSet(options.MemoryMB * 1024L * 1024L);
        Rules = RuleTable.Of(options.Regime);
        _names = new RuleTerms(Terms);
        _literals = new LiteralIds(Terms, options.Recognized);
    }

    public Snapshot Snapshot { get; }

    public EntailmentOptions Options { get; }

    public LocalDictionary Terms { get; }

    public FactSet Facts { get; }

    public ImmutableArray<EntailmentRule> Rules { get; }

    public Contradictions Contradictions { get; } = new();

    /// <summary>Triples that the inference began with, axiomatic ones included.</summary>
    public int Beginning { get; private set; }

    /// <summary>Draws all conclusions.</summary>
    /// <param name="vocabulary">Terms that are asked about, besides those of the graph.</param>
    public void Execute(IEnumerable<TermId> vocabulary)
    {
        foreach (var datatype in Options.Recognized.Recognized)
        {
            _datatypes[Terms.Intern(datatype.Iri)] = datatype;
        }

        if (Options.Generalized)
        {
            _typed.UnionWith(Options.Recognized.Recognized);
        }

        AddAsserted();
        AddAxioms();
        Beginning = Facts.Count;
        var patterns = new TermPatterns(Facts, _names, _literals, _typed, Rules, Options, Contradictions);
        for (var fact = 0; fact < Beginning; fact++)
        {
            if (fact % BatchRows == 0)
            {
                Check();
            }

            patterns.Visit(fact);
        }

        foreach (var term in vocabulary)
        {
            patterns.Visit(term);
        }

        if (Options.Generalized)
        {
            patterns.AddNameless(_datatypes.Keys);
        }

        var checks = new DatatypeChecks(Facts, _literals, _datatypes, _names, Rules, Contradictions);
        new Saturation(Facts, _names, Rules, Contradictions, Check).Run(checks.Check);
        Check();
    }

    /// <summary>The literal that stands for the value, also within a triple term.</summary>
    public TermId Canonical(TermId id) => _literals.CanonicalWithin(id);

    /// <summary>Whether a triple is one of RDF: a subject that is an IRI or a blank node, a predicate that is an IRI.</summary>
    public bool IsLegal(int fact) =>
        Facts.Predicate(fact).IsIri && (Facts.Subject(fact).IsIri || Facts.Subject(fact).IsBlankNode)
        && !RuleTerms.IsInternal(Facts.Object(fact));

    /// <summary>Whether a triple is to be seen in answers though it is not asserted.</summary>
    public bool IsInferred(int fact) => Facts.Rule(fact) != AssertedRule && IsLegal(fact) && !IsReplaced(fact);

    /// <summary>Whether a triple has a twin with the canonical literal in its place.</summary>
    public bool IsReplaced(int fact) => Options.CanonicalLiterals && _literals.Canonical(Facts.Object(fact)) != Facts.Object(fact);

    /// <summary>Throws if the run is to stop.</summary>
    public void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        _progress?.Report(new(Beginning, Facts.Count - Beginning, Facts.Pending));
        if (Stopwatch.GetElapsedTime(_start) > Options.Timeout)
        {
            throw new EntailmentLimitException(
                $"The inferences take longer than {Options.Timeout.TotalSeconds:0.##} s: {Facts.Count} triples so far, {Facts.Pending} of them "
                + "not looked at. Choose a weaker regime or a higher limit.");
        }
    }

    private void AddAsserted()
    {
        var range = _names["rdfs:range"];
        var canonicalRule = RuleTable.NumberOf(Rules, RuleTable.CanonicalLiteral);
        TermId[] predicates = new TermId[BatchRows], subjects = new TermId[BatchRows], objects = new TermId[BatchRows];
        var scan = Snapshot.Scan(IndexOrder.Pso, default);
        for (int count; (count = scan.Read(predicates, subjects, objects, default)) > 0;)
        {
            Check();
            for (var i = 0; i < count; i++)
            {
                var (subject, predicate, @object) = (subjects[i], predicates[i], objects[i]);
                Facts.Add(subject, predicate, @object, AssertedRule, []);
                NoteDatatype(subject, isSchema: true);
                NoteDatatype(@object, isSchema: predicate != range);
                if (Options.CanonicalLiterals)
                {
                    var canonical = Options.Generalized ? _literals.CanonicalWithin(@object) : _literals.Canonical(@object);
                    if (canonical != @object)
                    {
                        Facts.Add(subject, predicate, canonical, canonicalRule, [Facts.Count - 1]);
                    }
                }
            }
        }
    }

    private void NoteDatatype(TermId term, bool isSchema)
    {
        if (isSchema && term.IsIri && _datatypes.TryGetValue(term, out var datatype))
        {
            _typed.Add(datatype);
        }
    }

    private void AddAxioms()
    {
        var rule = RuleTable.NumberOf(Rules, RuleTable.Axiom);
        foreach (var axiom in Axioms.Of(Options.Regime))
        {
            Facts.Add(_names[axiom[0]], _names[axiom[1]], _names[axiom[2]], rule, []);
        }

        // RDF 1.2 Semantics §9.2.1, rdfs1; OWL 2 Profiles §4.3, dt-type1
        if (Options.Regime >= EntailmentRegime.Rdfs)
        {
            foreach (var datatype in _datatypes.Keys)
            {
                Facts.Add(datatype, _names["rdf:type"], _names["rdfs:Datatype"], rule, []);
            }
        }
    }
}
