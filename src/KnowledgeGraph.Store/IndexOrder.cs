namespace KnowledgeGraph.Store;

/// <summary>
/// A sort order of quads. The first six belong to the default graph and to a table of triple terms, the others to named graphs.
/// </summary>
public enum IndexOrder
{
    /// <summary>Subject, predicate, object.</summary>
    Spo = 0,

    /// <summary>Subject, object, predicate.</summary>
    Sop = 1,

    /// <summary>Predicate, subject, object.</summary>
    Pso = 2,

    /// <summary>Predicate, object, subject.</summary>
    Pos = 3,

    /// <summary>Object, subject, predicate.</summary>
    Osp = 4,

    /// <summary>Object, predicate, subject.</summary>
    Ops = 5,

    /// <summary>Subject, predicate, object, graph.</summary>
    Spog = 6,

    /// <summary>Subject, object, predicate, graph.</summary>
    Sopg = 7,

    /// <summary>Predicate, subject, object, graph.</summary>
    Psog = 8,

    /// <summary>Predicate, object, subject, graph.</summary>
    Posg = 9,

    /// <summary>Object, subject, predicate, graph.</summary>
    Ospg = 10,

    /// <summary>Object, predicate, subject, graph.</summary>
    Opsg = 11,

    /// <summary>Graph, subject, predicate, object.</summary>
    Gspo = 12,

    /// <summary>Graph, predicate, object, subject.</summary>
    Gpos = 13,
}
