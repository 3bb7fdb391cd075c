using KnowledgeGraph.Knowledge.Evidence;
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
        var claims = Claims(entity);
        var isFact = facts.Concat(inverse).ToHashSet();
        var byTriple = claims.Where(claim => claim.Evidence.Holds).ToLookup(claim => claim.Triple);
        var origins = Select(EntityQueries.Derivations, entity)
            .ToLookup(row => new Triple(row["subject"]!, (Iri)row["predicate"]!, row["object"]!), row => row["origin"]!);
        return new EntityView(
            entity,
            [.. facts.Where(fact => fact.Predicate == RdfVocabulary.Type).Select(fact => fact.Object)],
            Description(facts),
            Group(facts, fact => new FactView(fact.Object, [.. byTriple[fact]], [.. origins[fact]])),
            Group(inverse, fact => new FactView(fact.Subject, [.. byTriple[fact]], [.. origins[fact]])),
            incoming.Count > MaxInverseFacts,
            [.. claims.Where(claim => !(claim.Evidence.Holds && isFact.Contains(claim.Triple)))],
            inGraphs,
            LabelLookup.Of(dataset, Terms(facts, inverse, inGraphs, claims).Concat(origins.SelectMany(group => group)).Prepend(entity), cancellation));
    }

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
        .. claims.SelectMany(claim => claim.Evidence.Contexts).SelectMany(context => context.Types.Concat(context.Voices)),
        .. claims.Select(claim => claim.Evidence.Source),
        .. claims.Select(claim => claim.Evidence.Certainty).OfType<Iri>(),
        .. claims.SelectMany(claim => claim.Evidence.Citations).Select(cited => cited.Outlet).OfType<Iri>(),
    ];

    private List<ClaimView> Claims(Iri entity)
    {
        var quotes = new ClaimQuotes(dataset, articles, cancellation);
        return [.. new EvidenceFinder(dataset.Engine.Snapshot).About(entity, cancellation).Select(one => quotes.View(one.Triple, one.Evidence))];
    }

    private List<Solution> Select(SparqlQuery query, Iri? entity)
    {
        using var run = dataset.Engine.Run(entity is null ? query : Bound(query, entity), dataset.QueryOptions(), cancellation);
        return [.. run.Solutions()];
    }

    private static SparqlQuery Bound(SparqlQuery query, Iri entity) =>
        QueryParameters.Bind(query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = entity });
}
