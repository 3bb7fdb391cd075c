using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Engine;

/// <summary>
/// DESCRIBE (SPARQL 1.1 §16.4): the triples of the default graph whose subject is the resource, and those of the blank nodes they lead
/// to. Each resource is described once.
/// </summary>
internal sealed class Description
{
    private const int ReadRows = 256;

    private readonly ExecutionContext _context;
    private readonly GraphScope _graph;
    private readonly HashSet<TermId> _described = [];
    private readonly TermId[] _predicates = new TermId[ReadRows];
    private readonly TermId[] _objects = new TermId[ReadRows];

    /// <summary>A description.</summary>
    public Description(ExecutionContext context, GraphScope graph)
    {
        _context = context;
        _graph = graph;
    }

    /// <summary>Writes the description of a resource.</summary>
    public void Write(TermId resource, GraphAnswer answer, QuadSink sink)
    {
        var pending = new Stack<TermId>();
        pending.Push(resource);
        while (pending.TryPop(out var subject))
        {
            if (!(subject.IsIri || subject.IsBlankNode) || !_described.Add(subject))
            {
                continue;
            }

            _context.ThrowIfStopped();
            var scan = _context.Snapshot.Scan(_graph, IndexOrder.Spo, new QuadPattern(subject, default, default));
            int count;
            while ((count = scan.Read(_predicates, _objects, default, default)) > 0)
            {
                for (var i = 0; i < count; i++)
                {
                    answer.Write(subject, _predicates[i], _objects[i], sink);
                    if (_objects[i].IsBlankNode)
                    {
                        pending.Push(_objects[i]);
                    }
                }
            }
        }
    }
}
