using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>A document whose blocks several threads read: the labels of its blank nodes, and a sink for each thread.</summary>
internal sealed class BulkBlocks
{
    // Places in a block, and blocks in the documents of a load.
    private const int PlaceBits = 40;

    private readonly BulkTerms _terms;
    private readonly BulkTable _labels = new();
    private readonly List<Sink> _sinks = [];
    private readonly uint _firstNode;
    private readonly long _firstBlock;
    private readonly Action<long> _read;
    private long _lastBlock;

    /// <summary>A document.</summary>
    /// <param name="terms">Takes its terms.</param>
    /// <param name="read">Told how many quads a block had; one call at a time.</param>
    internal BulkBlocks(BulkTerms terms, Action<long> read)
    {
        _terms = terms;
        _read = read;
        _firstNode = terms.BlankNodes;
        _firstBlock = (terms.Place >> PlaceBits) + 1;
        _lastBlock = _firstBlock;
    }

    /// <summary>About how many bytes the labels take.</summary>
    internal long TotalBytes => _labels.TotalBytes;

    /// <summary>A sink for one thread.</summary>
    internal BlockSink NewSink()
    {
        lock (_sinks)
        {
            var sink = new Sink(this);
            _sinks.Add(sink);
            return sink;
        }
    }

    /// <summary>Numbers the blank nodes in the order of the document, and hands over the quads.</summary>
    internal void Finish(BulkRows<BulkTriple> defaultGraph, BulkRows<BulkRow> named)
    {
        var nodes = new int[_labels.Count];
        var first = new long[_labels.Count];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = node;
            first[node] = _labels.First(node);
        }

        Array.Sort(first, nodes);
        _terms.AddBlankNodes(nodes);
        foreach (var sink in _sinks)
        {
            defaultGraph.TakeAll(sink.DefaultGraph);
            named.TakeAll(sink.Named);
        }

        _terms.Place = (_lastBlock + 1) << PlaceBits;
    }

    private void End(long block, long quads)
    {
        lock (_sinks)
        {
            _lastBlock = Math.Max(_lastBlock, block);
            _read(quads);
        }
    }

    private sealed class Sink : BlockSink
    {
        private readonly BulkBlocks _document;
        private readonly BulkBatch _batch;
        private long _block;
        private long _place;
        private long _quads;

        internal Sink(BulkBlocks document)
        {
            _document = document;
            _batch = new(document._terms, document._labels, document._firstNode);
        }

        internal BulkRows<BulkTriple> DefaultGraph { get; } = new();

        internal BulkRows<BulkRow> Named { get; } = new();

        public override void BeginBlock(long block)
        {
            _block = _document._firstBlock + block;
            _place = _block << PlaceBits;
            _quads = 0;
        }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
        {
            if (_batch.IsFull)
            {
                Flush();
            }

            _batch.Add(subject, predicate, @object, graph);
            _quads++;
        }

        public override void EndBlock()
        {
            Flush();
            _document.End(_block, _quads);
        }

        private void Flush() => _place = _batch.Flush(_place, DefaultGraph, Named);
    }
}
