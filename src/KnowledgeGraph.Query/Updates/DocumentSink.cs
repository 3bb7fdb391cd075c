using System.Text;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Hands the quads of one document on; if it goes into one graph, it may not name graphs itself.</summary>
/// <param name="inner">Takes the quads.</param>
/// <param name="into">The graph that its triples go into; null if quads keep their graphs.</param>
/// <param name="taken">Called after each quad.</param>
internal sealed class DocumentSink(QuadSink inner, Iri? into, Action taken) : QuadSink
{
    private readonly byte[]? _into = into is null ? null : Encoding.UTF8.GetBytes(into.Value);

    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (_into is null)
        {
            inner.Quad(subject, predicate, @object, graph);
        }
        else if (graph.IsNone)
        {
            inner.Quad(subject, predicate, @object, TermView.Iri(_into));
        }
        else
        {
            throw new QueryException($"The document names a graph, {graph.ToTerm()}, but is to go into the graph {into} alone.");
        }

        taken();
    }
}
