using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Engine;

/// <summary>How one query or one write is run: its limits, and the dataset of its patterns.</summary>
public abstract record RunOptions
{
    /// <summary>
    /// The time limit, infinite if not positive: of a query, from the start of the run to the last row read; of a write, from the beginning
    /// to the commit, with the wait for other writers.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most memory that it may hold, in megabytes: patterns while they run, and of a write its changes.</summary>
    public int MemoryMB { get; init; } = 1024;

    /// <summary>
    /// The dataset asked for by the protocol; null if none. In a query (default-graph-uri, named-graph-uri) it takes the place of FROM and
    /// FROM NAMED (SPARQL 1.1 Protocol §2.1.4). In a write (using-graph-uri, using-named-graph-uri) it is that of WHERE, and a request with
    /// USING or WITH is an error (§2.2.3).
    /// </summary>
    public DatasetClause? Dataset { get; init; }

    /// <summary>True if, where no dataset is named, the default graph of patterns is the merge of all graphs of the store.</summary>
    public bool UnionDefaultGraph { get; init; }

    /// <summary>Rewrite passes that are switched off, by name; <c>*</c> for all.</summary>
    public ImmutableArray<string> RewritesOff { get; init; } = [];

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = SolutionBatch.DefaultCapacityRows;

    /// <summary>The seed of RAND() and the like; null for a new one each time.</summary>
    public int? RandomSeed { get; init; }
}
