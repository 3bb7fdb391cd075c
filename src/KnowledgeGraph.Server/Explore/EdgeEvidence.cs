using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Search;
using Microsoft.AspNetCore.Http.Extensions;

namespace KnowledgeGraph.Server.Explore;

/// <summary>A statement with the claims behind it, as data.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Property">Its property.</param>
/// <param name="Object">Its object.</param>
/// <param name="Standing">What it is worth.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Claims">The claims that speak of it.</param>
/// <param name="Origins">What a rule derived it from.</param>
public sealed record EdgeEvidence(
    NamedTerm Subject, NamedTerm Property, NamedTerm Object, string Standing, string Words, IReadOnlyList<EdgeEvidence.Said> Claims,
    IReadOnlyList<NamedTerm> Origins)
{
    /// <summary>The address of the page of a statement.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="property">Its property.</param>
    /// <param name="object">Its object.</param>
    public static string AddressOf(Iri subject, Iri property, Iri @object)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(property);
        ArgumentNullException.ThrowIfNull(@object);
        return "/explore/edge" + new QueryBuilder
        {
            { "subject", subject.Value }, { "predicate", property.Value }, { "object", @object.Value },
        };
    }

    /// <summary>The statement of a page as data.</summary>
    /// <param name="view">The page.</param>
    public static EdgeEvidence Of(EdgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        NamedTerm Name(Term term) => NamedTerm.Of((Iri)term, view.Labels);
        return new EdgeEvidence(
            Name(view.Triple.Subject), Name(view.Triple.Predicate), Name(view.Triple.Object), view.Standing.Name, view.Standing.Words,
            [.. view.Claims.Select(claim => SaidOf(claim.Evidence, claim.Quotes, Name))], [.. view.Origins.Select(Name)]);
    }

    private static Said SaidOf(ClaimEvidence claim, IReadOnlyList<string> quotes, Func<Term, NamedTerm> name) => new(
        name(claim.Claim).Iri, name(claim.Claim).Page, Meaning(claim), claim.Holds, Local(claim.Polarity),
        Local(claim.Phase), Local(claim.Certainty),
        [.. claim.Contexts.SelectMany(context => context.Voices).Distinct().Select(name)], name(claim.Source),
        [.. claim.Citations.Select(cited => cited.Outlet).OfType<Iri>().Distinct().Select(name)],
        [.. claim.Places.Select(place => new Place(place.Paragraph, place.Start, place.End))], quotes);

    private static string Meaning(ClaimEvidence claim) =>
        (claim.Polarity == Vocabulary.Term("denied") ? "denied" : "asserted")
        + (claim.Phase == Vocabulary.Term("future") ? ", not done (yet)" : claim.Phase == Vocabulary.Term("ongoing") ? ", ongoing" : "")
        + (Local(claim.Certainty) is { } certainty and not "plain" ? ", " + certainty : "");

    private static string? Local(Iri? term) => term?.Value[(term.Value.LastIndexOf('#') + 1)..];

    /// <summary>One claim.</summary>
    /// <param name="Claim">The claim.</param>
    /// <param name="Page">Its page on this host.</param>
    /// <param name="Words">How it is meant, in words.</param>
    /// <param name="Holds">True if it makes the statement a fact.</param>
    /// <param name="Polarity">asserted or denied.</param>
    /// <param name="Phase">done, ongoing or future.</param>
    /// <param name="Certainty">plain, hedged or rumoured.</param>
    /// <param name="Speakers">Who says it; nobody for the article's own voice.</param>
    /// <param name="Source">Where it stands.</param>
    /// <param name="Outlets">The outlets it stands on.</param>
    /// <param name="Places">Where in the source.</param>
    /// <param name="Quotes">The words there, as far as the host has the text.</param>
    public sealed record Said(
        string Claim, string Page, string Words, bool Holds, string? Polarity, string? Phase, string? Certainty,
        IReadOnlyList<NamedTerm> Speakers, NamedTerm Source, IReadOnlyList<NamedTerm> Outlets, IReadOnlyList<Place> Places,
        IReadOnlyList<string> Quotes);

    /// <summary>A place in a source's text.</summary>
    /// <param name="Paragraph">The paragraph.</param>
    /// <param name="Start">First code point.</param>
    /// <param name="End">One past the last.</param>
    public sealed record Place(int Paragraph, int Start, int End);
}
