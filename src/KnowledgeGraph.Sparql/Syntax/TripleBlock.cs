using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>
/// The triples of one block of the text, which is one basic graph pattern as far as blank node labels are concerned. Adjacent triple
/// patterns become one BGP; a path that is more than a link stands between two (SPARQL 1.1 §18.2.2.5).
/// </summary>
internal sealed class TripleBlock
{
    private readonly List<GraphPattern> _items = [];
    private readonly List<TriplePattern> _run = [];

    /// <summary>True where paths may be predicates: patterns, not templates.</summary>
    public required bool AllowsPaths { get; init; }

    /// <summary>Blank nodes of templates have labels of their own.</summary>
    public required bool IsTemplate { get; init; }

    /// <summary>The number that the labels of blank nodes are bound to; 0 in templates.</summary>
    public required int Number { get; init; }

    /// <summary>The clause of an update in which blank nodes may not stand; null where they may.</summary>
    public string? WithoutBlankNodes { get; init; }

    /// <summary>The clause of an update in which variables may not stand; null where they may.</summary>
    public string? WithoutVariables { get; init; }

    public void Add(TermPattern subject, TermPattern predicate, TermPattern @object) => _run.Add(new TriplePattern(subject, predicate, @object));

    public void Add(GraphPattern.PathPattern path)
    {
        EndRun();
        _items.Add(path);
    }

    /// <summary>The triple patterns of a template.</summary>
    public IReadOnlyList<TriplePattern> Triples => _run;

    /// <summary>The patterns in order.</summary>
    public IReadOnlyList<GraphPattern> Patterns()
    {
        EndRun();
        return _items;
    }

    private void EndRun()
    {
        if (_run.Count > 0)
        {
            _items.Add(new GraphPattern.BasicGraphPattern([.. _run]));
            _run.Clear();
        }
    }
}
