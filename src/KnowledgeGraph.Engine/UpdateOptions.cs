using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Engine;

/// <summary>How one write is done.</summary>
public sealed record UpdateOptions
{
    /// <summary>The time limit, from the beginning to the commit, with the wait for other writers; infinite if not positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most memory that the write may hold, in megabytes: its patterns while they run, and its changes.</summary>
    public int MemoryMB { get; init; } = 1024;

    /// <summary>
    /// The dataset of WHERE asked for by the protocol (using-graph-uri, using-named-graph-uri); null if none. A request with USING or WITH
    /// is an error then (SPARQL 1.1 Protocol §2.2.3).
    /// </summary>
    public DatasetClause? Dataset { get; init; }

    /// <summary>True if, without USING and WITH, the default graph of WHERE is the merge of all graphs of the store.</summary>
    public bool UnionDefaultGraph { get; init; }

    /// <summary>Rewrite passes that are switched off, by name; <c>*</c> for all.</summary>
    public ImmutableArray<string> RewritesOff { get; init; } = [];

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = SolutionBatch.DefaultCapacityRows;

    /// <summary>The seed of RAND() and the like; null for a new one each time.</summary>
    public int? RandomSeed { get; init; }
}
