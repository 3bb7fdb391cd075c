namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The framing algorithm.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#framing-algorithm"/>
internal sealed class Framing
{
    public const string Merged = "@merged";

    // Nodes within nodes; the written result has two levels for each.
    private const int MaxEmbedding = 300;

    private readonly JsonLdOptions _options;
    private readonly JsonMap _graphs;
    private readonly JsonMap _subjects;
    private readonly string _start;
    private readonly FrameMatching _matching;
    private readonly Stack<(string Id, string Graph)> _embedding = new();
    private readonly Dictionary<string, int> _blankNodes = new(StringComparer.Ordinal);

    /// <param name="map">The nodes of the document.</param>
    /// <param name="options">The flags where a frame does not state them.</param>
    /// <param name="merged">Whether to frame what all graphs say together, not the default graph.</param>
    public Framing(NodeMap map, JsonLdOptions options, bool merged)
    {
        _options = options;
        _graphs = new JsonMap(map.Graphs);
        _start = merged ? Merged : Keywords.Default;
        if (merged)
        {
            _graphs[Merged] = map.Merge();
        }

        _subjects = (JsonMap)_graphs[_start]!;
        _matching = new FrameMatching(_subjects);
    }

    public List<object?> Frame(List<object?> frame)
    {
        var results = new List<object?>();
        var state = new State(_start, IsEmbedded: false, []);
        Frame(state, _subjects.Keys, frame, new Parent(results, null, null));
        return results;
    }

    /// <summary>The blank nodes that come but once in the result.</summary>
    public IReadOnlySet<string> SingleBlankNodes() =>
        _blankNodes.Where(member => member.Value == 1).Select(member => member.Key).ToHashSet(StringComparer.Ordinal);

    private void Frame(State state, IEnumerable<string> subjects, List<object?> frames, Parent parent)
    {
        // Steps 1 to 3.
        var frame = FrameMatching.Valid(frames);
        var flags = FrameFlags.Of(frame, _options);
        var nodes = (JsonMap)_graphs[state.Graph]!;
        var matches = subjects.Where(id => nodes.TryGetValue(id, out var node) && _matching.Matches((JsonMap)node!, frame, flags.RequireAll))
            .Order(CodePointComparer.Instance).ToList();

        // Step 4.
        foreach (var id in matches)
        {
            // Each node at the top is a result of its own.
            if (parent.Property is null && !state.IsEmbedded)
            {
                state = state with { Embedded = [] };
            }

            var output = new JsonMap(Keywords.Id, id);
            Count(id);
            var isKnown = state.Embedded.Contains((state.Graph, id));
            if (!state.IsEmbedded && isKnown)
            {
                continue;
            }

            if (state.IsEmbedded && (flags.Embed == JsonLdEmbedding.Never || _embedding.Contains((id, state.Graph))
                || (flags.Embed == JsonLdEmbedding.Once && isKnown)))
            {
                parent.Add(output);
                continue;
            }

            if (_embedding.Count >= MaxEmbedding)
            {
                throw new JsonLdException("nesting too deep", $"nodes would be embedded more than {MaxEmbedding} levels deep, at {id}");
            }

            state.Embedded.Add((state.Graph, id));
            _embedding.Push((id, state.Graph));
            FrameNode(state, (JsonMap)nodes[id]!, frame, flags, output, subjects);
            _embedding.Pop();
            parent.Add(output);
        }
    }

    private void FrameNode(State state, JsonMap node, JsonMap frame, FrameFlags flags, JsonMap output, IEnumerable<string> subjects)
    {
        var id = (string)node[Keywords.Id]!;

        // Step 4.5.
        if (_graphs.TryGetValue(id, out var graph))
        {
            var hasGraph = frame.TryGetValue(Keywords.Graph, out var frames);
            if (hasGraph ? id is not (Merged or Keywords.Default) : state.Graph != Merged)
            {
                var subframe = hasGraph && JsonTree.AsArray(frames).FirstOrDefault() is JsonMap given ? given : [];
                Frame(
                    state with { Graph = id, IsEmbedded = false }, [.. ((JsonMap)graph!).Keys], [subframe],
                    new Parent(null, output, Keywords.Graph));
            }
        }

        // Step 4.6.
        if (frame.TryGetValue(Keywords.Included, out var included))
        {
            Frame(state with { IsEmbedded = false }, subjects, JsonTree.AsArray(included), new Parent(null, output, Keywords.Included));
        }

        // Step 4.7.
        foreach (var (property, values) in node.InOrder(ordered: true))
        {
            if (Keywords.Contains(property))
            {
                output[property] = JsonTree.DeepCopy(values);
                if (property == Keywords.Type)
                {
                    ((List<object?>)values!).ForEach(type => Count((string)type!));
                }
            }
            else if (!flags.Explicit || frame.ContainsKey(property))
            {
                foreach (var value in (List<object?>)values!)
                {
                    FrameValue(state, property, value, frame, flags, output);
                }
            }
        }

        AddDefaults(frame, output);
        AddReverse(state, id, frame, output);
    }

    // Step 4.7.4.
    private void FrameValue(State state, string property, object? value, JsonMap frame, FrameFlags flags, JsonMap output)
    {
        var given = frame.TryGetValue(property, out var frames) ? JsonTree.AsArray(frames) : null;
        var parent = new Parent(null, output, property);
        if (JsonTree.IsListObject(value))
        {
            var list = new JsonMap(Keywords.List, new List<object?>());
            parent.Add(list);
            var subframe = (given?.FirstOrDefault() as JsonMap)?.Get(Keywords.List) as List<object?>;
            foreach (var item in (List<object?>)((JsonMap)value!)[Keywords.List]!)
            {
                // Step 4.7.4.1.2: values of a list stay, whatever the frame says; a part of a list would be another list.
                FrameItem(state, item, subframe, flags, new Parent(null, list, Keywords.List));
            }
        }
        else if (given is null || JsonTree.IsNodeReference(value)
            || FrameMatching.MatchesValue(given.FirstOrDefault() as JsonMap, value as JsonMap))
        {
            FrameItem(state, value, given, flags, parent);
        }
    }

    private void FrameItem(State state, object? item, List<object?>? frames, FrameFlags flags, Parent parent)
    {
        if (JsonTree.IsNodeReference(item))
        {
            var id = (string)((JsonMap)item!)[Keywords.Id]!;
            Frame(state with { IsEmbedded = true }, [id], frames ?? [flags.ToFrame()], parent);
        }
        else
        {
            parent.Add(JsonTree.DeepCopy(item));
        }
    }

    // Step 4.7.5.
    private void AddDefaults(JsonMap frame, JsonMap output)
    {
        foreach (var (property, values) in frame.InOrder(ordered: true))
        {
            var next = JsonTree.AsArray(values).FirstOrDefault() as JsonMap ?? [];
            if (property == Keywords.Type ? !next.ContainsKey(Keywords.Default) : Keywords.Contains(property))
            {
                continue;
            }

            if (!FrameFlags.Flag(next, Keywords.OmitDefault, _options.OmitDefault) && !output.ContainsKey(property))
            {
                var preserved = next.TryGetValue(Keywords.Default, out var given) ? JsonTree.DeepCopy(given) : Keywords.Null;
                output[property] = new List<object?> { new JsonMap(Keywords.Preserve, JsonTree.AsArray(preserved)) };
            }
        }
    }

    // Step 4.7.6.
    private void AddReverse(State state, string id, JsonMap frame, JsonMap output)
    {
        if (frame.Get(Keywords.Reverse) is not JsonMap reverse)
        {
            return;
        }

        foreach (var (property, frames) in reverse.InOrder(ordered: true))
        {
            foreach (var (subject, node) in _subjects)
            {
                if (((JsonMap)node!).Get(property) is List<object?> values
                    && values.Exists(value => (value as JsonMap)?.Get(Keywords.Id) is string to && to == id))
                {
                    var list = output.GetOrAddMap(Keywords.Reverse).GetOrAddArray(property);
                    Frame(state with { IsEmbedded = true }, [subject], JsonTree.AsArray(frames), new Parent(list, null, null));
                }
            }
        }
    }

    private void Count(string id)
    {
        if (JsonTree.IsBlankNode(id))
        {
            _blankNodes[id] = _blankNodes.GetValueOrDefault(id) + 1;
        }
    }

    /// <summary>The framing state that changes on the way down.</summary>
    /// <param name="Graph">The graph name.</param>
    /// <param name="IsEmbedded">The embedded flag.</param>
    /// <param name="Embedded">What has been embedded below the present node at the top.</param>
    private sealed record State(string Graph, bool IsEmbedded, HashSet<(string Graph, string Id)> Embedded);

    /// <summary>Where results go: an array, or a property of an object.</summary>
    private sealed record Parent(List<object?>? List, JsonMap? Map, string? Property)
    {
        public void Add(object? output)
        {
            if (List is not null)
            {
                List.Add(output);
            }
            else
            {
                JsonTree.AddValue(Map!, Property!, output, asArray: true);
            }
        }
    }
}
