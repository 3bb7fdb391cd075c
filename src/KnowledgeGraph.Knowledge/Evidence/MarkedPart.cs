using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A part of a marked pattern; a solution comes from it if it binds all the marks.</summary>
/// <param name="Marks">The marks of the OPTIONALs and UNIONs around it.</param>
internal abstract record MarkedPart(ImmutableArray<Variable> Marks)
{
    /// <summary>A triple pattern.</summary>
    public sealed record Match(TriplePattern Triple, TermPattern? Graph, ImmutableArray<Variable> Marks) : MarkedPart(Marks);

    /// <summary>A property path.</summary>
    public sealed record Path(GraphPattern.PathPattern Pattern, TermPattern? Graph, ImmutableArray<Variable> Marks) : MarkedPart(Marks);

    /// <summary>A sub-select.</summary>
    public sealed record SubSelect(GraphPattern Pattern, ImmutableArray<Variable> Columns, TermPattern? Graph, ImmutableArray<Variable> Marks)
        : MarkedPart(Marks);

    /// <summary>An OPTIONAL, whose own parts have the mark <paramref name="Here"/> too.</summary>
    public sealed record Optional(string Text, Variable Here, ImmutableArray<Variable> Marks) : MarkedPart(Marks);

    /// <summary>EXISTS, NOT EXISTS, MINUS.</summary>
    public sealed record Condition(string Text, ImmutableArray<Variable> Marks) : MarkedPart(Marks);

    /// <summary>SERVICE.</summary>
    public sealed record Remote(TermPattern Name, ImmutableArray<Variable> Marks) : MarkedPart(Marks);
}
