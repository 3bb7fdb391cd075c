using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>The quads of one clause of an update, in the sections in which they are written: outside GRAPH and inside.</summary>
internal sealed class QuadBlock
{
    private readonly List<(TermPattern? Graph, TripleBlock Triples)> _sections = [];

    public void Add(TermPattern? graph, TripleBlock triples)
    {
        if (graph is not null || triples.Triples.Count > 0)
        {
            _sections.Add((graph, triples));
        }
    }

    /// <summary>The quads in order.</summary>
    public ImmutableArray<QuadTemplate> Flat()
    {
        var quads = ImmutableArray.CreateBuilder<QuadTemplate>(_sections.Sum(static s => s.Triples.Triples.Count));
        foreach (var (graph, triples) in _sections)
        {
            foreach (var triple in triples.Triples)
            {
                quads.Add(new QuadTemplate(graph, triple));
            }
        }

        return quads.MoveToImmutable();
    }

    /// <summary>The pattern that these quads are as a WHERE clause, translated as its text would be.</summary>
    public GraphPattern Pattern()
    {
        GraphPattern pattern = new GraphPattern.BasicGraphPattern([]);
        foreach (var (graph, triples) in _sections)
        {
            GraphPattern section = new GraphPattern.BasicGraphPattern([.. triples.Triples]);
            section = graph is null ? section : new GraphPattern.Graph(graph, section);
            pattern = pattern is GraphPattern.BasicGraphPattern { Triples.IsEmpty: true } ? section : new GraphPattern.Join(pattern, section);
        }

        return pattern;
    }
}
