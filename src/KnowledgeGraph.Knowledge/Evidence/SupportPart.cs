using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>What supports one part of a query's pattern.</summary>
public abstract record SupportPart
{
    private SupportPart()
    {
    }

    /// <summary>A triple of the data that the pattern matched.</summary>
    /// <param name="Triple">The triple.</param>
    /// <param name="Graph">The graph it was matched in; null for the default graph.</param>
    public sealed record Statement(Triple Triple, Term? Graph) : SupportPart;

    /// <summary>One shortest walk along a property path.</summary>
    /// <param name="Start">Where it starts.</param>
    /// <param name="Path">The path, as the query has it.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="Steps">
    /// The triples walked, in order; empty for a walk of no length: both ends are the same and nothing need be stored. Null if the search
    /// was given up because it met too many nodes.
    /// </param>
    public sealed record Walk(Term Start, PropertyPath Path, Term End, ImmutableArray<Statement>? Steps) : SupportPart;

    /// <summary>The row of a sub-select, with what supports it in turn.</summary>
    /// <param name="Row">What the row binds.</param>
    /// <param name="Supports">Its supports.</param>
    public sealed record SubAnswer(ImmutableArray<(Variable Column, Term Value)> Row, Supports Supports) : SupportPart;

    /// <summary>An optional part of the pattern that nothing in the data matches for this row.</summary>
    /// <param name="Pattern">The algebra of the part, as explain prints it.</param>
    public sealed record Absent(string Pattern) : SupportPart;

    /// <summary>A condition about what is or is not in the data, as EXISTS and MINUS state them: no single triple shows that it is met.</summary>
    /// <param name="Text">The condition, as explain prints it.</param>
    public sealed record Condition(string Text) : SupportPart;

    /// <summary>A part answered by another endpoint, whose evidence is there.</summary>
    /// <param name="Service">The endpoint.</param>
    public sealed record Remote(Term Service) : SupportPart;
}
