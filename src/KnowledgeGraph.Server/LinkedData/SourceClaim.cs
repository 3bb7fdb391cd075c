using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A claim in the order of its source's text.</summary>
/// <param name="Number">Its number in that order, from 1.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Spans">Where its evidence stands, in order.</param>
public sealed record SourceClaim(int Number, Iri Claim, IReadOnlyList<TextSpan> Spans)
{
    /// <summary>Its anchor in the list of claims.</summary>
    public string Anchor => AnchorOf(Claim);

    /// <summary>The anchor of its place in the text.</summary>
    public string PlaceAnchor => "at-" + Anchor;

    /// <summary>The anchor of a claim on the page of its source.</summary>
    /// <param name="claim">The claim.</param>
    public static string AnchorOf(Iri claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var name = claim.Value[(claim.Value.LastIndexOfAny(['/', '#']) + 1)..];
        return "claim-" + string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));
    }

    /// <summary>The address of a claim on the page of its source.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="source">The source.</param>
    public static string AddressOf(Iri claim, Iri source)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var page = LocalAddress.Of(source);
        var separator = page.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{page}{separator}claim={Uri.EscapeDataString(claim.Value)}#{AnchorOf(claim)}";
    }
}
