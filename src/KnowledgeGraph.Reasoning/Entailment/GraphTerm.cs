using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A term of a graph whose blank nodes are variables.</summary>
internal abstract record GraphTerm
{
    private GraphTerm()
    {
    }

    /// <summary>A term without blank nodes.</summary>
    /// <param name="Id">Its id; literals are canonical.</param>
    internal sealed record Ground(TermId Id) : GraphTerm;

    /// <summary>A blank node.</summary>
    /// <param name="Number">0 and above.</param>
    internal sealed record Variable(int Number) : GraphTerm;

    /// <summary>A triple term that contains blank nodes.</summary>
    /// <param name="Subject">The subject.</param>
    /// <param name="Predicate">The predicate.</param>
    /// <param name="Object">The object.</param>
    internal sealed record Nested(GraphTerm Subject, TermId Predicate, GraphTerm Object) : GraphTerm;
}
