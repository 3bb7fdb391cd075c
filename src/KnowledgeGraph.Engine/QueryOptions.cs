using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Engine;

/// <summary>How one query is run.</summary>
public sealed record QueryOptions
{
    /// <summary>The time limit, from the start of the run to the last row read; infinite if not positive.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most memory the query may hold, in megabytes.</summary>
    public int MemoryMB { get; init; } = 1024;

    /// <summary>
    /// The dataset asked for by the protocol (default-graph-uri, named-graph-uri), which takes the place of FROM and FROM NAMED
    /// (SPARQL 1.1 Protocol §2.1.4); null for the query's own.
    /// </summary>
    public DatasetClause? Dataset { get; init; }

    /// <summary>True if, without a dataset clause, the default graph is the merge of all graphs of the store.</summary>
    public bool UnionDefaultGraph { get; init; }

    /// <summary>Rewrite passes that are switched off, by name; <c>*</c> for all.</summary>
    public ImmutableArray<string> RewritesOff { get; init; } = [];

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = SolutionBatch.DefaultCapacityRows;

    /// <summary>True if operators measure their time, for explain.</summary>
    public bool Measure { get; init; }

    /// <summary>The seed of RAND() and the like; null for a new one each run.</summary>
    public int? RandomSeed { get; init; }
}
