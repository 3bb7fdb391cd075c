using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.AnswerEvidence;
using KnowledgeGraph.Server.Explore;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Store;
using Solution = KnowledgeGraph.Engine.Solution;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// Reads what the page of an entity shows, all of one state of the data, and never more than a page holds. A dataset without claims simply
/// gives facts without evidence. For one request.
/// </summary>
public sealed class EntityReader
{
    // Facts of a property and claims of a reason on the page of an entity; all of them have pages of their own.
    private const int FactsShown = 10;
    private const int ClaimsShown = 10;
    private const int DatesShown = 60;
    private const int StatementsShown = 100;
    private const int MostClaimsRead = 5_000;

    // Claims shown of a fact, and read for that: what a hundred sources say of it has a page of its own.
    private const int ClaimsOfFact = 5;
    private const int ClaimsReadOfFact = 20;

    // So many facts of a property stand in the order of their values. More stand in that of the index, page by page without a sort: the
    // same but for numbers, which come by value, and terms that were written later, which come last.
    private const int MostSorted = 2_000;

    private readonly ServedDataset _dataset;
    private readonly ReaderLanguages _languages;
    private readonly CancellationToken _cancellation;
    private readonly QueryOptions _options;
    private readonly EvidenceFinder _finder;
    private readonly ClaimQuotes _quotes;

    /// <summary>A reader over the present state.</summary>
    /// <param name="dataset">Where to read.</param>
    /// <param name="articles">The texts to quote from.</param>
    /// <param name="languages">What the reader wants.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public EntityReader(ServedDataset dataset, ArticleTexts articles, ReaderLanguages languages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _dataset = dataset;
        _languages = languages;
        _cancellation = cancellation;
        _options = dataset.QueryOptions() with { State = dataset.Engine.QueryState };
        _finder = EvidenceFinder.Of(dataset.Engine, _options.State);
        _quotes = new ClaimQuotes(dataset, articles, cancellation);
    }

    /// <summary>True if any graph speaks of the IRI.</summary>
    /// <param name="entity">The IRI.</param>
    public bool IsKnown(Iri entity)
    {
        using var run = _dataset.Engine.Run(Bound(EntityQueries.Known, entity), _options, _cancellation);
        return run.Boolean;
    }

    /// <summary>All that the page shows.</summary>
    /// <param name="entity">The IRI.</param>
    public EntityView Read(Iri entity)
    {
        var names = EntityNames.Of(entity, predicate => Others(EntityQueries.Objects, entity, predicate, 0, StatementsShown), _languages);
        var facts = Groups(entity, isInverse: false, predicate => predicate != RdfVocabulary.Type && !EntityNames.IsName(predicate));
        var inverse = Groups(entity, isInverse: true, _ => true);
        var inGraphs = InGraphs(entity, EntityQueries.InGraphs, other => (entity, other));
        var said = Said(entity, inGraphs);
        var links = inGraphs.Select(quad => quad.Triple).Concat(facts.SelectMany(group => group.Facts).Select(fact => fact.Behind.Triple))
            .Select(triple => OutsideLink.Of(triple.Predicate, triple.Object)).OfType<OutsideLink>().Distinct().ToList();
        var others = inGraphs.Where(quad => quad.Object is not TripleTerm && OutsideLink.Of(quad.Predicate, quad.Object) is null).ToList();
        var claims = OtherClaims(entity, 0, ClaimsShown, out var claimsAreCut);
        var isKnown = facts.Count + inverse.Count > 0;
        if (!isKnown)
        {
            others.AddRange(InGraphs(entity, EntityQueries.ToItInGraphs, other => (other, entity)));
        }

        var dated = Select(EntityQueries.Slice(EntityQueries.Dated, 0, DatesShown + 1), entity)
            .Where(row => row["event"] is Iri && row["begin"] is Literal)
            .Select(row => new DatedThing((Iri)row["event"]!, (Literal)row["begin"]!, row["end"] as Literal))
            .DistinctBy(each => each.Thing).ToList();
        var view = new EntityView
        {
            Entity = entity,
            Title = names.Title,
            Names = names.All,
            Description = names.Description,
            Types = Others(EntityQueries.Objects, entity, RdfVocabulary.Type, 0, StatementsShown),
            Facts = facts,
            InverseFacts = inverse,
            OtherClaims = claims,
            OtherClaimsAreCut = claimsAreCut,
            Timeline = [.. dated.Take(DatesShown)],
            TimelineIsCut = dated.Count > DatesShown,
            Links = links,
            GraphStatements = [.. others.Take(StatementsShown)],
            GraphStatementsAreCut = others.Count > StatementsShown,
            Said = said,
        };
        return view with { Labels = Labels(Terms(view)) };
    }

    /// <summary>A page of a part.</summary>
    /// <param name="entity">The IRI.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="ProblemException">404: the part has no such page.</exception>
    public EntityPartView Read(Iri entity, EntityPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var facts = part.Property is { } property
            ? Group(entity, property, part.IsInverse, Count(entity, part), part.Offset, EntityPart.PageSize)
            : null;
        var view = new EntityPartView(entity, part, facts, facts is null ? Claims(entity, part) : null, NoLabels);
        return view.Shown == 0
            ? throw ProblemException.NotFound($"There is no page {part.Page} of this about <{entity.Value}>.")
            : view with
            {
                Labels = Labels(
                [
                    entity, .. new[] { part.Property, part.Status }.OfType<Iri>(),
                    .. (view.Facts?.Facts ?? []).SelectMany(fact => fact.Behind.Terms), .. (view.Claims?.Claims ?? []).SelectMany(Terms),
                ]),
            };
    }

    private static Dictionary<Iri, string> NoLabels => [];

    private IReadOnlyDictionary<Iri, string> Labels(IEnumerable<Term> terms) => LabelLookup.Of(_dataset, terms, _cancellation, _languages);

    private static IEnumerable<Term> Terms(EntityView view) =>
    [
        view.Entity,
        .. view.Types,
        .. view.Facts.Concat(view.InverseFacts).Select(group => group.Predicate),
        .. view.Facts.Concat(view.InverseFacts).SelectMany(group => group.Facts).SelectMany(fact => fact.Behind.Terms),
        .. view.OtherClaims.SelectMany(group => group.Claims).Concat(view.Said).SelectMany(Terms),
        .. view.Timeline.Select(each => each.Thing),
        .. view.GraphStatements.SelectMany(IEnumerable<Term> (quad) => [quad.Graph!, quad.Subject, quad.Predicate, quad.Object]),
    ];

    private static IEnumerable<Term> Terms(ClaimView claim) =>
        [claim.Triple.Subject, claim.Triple.Predicate, claim.Triple.Object, .. claim.Terms];

    private List<FactGroup> Groups(Iri entity, bool isInverse, Func<Iri, bool> shows) =>
    [
        .. Select(isInverse ? EntityQueries.InverseProperties : EntityQueries.Properties, entity)
            .Select(row => (Predicate: (Iri)row["predicate"]!, Count: Number(row["count"])))
            .Where(each => shows(each.Predicate))
            .Select(each => Group(entity, each.Predicate, isInverse, each.Count, 0, FactsShown)),
    ];

    private FactGroup Group(Iri entity, Iri predicate, bool isInverse, long count, long offset, int limit) => new(
        predicate, isInverse, count,
        [
            .. (count <= MostSorted ? Others(isInverse ? EntityQueries.Subjects : EntityQueries.Objects, entity, predicate, offset, limit)
                    : Indexed(entity, predicate, isInverse, offset, limit))
                .Select(other => isInverse ? new Triple(other, predicate, entity) : new Triple(entity, predicate, other))
                .Select(triple => new FactView(isInverse ? triple.Subject : triple.Object, Behind(triple))),
        ]);

    // The claims that make it a fact; those that speak of it and make none stand in a section of their own.
    private StatementView Behind(Triple triple)
    {
        var evidence = _finder.Behind(new SupportPart.Statement(triple, null), ClaimsReadOfFact, _cancellation);
        var behind = StatementView.Of(evidence, _quotes);
        var holding = behind.Claims.Where(claim => claim.Evidence.Holds).ToList();
        return behind with
        {
            Claims = [.. holding.Take(ClaimsOfFact)],
            ClaimsAreCut = holding.Count > ClaimsOfFact || evidence.Claims.Length == ClaimsReadOfFact,
        };
    }

    private long Count(Iri entity, EntityPart part)
    {
        var query = part.IsInverse ? EntityQueries.CountOfSubjects : EntityQueries.CountOfObjects;
        return Number(Select(query, entity, part.Property).Single()["count"]);
    }

    private ClaimGroup Claims(Iri entity, EntityPart part) =>
        OtherClaims(entity, (int)Math.Min(part.Offset, int.MaxValue), EntityPart.PageSize, out _)
            .FirstOrDefault(group => group.Status == part.Status) ?? new ClaimGroup(part.Status, 0, []);

    // Denials first, then the contexts of which most is said, then doubt and what is to come.
    private List<ClaimGroup> OtherClaims(Iri entity, int offset, int limit, out bool isCut)
    {
        var about = _finder.About(entity, MostClaimsRead, _cancellation);
        isCut = about.Length >= MostClaimsRead;
        return
        [
            .. about.Where(one => !(one.Evidence.Holds && IsFact(one.Triple))).GroupBy(one => ClaimStatus.Of(one.Evidence))
                .OrderBy(group => ClaimStatus.Order(group.Key))
                .ThenByDescending(group => group.Count())
                .Select(group => new ClaimGroup(
                    group.Key, group.Count(), [.. group.Skip(offset).Take(limit).Select(one => _quotes.View(one.Triple, one.Evidence))])),
        ];
    }

    // A dataset need not have as facts what its claims say.
    private bool IsFact(Triple triple)
    {
        var state = _options.State!;
        return state.Terms.TryFind(triple.Subject, out var subject) && state.Terms.TryFind(triple.Predicate, out var predicate)
            && state.Terms.TryFind(triple.Object, out var value) && state.Count(GraphScope.Default, new QuadPattern(subject, predicate, value)) > 0;
    }

    private List<ClaimView> Said(Iri entity, List<Quad> inGraphs) => inGraphs.Select(quad => quad.Graph).OfType<Iri>().Distinct()
        .SelectMany(graph => _finder.Said(entity, graph)).Select(one => _quotes.View(one.Triple, one.Evidence)).ToList();

    private List<Quad> InGraphs(Iri entity, SparqlQuery query, Func<Term, (Term Subject, Term Object)> ends) =>
    [
        .. Select(EntityQueries.Slice(query, 0, StatementsShown + 1), entity)
            .Select(row => (Ends: ends(row["other"]!), Predicate: (Iri)row["predicate"]!, Graph: row["graph"]))
            .Select(row => new Quad(row.Ends.Subject, row.Predicate, row.Ends.Object, row.Graph)),
    ];

    private List<Term> Others(SparqlQuery query, Iri entity, Iri predicate, long offset, int limit) =>
        [.. Select(EntityQueries.Slice(query, offset, limit), entity, predicate).Select(row => row["other"]!)];

    private List<Term> Indexed(Iri entity, Iri predicate, bool isInverse, long offset, int limit)
    {
        var state = _options.State!;
        var scope = _dataset.UnionDefaultGraph ? GraphScope.UnionAll(includesDefault: true) : GraphScope.Default;
        return state.Terms.TryFind(entity, out var thing) && state.Terms.TryFind(predicate, out var property)
            ? [.. new FactScan(state, scope).All(thing, property, !isInverse, offset, limit).Select(state.Terms.ToTerm)]
            : [];
    }

    private static long Number(Term? term) => term is Literal literal ? long.Parse(literal.Lexical, CultureInfo.InvariantCulture) : 0;

    private List<Solution> Select(SparqlQuery query, Iri entity, Iri? predicate = null)
    {
        using var run = _dataset.Engine.Run(Bound(query, entity, predicate), _options, _cancellation);
        return [.. run.Solutions()];
    }

    private static SparqlQuery Bound(SparqlQuery query, Iri entity, Iri? predicate = null)
    {
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = entity };
        if (predicate is not null)
        {
            terms["predicate"] = predicate;
        }

        return QueryParameters.Bind(query, terms);
    }
}
