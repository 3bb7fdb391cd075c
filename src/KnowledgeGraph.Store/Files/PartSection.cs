namespace KnowledgeGraph.Store.Files;

/// <summary>What a section of a part's file holds. The numbers are part of the format.</summary>
internal enum PartSection : ushort
{
    /// <summary>Counts: what the other sections hold.</summary>
    Counts = 1,

    /// <summary>Names and counts of named graphs, by id.</summary>
    Graphs = 2,

    /// <summary>Numbers about predicates; number 0 the default graph, 1 the named graphs.</summary>
    Statistics = 3,

    /// <summary>Language tags with base directions.</summary>
    LanguageTags = 4,

    /// <summary>Datatypes of typed literals with the index of the first literal of each.</summary>
    Datatypes = 5,

    /// <summary>The directory of the texts of a tag.</summary>
    TextDirectory = 16,

    /// <summary>The bytes of the texts of a tag.</summary>
    TextBytes = 17,

    /// <summary>The number of the language tag of each language-tagged string.</summary>
    TextLanguages = 18,

    /// <summary>The symbols that the texts of a tag are compressed with.</summary>
    TextSymbols = 19,

    /// <summary>The directory of the values of typed literals.</summary>
    ValueDirectory = 20,

    /// <summary>The values of typed literals.</summary>
    ValueBytes = 21,

    /// <summary>The first rows of the blocks of an order, column by column.</summary>
    ColumnFirsts = 32,

    /// <summary>Where the blocks of an order begin, column by column.</summary>
    ColumnOffsets = 33,

    /// <summary>The blocks of an order.</summary>
    ColumnBytes = 34,
}
