using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>A position of a triple pattern: a variable, an RDF term, or a triple-term pattern (SPARQL 1.2 §18.1).</summary>
public abstract record TermPattern
{
    private TermPattern()
    {
    }

    /// <summary>A variable; blank nodes of the query are internal variables.</summary>
    /// <param name="Name">The variable.</param>
    public sealed record Var(Variable Name) : TermPattern
    {
        /// <inheritdoc/>
        public override string ToString() => Name.ToString();
    }

    /// <summary>A term without variables; a triple term without variables is always given this way.</summary>
    /// <param name="Value">The term; never a blank node.</param>
    public sealed record Ground(Term Value) : TermPattern
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString();
    }

    /// <summary>A triple term with at least one variable inside.</summary>
    /// <param name="Pattern">The triple inside.</param>
    public sealed record Triple(TriplePattern Pattern) : TermPattern
    {
        /// <inheritdoc/>
        public override string ToString() => "<<( " + Pattern + " )>>";
    }
}
