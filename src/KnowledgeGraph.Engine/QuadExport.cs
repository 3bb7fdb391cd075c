using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>
/// Reads the quads of a snapshot out again, batch by batch: the default graph, then each named graph, sorted within; or one graph. For one thread; many exports may
/// run next to each other and next to loads.
/// </summary>
public sealed class QuadExport
{
    private const int BatchRows = 1024;

    private readonly Snapshot _snapshot;
    private readonly TermId[] _graph = new TermId[BatchRows];
    private readonly TermId[] _subject = new TermId[BatchRows];
    private readonly TermId[] _predicate = new TermId[BatchRows];
    private readonly TermId[] _object = new TermId[BatchRows];
    private readonly TermArena _scratch = new();
    private readonly IndexScan? _named;
    private readonly IndexScan _default;
    private bool _inNamed;

    /// <summary>An export that has not begun.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="namedGraphs">True to give the named graphs too, false for the default graph alone.</param>
    public QuadExport(Snapshot snapshot, bool namedGraphs)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _snapshot = snapshot;
        _default = snapshot.Scan(IndexOrder.Spo, default);
        _named = namedGraphs ? snapshot.Scan(IndexOrder.Gspo, default) : null;
    }

    /// <summary>An export of one graph, as triples without a graph name.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="graph">The graph: the default graph, or a named one.</param>
    public QuadExport(Snapshot snapshot, GraphScope graph)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _snapshot = snapshot;
        _default = snapshot.Scan(graph, IndexOrder.Spo, default);
    }

    /// <summary>Gives the next quads to a sink.</summary>
    /// <param name="sink">Takes them; finishing a writer is up to the caller.</param>
    /// <returns>False if there were no more.</returns>
    public bool WriteBatch(QuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (!_inNamed)
        {
            var rows = _default.Read(_subject, _predicate, _object, default);
            if (rows > 0)
            {
                Write(sink, rows, hasGraph: false);
                return true;
            }

            _inNamed = true;
        }

        var read = _named?.Read(_graph, _subject, _predicate, _object) ?? 0;
        Write(sink, read, hasGraph: true);
        return read > 0;
    }

    private void Write(QuadSink sink, int rows, bool hasGraph)
    {
        var terms = _snapshot.Terms;
        for (var i = 0; i < rows; i++)
        {
            _scratch.Clear();
            sink.Quad(
                terms.View(_subject[i], _scratch), terms.View(_predicate[i], _scratch), terms.View(_object[i], _scratch),
                hasGraph ? terms.View(_graph[i], _scratch) : default);
        }
    }
}
