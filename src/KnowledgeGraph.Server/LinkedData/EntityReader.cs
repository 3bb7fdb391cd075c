using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;
using Solution = KnowledgeGraph.Engine.Solution;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Reads what the page of an entity shows. A dataset without claims simply gives facts without evidence.</summary>
/// <param name="dataset">Where to read.</param>
/// <param name="articles">The texts to quote from.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class EntityReader(ServedDataset dataset, ArticleTexts articles, CancellationToken cancellation)
{
    private const int MaxInverseFacts = 500;

    private static readonly Iri[] s_descriptions =
    [
        new("http://www.w3.org/2004/02/skos/core#definition"), new("http://www.w3.org/2000/01/rdf-schema#comment"),
        new("http://purl.org/dc/terms/description"),
    ];

    /// <summary>True if any graph speaks of the IRI.</summary>
    /// <param name="entity">The IRI.</param>
    public bool IsKnown(Iri entity)
    {
        using var run = dataset.Engine.Run(Bound(EntityQueries.Known, entity), dataset.QueryOptions(), cancellation);
        return run.Boolean;
    }

    /// <summary>All that the page shows.</summary>
    /// <param name="entity">The IRI.</param>
    public EntityView Read(Iri entity)
    {
        var outgoing = Select(EntityQueries.Outgoing, entity);
        var incoming = Select(EntityQueries.Incoming, entity);
        var inGraphs = Select(EntityQueries.InGraphs, entity)
            .Select(row => new Quad(entity, (Iri)row["predicate"]!, row["object"]!, row["graph"])).ToList();
        var facts = outgoing.Select(row => new Triple(entity, (Iri)row["predicate"]!, row["object"]!)).ToList();
        var inverse = incoming.Select(row => new Triple(row["subject"]!, (Iri)row["predicate"]!, entity)).Take(MaxInverseFacts).ToList();
        var isFact = facts.Concat(inverse).ToHashSet();
        var claims = Claims(entity, isFact);
        var byTriple = claims.Where(claim => claim.IsFact && Holds(claim)).ToLookup(claim => claim.Triple);
        var origins = Select(EntityQueries.Derivations, entity)
            .ToLookup(row => new Triple(row["subject"]!, (Iri)row["predicate"]!, row["object"]!), row => row["origin"]!);
        return new EntityView(
            entity,
            [.. facts.Where(fact => fact.Predicate == RdfVocabulary.Type).Select(fact => fact.Object)],
            Description(facts),
            Group(facts, fact => new FactView(fact.Object, [.. byTriple[fact]], [.. origins[fact]])),
            Group(inverse, fact => new FactView(fact.Subject, [.. byTriple[fact]], [.. origins[fact]])),
            incoming.Count > MaxInverseFacts,
            [.. claims.Where(claim => !(claim.IsFact && Holds(claim)))],
            inGraphs,
            LabelLookup.Of(dataset, Terms(facts, inverse, inGraphs, claims).Concat(origins.SelectMany(group => group)).Prepend(entity), cancellation));
    }

    // A claim that is denied, ahead or uncertain is no support even if another claim makes the same triple a fact.
    private static bool Holds(ClaimView claim) =>
        claim is { Polarity: "asserted", Certainty: "plain", Phase: "done" or "ongoing" };

    private static IReadOnlyList<FactGroup> Group(IEnumerable<Triple> facts, Func<Triple, FactView> view) =>
        [.. facts.GroupBy(fact => fact.Predicate).Select(group => new FactGroup(group.Key, [.. group.Select(view)]))];

    private static string? Description(List<Triple> facts) => facts
        .Where(fact => s_descriptions.Contains(fact.Predicate)).Select(fact => fact.Object).OfType<Literal>()
        .OrderBy(literal => literal.Language is null or "en" ? 0 : 1).FirstOrDefault()?.Lexical;

    private static IEnumerable<Term> Terms(
        IEnumerable<Triple> facts, IEnumerable<Triple> inverse, IEnumerable<Quad> quads, IEnumerable<ClaimView> claims) =>
    [
        .. facts.Concat(inverse).Concat(claims.Select(claim => claim.Triple)).SelectMany(IEnumerable<Term> (t) => [t.Subject, t.Predicate, t.Object]),
        .. quads.SelectMany(IEnumerable<Term> (q) => [q.Graph!, q.Predicate, q.Object]),
        .. claims.SelectMany(claim => claim.Contexts).SelectMany(context => context.Voices.Prepend(context.Kind)),
        .. claims.Select(claim => claim.Source),
        .. claims.SelectMany(claim => claim.Outlets).Select(cited => cited.Outlet),
    ];

    private List<ClaimView> Claims(Iri entity, HashSet<Triple> facts)
    {
        var places = Select(EntityQueries.Places, entity).ToLookup(row => row["claim"], Place);
        var contexts = Select(EntityQueries.Contexts, entity).ToLookup(row => row["context"]);
        // Several citations or contexts of a claim are several rows.
        var rows = Select(EntityQueries.Claims, entity).Where(row => row["claim"] is Iri && row["source"] is Iri)
            .GroupBy(row => (Claim: (Iri)row["claim"]!, new Triple(row["subject"]!, (Iri)row["predicate"]!, row["object"]!)));
        return
        [
            .. rows.Select(group => new ClaimView(
                group.Key.Claim, (Iri)group.First()["source"]!, group.Key.Item2,
                LocalName(group.First()["polarity"]), LocalName(group.First()["phase"]), LocalName(group.First()["certainty"]),
                Outwards(group.Select(row => row["context"]), contexts),
                [.. group.Where(row => row["outlet"] is Iri).Select(row => new CitedOutlet((Iri)row["outlet"]!, Text(row["outletDate"]))).Distinct()],
                [.. places[group.Key.Claim]],
                facts.Contains(group.Key.Item2))),
        ];
    }

    // From the nearest contexts outwards; a context that contains itself by mistake ends the walk.
    private static List<ContextView> Outwards(IEnumerable<Term?> nearest, ILookup<Term?, Solution> contexts)
    {
        var found = new List<ContextView>();
        var seen = new HashSet<Term>();
        var next = new Queue<Term>(nearest.OfType<Term>());
        while (next.TryDequeue(out var context))
        {
            if (!seen.Add(context) || context is not Iri iri)
            {
                continue;
            }

            found.AddRange(contexts[context].GroupBy(row => row["kind"]).Where(group => group.Key is Iri)
                .Select(group => new ContextView(iri, (Iri)group.Key!, [.. group.Select(row => row["voice"]).OfType<Term>().Distinct()])));
            foreach (var outer in contexts[context].Select(row => row["outer"]).OfType<Term>().Distinct())
            {
                next.Enqueue(outer);
            }
        }

        return found;
    }

    private TextPlace Place(Solution row)
    {
        var (start, end) = (Number(row["start"]), Number(row["end"]));
        return new TextPlace(Text(row["paragraph"]), start, end, articles.Quote(Text(row["sha256"]), start, end));
    }

    private List<Solution> Select(SparqlQuery query, Iri entity)
    {
        using var run = dataset.Engine.Run(Bound(query, entity), dataset.QueryOptions(), cancellation);
        return [.. run.Solutions()];
    }

    private static SparqlQuery Bound(SparqlQuery query, Iri entity) =>
        QueryParameters.Bind(query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = entity });

    private static string LocalName(Term? term) => term is Iri iri ? iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..] : "";

    private static string Text(Term? term) => (term as Literal)?.Lexical ?? "";

    private static long Number(Term? term) =>
        long.TryParse(Text(term), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
