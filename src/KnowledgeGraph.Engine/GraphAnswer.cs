using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Engine;

/// <summary>Writes triples of ids to a sink, each different triple once.</summary>
internal sealed class GraphAnswer
{
    private const int TripleBytes = 48;
    private const int ChargeTriples = 1024;

    private readonly ExecutionContext _context;
    private readonly HashSet<(TermId Subject, TermId Predicate, TermId Object)> _written = [];
    private readonly TermArena _subject = new();
    private readonly TermArena _predicate = new();
    private readonly TermArena _object = new();

    /// <summary>An empty answer.</summary>
    public GraphAnswer(ExecutionContext context) => _context = context;

    /// <summary>Triples written.</summary>
    public long Count => _written.Count;

    /// <summary>Writes a triple if it is one (SPARQL 1.1 §16.2: illegal constructs are left out) and was not written before.</summary>
    public void Write(TermId subject, TermId predicate, TermId @object, QuadSink sink)
    {
        if (!IsTriple(subject, predicate, @object))
        {
            return;
        }

        if (_written.Count % ChargeTriples == 0)
        {
            _context.Budget.Charge(ChargeTriples * TripleBytes);
            _context.ThrowIfStopped();
        }

        if (_written.Add((subject, predicate, @object)))
        {
            _subject.Clear();
            _predicate.Clear();
            _object.Clear();
            sink.Quad(
                _context.Terms.View(subject, _subject), _context.Terms.View(predicate, _predicate),
                _context.Terms.View(@object, _object), default);
        }
    }

    /// <summary>True if three terms make a triple.</summary>
    public static bool IsTriple(TermId subject, TermId predicate, TermId @object) =>
        (subject.IsIri || subject.IsBlankNode) && predicate.IsIri && !@object.IsUndefined;
}
