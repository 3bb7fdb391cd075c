using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>One call of the processor: its options, and the contexts it has loaded.</summary>
internal sealed class JsonLdRun
{
    private readonly ContextProcessor _contexts;
    private string? _documentIri;
    private string? _contextIri;

    public JsonLdRun(JsonLdOptions? options)
    {
        Options = options ?? new JsonLdOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.MaxNesting, 1, nameof(options));
        _contexts = new ContextProcessor(Options);
    }

    public JsonLdOptions Options { get; }

    private string? BaseIri => Options.BaseIri ?? _documentIri;

    public object? Tree(JsonElement element)
    {
        try
        {
            return JsonText.FromElement(element, Options.MaxNesting);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonLdException("loading document failed", "a string of the document is no Unicode text", e);
        }
    }

    public object? Load(string iri)
    {
        var document = _contexts.Loader.Load(iri);
        _documentIri = document.DocumentIri;
        _contextIri = document.ContextIri;
        return document.Json;
    }

    /// <summary>The expand method of the API, steps 5 to 9.</summary>
    public List<object?> Expand(object? input, bool isFrame = false)
    {
        var active = new ActiveContext(BaseIri, _documentIri ?? Options.BaseIri);
        if (Options.ExpandContext is { } given)
        {
            active = _contexts.Process(active, ContextOf(Tree(given)), new ContextScope(active.OriginalBase));
        }

        if (_contextIri is { } contextIri)
        {
            active = _contexts.Process(active, contextIri, new ContextScope(contextIri));
        }

        var place = new ExpansionPlace(_documentIri ?? Options.BaseIri, isFrame);
        var expanded = new Expansion(_contexts, Options.Ordered).Expand(active, null, input, place);
        return JsonTree.AsArray(expanded is JsonMap { Count: 1 } map && map.TryGetValue(Keywords.Graph, out var graph) ? graph : expanded);
    }

    /// <summary>The compact method of the API, steps 6 to 9.</summary>
    public JsonMap Compact(object? expanded, object? context, bool alwaysGraph)
    {
        context = ContextOf(context);
        var active = CompactingContext(context);
        var compacted = new Compaction(_contexts, Options).Compact(active, null, expanded);
        var result = (compacted, alwaysGraph) switch
        {
            (List<object?> { Count: 0 }, false) => [],
            (List<object?> list, _) => new JsonMap(IriCompaction.Compact(active, Keywords.Graph, Options), list),
            (JsonMap map, false) => map,
            (JsonMap map, true) => new JsonMap(IriCompaction.Compact(active, Keywords.Graph, Options), new List<object?> { map }),
            _ => [],
        };
        return WithContext(result, context);
    }

    /// <summary>The frame method of the framing API.</summary>
    public JsonMap Frame(object? input, object? frame)
    {
        var expanded = Expand(input);
        var frames = Expand(frame, isFrame: true);
        var context = frame is JsonMap map ? map.Get(Keywords.Context) : null;
        var active = CompactingContext(context ?? new JsonMap());

        // A frame with @graph is one of the default graph; any other, of all graphs merged.
        var hasGraph = frame is JsonMap top && top.Keys.Any(key => IriExpansion.Expand(active, key) == Keywords.Graph);
        var framing = NewFraming(expanded, merged: !hasGraph);
        return Framed(active, framing, framing.Frame(frames.Count == 0 ? [new JsonMap()] : frames), context);
    }

    /// <summary>Puts a node at the top of what is expanded already.</summary>
    public JsonMap Frame(List<object?> expanded, Iri node, Dataset quads, object? context)
    {
        var framing = NewFraming(expanded, merged: true);
        return Framed(CompactingContext(context), framing, NodeFrame.WithoutBareNodes(framing.Frame(NodeFrame.Of(node, quads))), context);
    }

    private Framing NewFraming(List<object?> expanded, bool merged)
    {
        var nodes = new NodeMap(new BlankNodeIssuer(keepsLabels: false));
        nodes.Add(expanded);
        return new Framing(nodes, Options, merged);
    }

    private JsonMap Framed(ActiveContext active, Framing framing, List<object?> results, object? context)
    {
        var clean = FrameResult.Clean(results, Options.Version10 ? new HashSet<string>() : framing.SingleBlankNodes());
        var compacted = new Compaction(_contexts, Options).Compact(active, null, clean);

        var items = JsonTree.AsArray(FrameResult.WithNulls(compacted));
        var omitGraph = Options.OmitGraph ?? !Options.Version10;
        var result = !omitGraph || items.Count > 1
            ? new JsonMap(IriCompaction.Compact(active, Keywords.Graph, Options), items)
            : items.Count == 1 ? (JsonMap)items[0]! : [];
        return WithContext(result, context);
    }

    public void ToRdf(object? input, QuadSink sink, CancellationToken ct)
    {
        var blankNodes = new BlankNodeIssuer(keepsLabels: true);
        var map = new NodeMap(blankNodes);
        map.Add(Expand(input));
        new RdfDeserializer(blankNodes, Options.RdfDirection, sink).Write(map, ct);
    }

    /// <summary>The context of an object, or what is given if it has none.</summary>
    internal static object? ContextOf(object? given) =>
        given is JsonMap map && map.TryGetValue(Keywords.Context, out var context) ? context : given;

    internal ActiveContext CompactingContext(object? context)
    {
        var start = new ActiveContext(BaseIri, _documentIri ?? Options.BaseIri);
        var active = _contexts.Process(start, context, new ContextScope(_documentIri ?? Options.BaseIri));
        if (!Options.CompactToRelative)
        {
            active.BaseIri = null;
        }

        return active;
    }

    // An empty context says nothing.
    internal static JsonMap WithContext(JsonMap result, object? context)
    {
        if (context is not (null or JsonMap { Count: 0 } or List<object?> { Count: 0 }))
        {
            result.Insert(0, Keywords.Context, context);
        }

        return result;
    }
}
