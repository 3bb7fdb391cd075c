using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// Who says a triple: the claims that reify it, whether they hold or not. Works by queries on the engine, so it sees whatever dataset is
/// loaded; a dataset without claims has no evidence. Thread-safe.
/// </summary>
public sealed class EvidenceFinder
{
    // Longer than any chain of contexts; a circle in foreign data ends here.
    private const int LongestChain = 32;

    private readonly Engine.Engine _engine;

    /// <summary>A finder over an engine.</summary>
    /// <param name="engine">The engine; not owned.</param>
    public EvidenceFinder(Engine.Engine engine) => _engine = engine;

    /// <summary>The claims that reify a triple, in order of source and claim.</summary>
    /// <param name="triple">The triple; without blank nodes.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public ImmutableArray<ClaimEvidence> Find(Triple triple, int limit = 1_000, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(triple);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        if (triple.Subject is not Iri || triple.Object is BlankNode)
        {
            return [];
        }

        string pattern = $"<<( {triple.Subject} {triple.Predicate} {triple.Object} )>>";
        string query = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT DISTINCT ?g ?c WHERE {{ GRAPH ?g {{ ?c <{RdfVocabulary.Reifies.Value}> {pattern} ; a <{Vocabulary.Ontology}Claim> }} }} ORDER BY ?g ?c LIMIT {limit}");
        return
        [
            .. Rows(query, cancellationToken).Where(row => row["c"] is Iri && row["g"] is Iri)
                .Select(row => Describe((Iri)row["c"]!, (Iri)row["g"]!, cancellationToken)),
        ];
    }

    /// <summary>What is known of one claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="source">Its source.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public ClaimEvidence Describe(Iri claim, Iri source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(source);
        ILookup<Iri, Term> properties = PropertiesOf(claim, source, cancellationToken);
        bool holds = Stands(properties);
        var contexts = ImmutableArray.CreateBuilder<ClaimContext>();
        ILookup<Iri, Term> inner = properties;
        while (One(inner, "within") is { } outer && contexts.Count < LongestChain)
        {
            bool endorsed = All(inner, "endorsed").Any(term => term is Literal { Lexical: "true" or "1" });
            ILookup<Iri, Term> outerProperties = PropertiesOf(outer, source, cancellationToken);
            holds = holds && endorsed && Stands(outerProperties);
            contexts.Add(ContextOf(outer, outerProperties, endorsed));
            inner = outerProperties;
        }

        return new ClaimEvidence(
            claim, source, One(properties, "polarity"), One(properties, "phase"), One(properties, "certainty"), holds, contexts.ToImmutable(),
            [.. All(properties, "cites").OfType<Iri>().Select(citation => CitationOf(citation, source, cancellationToken))],
            PlacesOf(claim, "evidence", source, cancellationToken), PlacesOf(claim, "trigger", source, cancellationToken));
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

    private CitedOutlet CitationOf(Iri citation, Iri source, CancellationToken cancellationToken)
    {
        ILookup<Iri, Term> properties = PropertiesOf(citation, source, cancellationToken);
        return new CitedOutlet(citation, One(properties, "outlet"), All(properties, "outletDate").OfType<Literal>().FirstOrDefault());
    }

    private ILookup<Iri, Term> PropertiesOf(Iri subject, Iri source, CancellationToken cancellationToken) =>
        Rows($"SELECT ?p ?o WHERE {{ GRAPH {source} {{ {subject} ?p ?o }} }} ORDER BY ?p ?o", cancellationToken)
            .ToLookup(row => (Iri)row["p"]!, row => row["o"]!);

    private ImmutableArray<EvidencePlace> PlacesOf(Iri claim, string property, Iri source, CancellationToken cancellationToken)
    {
        string query = $$"""
            PREFIX : <{{Vocabulary.Ontology}}>
            PREFIX oa: <{{Vocabulary.Annotation}}>
            SELECT ?start ?end ?paragraph WHERE { GRAPH {{source}} { {{claim}} :{{property}} ?span . ?span oa:start ?start ; oa:end ?end ; :paragraph ?paragraph } }
            ORDER BY ?start ?end
            """;
        return [.. Rows(query, cancellationToken).Select(row => new EvidencePlace(NumberOf(row["paragraph"]), NumberOf(row["start"]), NumberOf(row["end"])))];
    }

    private static int NumberOf(Term? term) =>
        term is Literal literal && int.TryParse(literal.Lexical, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private List<Solution> Rows(string query, CancellationToken cancellationToken)
    {
        using QueryRun run = _engine.Run(query, ct: cancellationToken);
        return [.. run.Solutions()];
    }
}
