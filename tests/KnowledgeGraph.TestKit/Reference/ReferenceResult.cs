using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>What the reference evaluator answers.</summary>
public abstract record ReferenceResult
{
    private ReferenceResult()
    {
    }

    /// <summary>The answer of SELECT: a sequence of solutions.</summary>
    public sealed record Solutions(ImmutableArray<Variable> Variables, IReadOnlyList<Solution> Rows) : ReferenceResult;

    /// <summary>The answer of ASK.</summary>
    public sealed record Boolean(bool Value) : ReferenceResult;

    /// <summary>The answer of CONSTRUCT.</summary>
    public sealed record Graph(IReadOnlyList<Triple> Triples) : ReferenceResult;
}
