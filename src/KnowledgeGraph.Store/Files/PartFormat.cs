namespace KnowledgeGraph.Store.Files;

/// <summary>What the writer and the reader of a part's file agree on; docs/storage-format.md draws it.</summary>
internal static class PartFormat
{
    /// <summary>The one file of a part, in the part's folder.</summary>
    internal const string FileName = "part.kg";

    /// <summary>Files of another major version are not read.</summary>
    internal const ushort Major = 1;

    /// <summary>Files of a later minor version are read; what is new in them is passed over.</summary>
    internal const ushort Minor = 0;

    internal const int HeaderBytes = 64;
    internal const int SectionAlignment = 64;

    /// <summary>Kind (2 bytes), number (2), zero (4), offset (8), length (8).</summary>
    internal const int SectionRecordBytes = 24;

    /// <summary>
    /// Section table offset (8), sections (4), checksum of the block table (4), block table offset (8), bytes of the file (8), zero (4),
    /// checksum of all that (4), magic (8).
    /// </summary>
    internal const int FooterBytes = 48;

    /// <summary>The first bytes; the line end shows a file that was sent as text.</summary>
    internal static ReadOnlySpan<byte> HeaderMagic => "KGPART\r\n"u8;

    internal static ReadOnlySpan<byte> FooterMagic => "KGPARTED"u8;

    /// <summary>The tags whose texts are sorted, in the order of their ids.</summary>
    internal static ReadOnlySpan<TermTag> TextTags => [TermTag.Iri, TermTag.String, TermTag.LanguageString, TermTag.TypedLiteral];

    /// <summary>The number of the first of the three orders of the triple terms; those of the quads are below.</summary>
    internal const int TripleTermOrders = IndexOrders.Count;

    /// <summary>Segments are numbered in the low byte of a section's number, orders or tags in the high byte.</summary>
    internal static ushort Number(int owner, int segment = 0) => checked((ushort)((owner << 8) | segment));
}
