using System.Globalization;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Search;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Store;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.Explore;

/// <summary>Reads what a thing is linked to: facts property by property, and what is claimed and is no fact. For one request.</summary>
/// <param name="dataset">The data.</param>
/// <param name="address">The address of the pages of the answer.</param>
/// <param name="languages">What the reader wants labels in.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class NeighbourReader(
    ServedDataset dataset, string address, ReaderLanguages languages, CancellationToken cancellation)
{
    /// <summary>Properties of a thing in one answer, each direction by itself.</summary>
    public const int MostProperties = 60;

    private const int MostClaimsOfAnEdge = 20;
    private const int MostTypes = 5;

    private readonly Snapshot _snapshot = dataset.Engine.Snapshot;
    private readonly EvidenceFinder _finder = new(dataset.Engine.Snapshot);

    private GraphScope Scope => dataset.UnionDefaultGraph ? GraphScope.UnionAll(includesDefault: true) : GraphScope.Default;

    /// <summary>The neighbours asked for.</summary>
    /// <param name="asked">Which.</param>
    public Neighbours Read(ExploreRequest asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var (groups, hasMore) = Facts(asked);
        var claims = asked.Property is null ? Claims(asked) : [];
        var hasMoreClaims = claims.Count > asked.Limit;
        claims = [.. claims.Take(asked.Limit)];
        var triples = groups.SelectMany(group => group.Triples).Concat(claims);
        var types = TypesOf(triples.SelectMany(triple => new[] { triple.Subject, triple.Object }).OfType<Iri>().Append(asked.Entity));
        var labels = LabelLookup.Of(
            dataset,
            [
                .. types.Keys, .. types.Values.SelectMany(some => some), .. groups.Select(group => group.Property),
                .. claims.Select(claim => claim.Predicate),
            ],
            cancellation, languages);
        return new Neighbours(
            NodeOf(asked.Entity, types, labels), [.. groups.Select(group => GroupOf(asked, group, types, labels))],
            new ExploreClaims(
                asked.ClaimOffset, [.. claims.Select(triple => EdgeOf(triple, asked, isFact: false, types, labels))],
                hasMoreClaims ? address + asked.OfClaims(asked.ClaimOffset + asked.Limit) : null),
            hasMore);
    }

    private (List<Group> Groups, bool HasMore) Facts(ExploreRequest asked)
    {
        var groups = new List<Group>();
        var hasMore = false;
        // A page of claims shows no facts again.
        if (!_snapshot.Terms.TryFind(asked.Entity, out var entity) || (asked.ClaimOffset > 0 && asked.Property is null))
        {
            return (groups, hasMore);
        }

        var scan = new FactScan(_snapshot, Scope);
        foreach (var isOutgoing in (bool[])[true, false])
        {
            var properties = scan.Properties(entity, isOutgoing).Select(id => (Id: id, Property: (Iri)_snapshot.Terms.ToTerm(id)))
                .Where(one => IsAsked(asked, one.Property, isOutgoing));
            foreach (var (id, property) in properties)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = scan.Count(entity, id, isOutgoing);
                if (groups.Count(group => group.IsOutgoing == isOutgoing) == MostProperties)
                {
                    hasMore = true;
                    break;
                }

                if (count > 0)
                {
                    var others = scan.Others(entity, id, isOutgoing, asked.Offset, asked.Limit).Select(_snapshot.Terms.ToTerm);
                    groups.Add(new Group(
                        property, isOutgoing, count,
                        [
                            .. others.Select(other =>
                                isOutgoing ? new Triple(asked.Entity, property, other) : new Triple(other, property, asked.Entity)),
                        ]));
                }
            }
        }

        return (groups, hasMore);
    }

    // The classes of a thing are shown with it, not as its neighbours.
    private static bool IsAsked(ExploreRequest asked, Iri property, bool isOutgoing) => asked.Property is null
        ? !(isOutgoing && property == RdfVocabulary.Type)
        : property == asked.Property && isOutgoing == asked.IsOutgoing;

    // One more than asked for tells whether there are more.
    private List<Triple> Claims(ExploreRequest asked)
    {
        if (!_snapshot.Terms.TryFind(Vocabulary.Term("polarity"), out _))
        {
            return [];
        }

        var query = QueryParameters.Bind(
            SparqlParser.ParseQuery(string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                PREFIX : <https://w3id.org/secoop/ontology#>
                PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
                SELECT DISTINCT ?subject ?predicate ?object WHERE {
                  {
                    GRAPH ?g { ?claim rdf:reifies <<( ?entity ?predicate ?object )>> ; :polarity ?polarity }
                    BIND(?entity AS ?subject) FILTER(isIRI(?object) && ?predicate != rdf:type)
                  }
                  UNION
                  { GRAPH ?g { ?claim rdf:reifies <<( ?subject ?predicate ?entity )>> ; :polarity ?polarity } BIND(?entity AS ?object) }
                  FILTER NOT EXISTS { ?subject ?predicate ?object }
                }
                ORDER BY ?predicate ?subject ?object LIMIT {{asked.Limit + 1}} OFFSET {{asked.ClaimOffset}}
                """)),
            new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = asked.Entity });
        using var run = dataset.Engine.Run(query, dataset.QueryOptions() with { State = _snapshot }, cancellation);
        return [.. run.Solutions().Select(row => new Triple(row["subject"]!, (Iri)row["predicate"]!, row["object"]!))];
    }

    private Dictionary<Iri, IReadOnlyList<Iri>> TypesOf(IEnumerable<Iri> nodes)
    {
        var hasTypes = _snapshot.Terms.TryFind(RdfVocabulary.Type, out var type);
        var scan = new FactScan(_snapshot, Scope);
        return nodes.Distinct().ToDictionary(node => node, IReadOnlyList<Iri> (node) =>
            hasTypes && _snapshot.Terms.TryFind(node, out var id)
                ? [.. scan.Others(id, type, true, 0, MostTypes).Select(one => (Iri)_snapshot.Terms.ToTerm(one))]
                : []);
    }

    private ExploreGroup GroupOf(
        ExploreRequest asked, Group group, Dictionary<Iri, IReadOnlyList<Iri>> types, IReadOnlyDictionary<Iri, string> labels)
    {
        var end = asked.Offset + group.Triples.Count;
        return new ExploreGroup(
            NamedTerm.Of(group.Property, labels), group.IsOutgoing ? "out" : "in", group.Count, asked.Offset,
            [.. group.Triples.Select(triple => EdgeOf(triple, asked, isFact: true, types, labels))],
            end < group.Count && group.Triples.Count > 0 ? address + asked.OfGroup(group.Property.Value, group.IsOutgoing, end) : null);
    }

    private ExploreEdge EdgeOf(
        Triple triple, ExploreRequest asked, bool isFact, Dictionary<Iri, IReadOnlyList<Iri>> types, IReadOnlyDictionary<Iri, string> labels)
    {
        var standing = EdgeStanding.Of(isFact, _finder.Find(triple, MostClaimsOfAnEdge, cancellation));
        var (subject, other) = ((Iri)triple.Subject, (Iri)triple.Object);
        return new ExploreEdge(
            subject.Value, NamedTerm.Of(triple.Predicate, labels), other.Value, NodeOf(subject == asked.Entity ? other : subject, types, labels),
            standing.Name, standing.Words, EvidenceOf(triple, asked));
    }

    private static string EvidenceOf(Triple triple, ExploreRequest asked) => "/explore/edge" + asked.InItsLanguage(new QueryBuilder
    {
        { "subject", ((Iri)triple.Subject).Value },
        { "predicate", triple.Predicate.Value },
        { "object", ((Iri)triple.Object).Value },
    });

    private static ExploreNode NodeOf(Iri iri, Dictionary<Iri, IReadOnlyList<Iri>> types, IReadOnlyDictionary<Iri, string> labels)
    {
        var named = NamedTerm.Of(iri, labels);
        return new ExploreNode(
            named.Iri, named.Label, named.Page, [.. types.GetValueOrDefault(iri, []).Select(type => NamedTerm.Of(type, labels))],
            named.Language);
    }

    private sealed record Group(Iri Property, bool IsOutgoing, long Count, List<Triple> Triples);
}
