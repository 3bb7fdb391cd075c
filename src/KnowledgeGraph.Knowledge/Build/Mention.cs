using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>A mention with its place in the text and what it stands for. Several claims may share one; a printed name may have none.</summary>
public sealed class Mention
{
    /// <summary>A mention.</summary>
    /// <param name="kind">How the text names the argument.</param>
    /// <param name="argument">The entity or literal it stands for.</param>
    /// <param name="spans">Where; none for document and implied mentions.</param>
    /// <param name="entry">The entry of the claim that introduced it, or what an author would have written.</param>
    /// <param name="claim">That claim; null for a printed name of which no claim speaks.</param>
    public Mention(MentionKind kind, Term argument, ImmutableArray<LocatedSpan> spans, MentionEntry entry, ClaimEntry? claim)
    {
        Kind = kind;
        Argument = argument;
        Spans = spans;
        Entry = entry;
        Claim = claim;
    }

    /// <summary>How the text names the argument.</summary>
    public MentionKind Kind { get; }

    /// <summary>The entity or literal it stands for.</summary>
    public Term Argument { get; }

    /// <summary>Where it stands; none for document and implied mentions.</summary>
    public ImmutableArray<LocatedSpan> Spans { get; }

    /// <summary>The entry that introduced it.</summary>
    public MentionEntry Entry { get; }

    /// <summary>The claim that introduced it; null for a printed name of which no claim speaks.</summary>
    public ClaimEntry? Claim { get; }

    /// <summary>For an anaphor, the mention it refers back to; null if there is none.</summary>
    public Mention? Antecedent { get; internal set; }

    /// <summary>Its IRI, below the source.</summary>
    public Iri Iri { get; internal set; } = new("");

    /// <summary>What is printed, parts of a split name joined by an ellipsis; null for document and implied mentions.</summary>
    public string? Surface => Spans.IsEmpty ? null : string.Join(" … ", Spans.Select(span => span.Printed));

    /// <summary>The mention an anaphor's chain ends in, itself for any other; null if the chain breaks or runs in a circle.</summary>
    public Mention? ChainEnd()
    {
        Mention? end = this;
        for (int steps = 0; end is { Kind: MentionKind.Anaphor }; steps++)
        {
            // A chain visits a mention once; longer than any source has mentions is a circle.
            end = steps > 10_000 ? null : end.Antecedent;
        }

        return end;
    }
}
