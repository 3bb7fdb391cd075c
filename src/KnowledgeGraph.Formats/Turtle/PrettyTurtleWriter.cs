using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>
/// Writes Turtle and TriG for people. Holds the quads, up to a limit, until the document ends: what is written where depends on all of
/// them. Beyond the limit it hands all it holds, and what comes after, to the writer that streams.
/// </summary>
internal sealed class PrettyTurtleWriter(IBufferWriter<byte> output, RdfFormat format, RdfWriterOptions options) : RdfWriter(output, format)
{
    private DatasetSink _quads = new();
    private readonly SortedDictionary<string, string> _prefixes = Given(options.Prefixes);
    private readonly RdfFormat _format = format;
    private TurtleWriter? _streaming;

    public override void Prefix(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> iri)
    {
        if (_streaming is not null)
        {
            _streaming.Prefix(prefix, iri);
        }
        else if (PrefixedNames.IsPrefix(prefix))
        {
            _prefixes[Encoding.UTF8.GetString(prefix)] = Encoding.UTF8.GetString(iri);
        }
    }

    private protected override void Write(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (_streaming is null && _quads.Dataset.Count >= options.MaxHeldQuads)
        {
            _streaming = new TurtleWriter(Output, _format, _prefixes);
            _quads.Dataset.WriteTo(_streaming);
            _quads = new DatasetSink();
        }

        QuadSink sink = _streaming is null ? _quads : _streaming;
        sink.Quad(subject, predicate, @object, graph);
    }

    private protected override void Complete()
    {
        if (_streaming is not null)
        {
            _streaming.Finish();
            return;
        }

        // The body first: it tells which prefixes are needed.
        var names = new PrefixedNames();
        List<(byte[] Prefix, byte[] Iri)> declared = [.. Declare(names)];
        var body = new ArrayBufferWriter<byte>();
        var layout = new TurtleLayout(names, body);
        IEnumerable<Quad> quads = options.Ordered ? _quads.Dataset.Order(QuadOrder.Instance) : _quads.Dataset;
        var uses = new BlankNodeUses(_quads.Dataset);
        foreach (var graph in quads.GroupBy(quad => quad.Graph).OrderBy(graph => graph.Key is not null))
        {
            layout.WriteGraph(graph.Key, new GraphShape(graph, uses));
        }

        var header = declared.FindAll(entry => names.IsUsed(entry.Prefix));
        foreach (var (prefix, iri) in header)
        {
            PrefixedNames.WriteDeclaration(prefix, iri, Output);
        }

        Output.Write(header.Count > 0 && body.WrittenCount > 0 ? "\n"u8 : default);
        Output.Write(body.WrittenSpan);
    }

    private static SortedDictionary<string, string> Given(IReadOnlyDictionary<string, string>? prefixes)
    {
        var given = new SortedDictionary<string, string>(CodePointComparer.Instance);
        foreach (var (prefix, iri) in prefixes ?? new Dictionary<string, string>())
        {
            _ = PrefixedNames.Encode(prefix);
            given[prefix] = iri;
        }

        return given;
    }

    // Those given, then those that everybody knows, where neither prefix nor namespace is taken.
    private IEnumerable<(byte[] Prefix, byte[] Iri)> Declare(PrefixedNames names)
    {
        var wellKnown = WellKnownPrefixes.All.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(entry => !_prefixes.ContainsKey(entry.Key) && !_prefixes.ContainsValue(entry.Value));
        foreach (var (prefix, iri) in _prefixes.Concat(wellKnown))
        {
            var (name, space) = (Encoding.UTF8.GetBytes(prefix), Encoding.UTF8.GetBytes(iri));
            if (names.Declare(name, space))
            {
                yield return (name, space);
            }
        }
    }

    private sealed class QuadOrder : IComparer<Quad>
    {
        public static QuadOrder Instance { get; } = new();

        public int Compare(Quad? x, Quad? y)
        {
            var order = Compare(x!.Graph, y!.Graph);
            order = order != 0 ? order : Compare(x.Subject, y.Subject);
            order = order != 0 ? order : (y.Predicate == RdfVocabulary.Type).CompareTo(x.Predicate == RdfVocabulary.Type);
            order = order != 0 ? order : CodePointComparer.Instance.Compare(x.Predicate.Value, y.Predicate.Value);
            return order != 0 ? order : Compare(x.Object, y.Object);
        }

        // No graph name, then IRIs, blank nodes, literals and triple terms, each as N-Triples writes them.
        private static int Compare(Term? x, Term? y) =>
            x == y ? 0
            : x is null || y is null ? (x is null ? -1 : 1)
            : x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind)
            : CodePointComparer.Instance.Compare(x.ToString(), y.ToString());
    }
}
