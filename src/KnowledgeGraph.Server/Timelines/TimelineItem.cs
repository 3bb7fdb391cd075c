using System.Text.Json.Serialization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>Something that a source tells with a time, or denies.</summary>
/// <param name="Thing">What is told of.</param>
/// <param name="Class">Its class in the claim.</param>
/// <param name="Source">The source.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Polarity">asserted or denied.</param>
/// <param name="Phase">done, ongoing or future.</param>
/// <param name="Certainty">plain, hedged or rumoured.</param>
/// <param name="Words">The three in words.</param>
/// <param name="From">The first day on which it may have been; null if unknown.</param>
/// <param name="To">The last such day; null if unknown.</param>
public sealed record TimelineItem(
    NamedTerm Thing, NamedTerm Class, NamedTerm Source, string Claim, string Polarity, string Phase, string Certainty, string Words,
    DateOnly? From, DateOnly? To)
{
    /// <summary>True if it has a place on an axis of time.</summary>
    [JsonIgnore]
    public bool IsDated => From is not null || To is not null;

    /// <summary>How it is drawn: denied, future, or told.</summary>
    [JsonIgnore]
    public string Look => Polarity == "denied" ? "denied" : Phase == "future" ? "planned" : "told";

    /// <summary>The page of the claim on this host.</summary>
    [JsonIgnore]
    public string ClaimPage => LinkedData.LocalAddress.Of(new Iri(Claim));
}
