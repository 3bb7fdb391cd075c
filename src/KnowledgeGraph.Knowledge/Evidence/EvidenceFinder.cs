using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// Who says a triple: the claims that reify it, whether they hold or not. Sees whatever dataset the snapshot holds; a dataset without
/// claims has no evidence. For one thread.
/// </summary>
public sealed class EvidenceFinder
{
    // Longer than any chain of contexts; a circle in foreign data ends here.
    private const int LongestChain = 32;

    // Statements on the ways from one triple to the asserted ones.
    private const int MostPremises = 200;

    private const int MostClaims = 1_000;

    private readonly GraphReader _graphs;
    private readonly Inference? _inference;
    private readonly Dictionary<(Iri Claim, Iri Source), ClaimEvidence> _described = [];

    /// <summary>A finder over a snapshot.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="inference">What follows from them, if they are what queries see under an entailment regime.</param>
    public EvidenceFinder(Snapshot snapshot, Inference? inference = null)
    {
        _graphs = new GraphReader(snapshot);
        _inference = inference;
    }

    /// <summary>A finder over what an engine's queries see.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="state">The state that they see; null for the present one.</param>
    public static EvidenceFinder Of(Engine.Engine engine, Snapshot? state = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        state ??= engine.QueryState;
        return new EvidenceFinder(state, engine.InferenceOf(state));
    }

    /// <summary>The claims that reify a triple, in order of source and claim.</summary>
    /// <param name="triple">The triple.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public ImmutableArray<ClaimEvidence> Find(Triple triple, int limit = MostClaims, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(triple);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return _graphs.TryFind(triple, out var tripleTerm) ? [.. ClaimsOf(tripleTerm, cancellationToken).Take(limit)] : [];
    }

    /// <summary>Every triple with an entity as its subject or object that some claim reifies, with that claim; in order of source and claim.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="limit">Triples that are looked at, and claims that are read.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public ImmutableArray<ReifiedTriple> About(Iri entity, int limit = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return
        [
            .. _graphs.TripleTermsWith(entity).Take(limit)
                .SelectMany(term => ClaimsOf(term, cancellationToken).Select(claim => new ReifiedTriple(_graphs.TripleOf(term), claim)))
                .Take(limit)
                .OrderBy(said => said.Evidence.Source.Value, StringComparer.Ordinal)
                .ThenBy(said => said.Evidence.Places.IsEmpty ? 0 : said.Evidence.Places[0].Start)
                .ThenBy(said => said.Evidence.Claim.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The claim that an IRI names in a source, with the triples that it reifies; empty if it names none.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="source">The source, which is also its graph.</param>
    public ImmutableArray<ReifiedTriple> Said(Iri claim, Iri source)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(source);
        return Described(claim, source) is { } evidence
            ?
            [
                .. _graphs.PropertiesOf(claim, source)[RdfVocabulary.Reifies].OfType<TripleTerm>()
                    .Select(term => new ReifiedTriple(new Triple(term.Subject, term.Predicate, term.Object), evidence)),
            ]
            : [];
    }

    /// <summary>
    /// What stands behind a triple that supports an answer: for a triple of a claim's own description that claim; else the claims that reify
    /// the triple, what a rule of the build derived it from, and how it follows from others under the entailment regime.
    /// </summary>
    /// <param name="statement">The triple, with its graph.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public StatementEvidence Behind(SupportPart.Statement statement, CancellationToken cancellationToken = default) =>
        Behind(statement, MostClaims, cancellationToken);

    /// <summary>The same with a bound.</summary>
    /// <param name="statement">The triple, with its graph.</param>
    /// <param name="mostClaims">Claims of the triple, and of each of its premises.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public StatementEvidence Behind(SupportPart.Statement statement, int mostClaims, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        int left = MostPremises;
        return Behind(statement, mostClaims, ref left, cancellationToken);
    }

    private StatementEvidence Behind(SupportPart.Statement statement, int mostClaims, ref int left, CancellationToken cancellationToken)
    {
        if (statement is { Graph: Iri source, Triple.Subject: Iri subject } && Described(subject, source) is { } claim)
        {
            return new StatementEvidence(statement, [claim], []);
        }

        Conclusion? inferred = statement.Graph is null ? Inferred(statement.Triple, mostClaims, ref left, cancellationToken) : null;
        return _graphs.TryFind(statement.Triple, out TermId tripleTerm)
            ? new StatementEvidence(statement, [.. ClaimsOf(tripleTerm, cancellationToken).Take(mostClaims)], OriginsOf(tripleTerm), inferred)
            : new StatementEvidence(statement, [], [], inferred);
    }

    // Premises never need their conclusion, so that the way ends; what several ways share is told on each, so that it is bounded.
    private Conclusion? Inferred(Triple triple, int mostClaims, ref int left, CancellationToken cancellationToken)
    {
        if (_inference?.Explain(triple) is not { Rule: { } rule } derivation)
        {
            return null;
        }

        if (left < derivation.Premises.Length)
        {
            return new Conclusion(rule, [], IsCut: true);
        }

        left -= derivation.Premises.Length;
        var premises = ImmutableArray.CreateBuilder<StatementEvidence>(derivation.Premises.Length);
        foreach (Triple premise in derivation.Premises)
        {
            cancellationToken.ThrowIfCancellationRequested();
            premises.Add(Behind(new SupportPart.Statement(premise, null), mostClaims, ref left, cancellationToken));
        }

        return new Conclusion(rule, premises.MoveToImmutable(), IsCut: false);
    }

    // What facts derived by rules were derived from (PROV-O, prov:wasDerivedFrom).
    private ImmutableArray<Iri> OriginsOf(TermId tripleTerm) =>
    [
        .. _graphs.ReifiersOf(tripleTerm)
            .SelectMany(pair => _graphs.PropertiesOf(pair.Reifier, pair.Graph)[new Iri("http://www.w3.org/ns/prov#wasDerivedFrom")])
            .OfType<Iri>().Distinct().OrderBy(iri => iri.Value, StringComparer.Ordinal),
    ];

    private ClaimEvidence? Described(Iri claim, Iri source)
    {
        if (!_described.TryGetValue((claim, source), out ClaimEvidence? evidence))
        {
            ILookup<Iri, Term> properties = _graphs.PropertiesOf(claim, source);
            if (!properties[RdfVocabulary.Type].Contains(Vocabulary.Term("Claim")))
            {
                return null;
            }

            _described[(claim, source)] = evidence = Describe(claim, source, properties);
        }

        return evidence;
    }

    private IEnumerable<ClaimEvidence> ClaimsOf(TermId tripleTerm, CancellationToken cancellationToken)
    {
        foreach (var (claim, source) in _graphs.ReifiersOf(tripleTerm)
            .OrderBy(pair => pair.Graph.Value, StringComparer.Ordinal).ThenBy(pair => pair.Reifier.Value, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Described(claim, source) is { } evidence)
            {
                yield return evidence;
            }
        }
    }

    private ClaimEvidence Describe(Iri claim, Iri source, ILookup<Iri, Term> properties)
    {
        bool holds = Stands(properties);
        var contexts = ImmutableArray.CreateBuilder<ClaimContext>();
        ILookup<Iri, Term> inner = properties;
        while (One(inner, "within") is { } outer && contexts.Count < LongestChain)
        {
            bool endorsed = All(inner, "endorsed").Any(term => term is Literal { Lexical: "true" or "1" });
            ILookup<Iri, Term> outerProperties = _graphs.PropertiesOf(outer, source);
            holds = holds && endorsed && Stands(outerProperties);
            contexts.Add(ContextOf(outer, outerProperties, endorsed));
            inner = outerProperties;
        }

        return new ClaimEvidence(
            claim, source, One(properties, "polarity"), One(properties, "phase"), One(properties, "certainty"), holds, contexts.ToImmutable(),
            [.. All(properties, "cites").OfType<Iri>().Select(citation => CitationOf(citation, source))],
            PlacesOf(properties, "evidence", source), PlacesOf(properties, "trigger", source));
    }

    private static bool Stands(ILookup<Iri, Term> properties) =>
        One(properties, "polarity") == Vocabulary.Term("asserted") && One(properties, "certainty") == Vocabulary.Term("plain")
        && (One(properties, "phase") == Vocabulary.Term("done") || One(properties, "phase") == Vocabulary.Term("ongoing"));

    private static ClaimContext ContextOf(Iri claim, ILookup<Iri, Term> properties, bool endorsed)
    {
        List<TripleTerm> said = [.. properties[RdfVocabulary.Reifies].OfType<TripleTerm>()];
        return new ClaimContext(
            claim, said.Select(triple => triple.Subject).OfType<Iri>().FirstOrDefault(),
            [.. said.Where(triple => triple.Predicate == RdfVocabulary.Type).Select(triple => triple.Object).OfType<Iri>()],
            [.. said.Where(IsVoice).Select(triple => triple.Object).OfType<Iri>()], endorsed);
    }

    private static bool IsVoice(TripleTerm triple) =>
        triple.Predicate == Vocabulary.Term("speaker") || triple.Predicate == Vocabulary.Term("bearer") || triple.Predicate == Vocabulary.Term("provisionOf");

    private static IEnumerable<Term> All(ILookup<Iri, Term> properties, string name) => properties[Vocabulary.Term(name)];

    private static Iri? One(ILookup<Iri, Term> properties, string name) => All(properties, name).OfType<Iri>().FirstOrDefault();

    private CitedOutlet CitationOf(Iri citation, Iri source)
    {
        ILookup<Iri, Term> properties = _graphs.PropertiesOf(citation, source);
        return new CitedOutlet(citation, One(properties, "outlet"), All(properties, "outletDate").OfType<Literal>().FirstOrDefault());
    }

    private ImmutableArray<EvidencePlace> PlacesOf(ILookup<Iri, Term> claim, string property, Iri source) =>
    [
        .. All(claim, property).OfType<Iri>().Select(span => _graphs.PropertiesOf(span, source))
            .Select(span => new EvidencePlace(
                NumberOf(All(span, "paragraph").FirstOrDefault()), NumberOf(span[Annotation("start")].FirstOrDefault()),
                NumberOf(span[Annotation("end")].FirstOrDefault())))
            .OrderBy(place => place.Start).ThenBy(place => place.End),
    ];

    private static Iri Annotation(string name) => new(Vocabulary.Annotation + name);

    private static int NumberOf(Term? term) =>
        term is Literal literal && int.TryParse(literal.Lexical, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
