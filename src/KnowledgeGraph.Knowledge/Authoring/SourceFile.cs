using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A file of claims about one source, as authored. Immutable.</summary>
/// <param name="Id">The source's id, as in its IRI.</param>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Sha256">The digest of the text file the claims were written for, lower-case hexadecimal.</param>
/// <param name="HeaderLines">Lines of the text's header; 0 numbers paragraphs by the line of the file.</param>
/// <param name="Citations">The citations, in order.</param>
/// <param name="Footnotes">The footnotes, in order.</param>
/// <param name="Regions">The regions, in order.</param>
/// <param name="Names">What registered name forms stand for where no claim speaks of them, as far as it must be said, in order.</param>
/// <param name="Claims">The claims, in order.</param>
/// <param name="Sha256Position">Where the digest is written.</param>
public sealed record SourceFile(
    string Id,
    string Path,
    string Sha256,
    int HeaderLines,
    ImmutableArray<CitationEntry> Citations,
    ImmutableArray<FootnoteEntry> Footnotes,
    ImmutableArray<RegionEntry> Regions,
    ImmutableArray<NameEntry> Names,
    ImmutableArray<ClaimEntry> Claims,
    SourcePosition Sha256Position);
