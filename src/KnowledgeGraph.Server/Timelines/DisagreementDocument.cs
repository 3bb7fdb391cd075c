using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>The disagreements of a dataset as data.</summary>
/// <param name="Pairs">The pairs of claims.</param>
/// <param name="More">True if there are more.</param>
public sealed record DisagreementDocument(IReadOnlyList<DisagreementDocument.Pair> Pairs, bool More)
{
    /// <summary>What a page shows, as data.</summary>
    /// <param name="view">The page.</param>
    public static DisagreementDocument Of(Disagreements view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Claim ClaimOf(Disagreement.Side side) => new(
            side.Evidence.Claim.Value, NamedTerm.Of(side.Evidence.Source, view.Labels), side.Evidence.Polarity?.Value, side.Evidence.Holds,
            [.. side.Evidence.Places.Select(place => place.Paragraph).Distinct()],
            [.. side.Says.Select(triple => new Statement(Value(triple.Subject), triple.Predicate.Value, Value(triple.Object)))]);
        return new DisagreementDocument(
            [.. view.Pairs.Select(pair => new Pair(pair.Kind, ClaimOf(pair.One), ClaimOf(pair.Other)))], view.IsCut);
    }

    private static string Value(Term term) => term switch
    {
        Iri iri => iri.Value,
        Literal literal => literal.Lexical,
        _ => term.ToString()!,
    };

    /// <summary>Two claims.</summary>
    /// <param name="Kind">declared, denied or values.</param>
    /// <param name="One">The one.</param>
    /// <param name="Other">The other.</param>
    public sealed record Pair(string Kind, Claim One, Claim Other);

    /// <summary>A claim.</summary>
    /// <param name="Iri">The claim.</param>
    /// <param name="Source">Where it stands.</param>
    /// <param name="Polarity">Asserted or denied, a concept of the ontology.</param>
    /// <param name="Holds">True if it makes its statements facts.</param>
    /// <param name="Paragraphs">Where in the source.</param>
    /// <param name="Says">The statements that it makes, the first of them.</param>
    public sealed record Claim(
        string Iri, NamedTerm Source, string? Polarity, bool Holds, IReadOnlyList<int> Paragraphs, IReadOnlyList<Statement> Says);

    /// <summary>A statement.</summary>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Predicate">Its property.</param>
    /// <param name="Object">Its object.</param>
    public sealed record Statement(string Subject, string Predicate, string Object);
}
