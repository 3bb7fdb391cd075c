using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Explore;

/// <summary>Reads the claims behind a statement. For one request.</summary>
/// <param name="dataset">The data.</param>
/// <param name="articles">The texts to quote from.</param>
/// <param name="languages">What the reader wants labels in.</param>
/// <param name="cancellation">Stops the reading.</param>
public sealed class EdgeReader(
    ServedDataset dataset, ArticleTexts articles, ReaderLanguages languages, CancellationToken cancellation)
{
    private GraphScope Scope => dataset.UnionDefaultGraph ? GraphScope.UnionAll(includesDefault: true) : GraphScope.Default;

    /// <summary>The statement; null if the dataset neither states nor claims it.</summary>
    /// <param name="triple">The statement, between IRIs.</param>
    public EdgeView? Read(Triple triple)
    {
        ArgumentNullException.ThrowIfNull(triple);
        var snapshot = dataset.Engine.Snapshot;
        var isFact = IsFact(snapshot, triple);
        var behind = new EvidenceFinder(snapshot).Behind(new SupportPart.Statement(triple, null), cancellation);
        if (!isFact && behind.Claims.IsEmpty)
        {
            return null;
        }

        var quotes = new ClaimQuotes(dataset, articles, cancellation);
        return new EdgeView(
            triple, EdgeStanding.Of(isFact, behind.Claims), [.. behind.Claims.Select(claim => quotes.View(triple, claim))], behind.Origins,
            LabelLookup.Of(dataset, Terms(triple, behind), cancellation, languages));
    }

    private bool IsFact(Snapshot snapshot, Triple triple) =>
        snapshot.Terms.TryFind(triple.Subject, out var subject) && snapshot.Terms.TryFind(triple.Predicate, out var predicate)
        && snapshot.Terms.TryFind(triple.Object, out var @object)
        && snapshot.Contains(Scope, subject, predicate, @object);

    private static ImmutableArray<Term> Terms(Triple triple, StatementEvidence behind) =>
    [
        triple.Subject, triple.Predicate, triple.Object, .. behind.Origins, .. behind.Claims.Select(claim => claim.Source),
        .. behind.Claims.SelectMany(claim => claim.Contexts).SelectMany(context => context.Types.Concat(context.Voices)),
        .. behind.Claims.Select(claim => claim.Certainty).OfType<Iri>(),
        .. behind.Claims.SelectMany(claim => claim.Citations).Select(cited => cited.Outlet).OfType<Iri>(),
    ];
}
