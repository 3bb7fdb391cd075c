using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>What CLEAR and DROP act on (SPARQL 1.1 Update §3.1.5, §3.2.2; GraphRefAll of the grammar).</summary>
public abstract record GraphTarget
{
    private GraphTarget()
    {
    }

    /// <summary><c>GRAPH</c> and a name: one named graph.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record One(Iri Name) : GraphTarget;

    /// <summary><c>DEFAULT</c>: the default graph.</summary>
    public sealed record Default : GraphTarget;

    /// <summary><c>NAMED</c>: all named graphs.</summary>
    public sealed record Named : GraphTarget;

    /// <summary><c>ALL</c>: the default graph and all named graphs.</summary>
    public sealed record All : GraphTarget;
}
