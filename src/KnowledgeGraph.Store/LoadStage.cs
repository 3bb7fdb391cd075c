namespace KnowledgeGraph.Store;

/// <summary>The stages of a bulk load, in order.</summary>
public enum LoadStage
{
    /// <summary>Quads come in and terms are numbered.</summary>
    Read = 0,

    /// <summary>Terms are sorted.</summary>
    SortTerms = 1,

    /// <summary>Quads are sorted and compressed, order by order.</summary>
    SortQuads = 2,

    /// <summary>The files of a durable store are written.</summary>
    Write = 3,

    /// <summary>The new snapshot is published.</summary>
    Done = 4,

    /// <summary>Not of a load: the checksums of a store's files are checked, block by block.</summary>
    Check = 5,
}
