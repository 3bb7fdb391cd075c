using System.Runtime.CompilerServices;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Store;
using Solution = KnowledgeGraph.Engine.Solution;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>Finds claims that cannot be true together. For one request.</summary>
/// <param name="dataset">The data.</param>
/// <param name="articles">The texts to quote from.</param>
/// <param name="languages">What the reader wants labels in.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class DisagreementReader(
    ServedDataset dataset, ArticleTexts articles, ReaderLanguages languages, CancellationToken cancellation)
{
    /// <summary>The name of the canned query that finds the pairs declared to conflict.</summary>
    public const string CannedQuery = "conflicting-claims";

    private const int MostPairs = 200;
    private const int MostStatements = 4;

    private const string Prefixes =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        """;

    // In its own voice or as somebody's statement: what a plan, an assessment or a scenario contains contradicts nobody.
    private static readonly SparqlQuery s_denied = SparqlParser.ParseQuery(Prefixes +
        """
        SELECT DISTINCT ?source ?claim ?otherSource ?other WHERE {
          GRAPH ?otherSource {
            ?other :polarity :denied ; :phase ?otherPhase ; rdf:reifies <<( ?s ?p ?o )>>
            FILTER NOT EXISTS { ?other :within+ ?u . ?u rdf:reifies <<( ?y rdf:type ?j )>> FILTER(?j != :Statement) }
          }
          GRAPH ?source {
            ?claim rdf:reifies <<( ?s ?p ?o )>> ; :polarity :asserted ; :phase ?phase FILTER(?phase != :future)
            FILTER NOT EXISTS { ?claim :within+ ?w . ?w rdf:reifies <<( ?x rdf:type ?k )>> FILTER(?k != :Statement) }
            FILTER NOT EXISTS { ?claim :within+ ?v . ?v :polarity :denied }
          }
        }
        ORDER BY ?source ?claim ?other LIMIT 201
        """);

    private static readonly SparqlQuery s_values = SparqlParser.ParseQuery(Prefixes +
        """
        SELECT DISTINCT ?source ?claim ?otherSource ?other WHERE {
          GRAPH ?source { ?claim rdf:reifies <<( ?s ?p ?a )>> ; :polarity :asserted FILTER(isLITERAL(?a)) }
          GRAPH ?otherSource { ?other rdf:reifies <<( ?s ?p ?b )>> ; :polarity :asserted }
          FILTER(STR(?source) < STR(?otherSource) && isLITERAL(?b) && ?a != ?b)
        }
        ORDER BY ?source ?claim ?other LIMIT 201
        """);

    private static readonly SparqlQuery s_says = SparqlParser.ParseQuery(
        Prefixes + "SELECT ?s ?p ?o WHERE { GRAPH ?source { ?claim rdf:reifies <<( ?s ?p ?o )>> } } ORDER BY ?p ?o LIMIT 40");

    // They depend on the state alone, but for their labels, and live as long as it.
    private static readonly ConditionalWeakTable<Snapshot, Disagreements> s_known = [];

    private readonly Snapshot _state = dataset.Engine.QueryState;
    private readonly EvidenceFinder _finder = new(dataset.Engine.Snapshot);

    /// <summary>All of them, up to a bound; looked for once a state.</summary>
    public Disagreements Read()
    {
        if (!s_known.TryGetValue(_state, out var known))
        {
            known = Find();
            s_known.AddOrUpdate(_state, known);
        }

        return known with
        {
            Labels = LabelLookup.Of(
                dataset, known.Pairs.SelectMany(pair => Terms(pair.One).Concat(Terms(pair.Other))), cancellation, languages),
        };
    }

    private Disagreements Find()
    {
        if (!_state.Terms.TryFind(Vocabulary.Term("polarity"), out _))
        {
            return new Disagreements([], false, new Dictionary<Iri, string>());
        }

        var quotes = new ClaimQuotes(dataset, articles, cancellation);
        var pairs = new List<Disagreement>();
        var seen = new HashSet<(Term, Term)>();
        foreach (var (kind, row) in Rows())
        {
            var (one, other) = (row["claim"]!, row["other"]!);
            if (pairs.Count <= MostPairs && !seen.Contains((other, one)) && seen.Add((one, other))
                && SideOf(one, row["source"]!, quotes) is { } left && SideOf(other, Other(row) ?? row["source"]!, quotes) is { } right)
            {
                pairs.Add(new Disagreement(kind, left, right));
            }
        }

        return new Disagreements([.. pairs.Take(MostPairs)], pairs.Count > MostPairs, new Dictionary<Iri, string>());
    }

    private IEnumerable<(string Kind, Solution Row)> Rows() =>
    [
        .. (dataset.Queries.Find(CannedQuery) is { } declared ? Select(declared.Query) : []).Select(row => ("declared", row)),
        .. Select(s_denied).Select(row => ("denied", row)), .. Select(s_values).Select(row => ("values", row)),
    ];

    // The canned query finds pairs within one source.
    private static Term? Other(Solution row) => row.Variables.Any(variable => variable.Name == "otherSource") ? row["otherSource"] : null;

    private Disagreement.Side? SideOf(Term claim, Term source, ClaimQuotes quotes)
    {
        if (claim is not Iri iri)
        {
            return null;
        }

        var type = new Triple(iri, RdfVocabulary.Type, Vocabulary.Term("Claim"));
        var parameters = new Dictionary<string, Term>(StringComparer.Ordinal) { ["claim"] = iri, ["source"] = source };
        var says = Select(QueryParameters.Bind(s_says, parameters)).Select(row => new Triple(row["s"]!, (Iri)row["p"]!, row["o"]!))
            .OrderBy(triple => triple.Predicate == RdfVocabulary.Type ? 0 : 1).ToList();
        return _finder.Behind(new SupportPart.Statement(type, source), cancellation).Claims is [var evidence, ..] && says.Count > 0
            ? new Disagreement.Side(quotes.View(says[0], evidence), [.. says.Take(MostStatements)])
            : null;
    }

    private static IEnumerable<Term> Terms(Disagreement.Side side) =>
    [
        .. side.Says.SelectMany(IEnumerable<Term> (triple) => [triple.Subject, triple.Predicate, triple.Object]), side.Evidence.Source,
        .. side.Evidence.Contexts.SelectMany(context => context.Types.Concat(context.Voices)),
        .. new[] { side.Evidence.Certainty }.OfType<Iri>(),
        .. side.Evidence.Citations.Select(cited => cited.Outlet).OfType<Iri>(),
    ];

    private List<Solution> Select(SparqlQuery query)
    {
        using var run = dataset.Engine.Run(query, dataset.QueryOptions() with { State = _state }, cancellation);
        return [.. run.Solutions()];
    }
}
