namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The flags of a frame, from it or from the options.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#framing-flags"/>
internal sealed record FrameFlags(JsonLdEmbedding Embed, bool Explicit, bool RequireAll)
{
    public static FrameFlags Of(JsonMap frame, JsonLdOptions options) => new(
        EmbedOf(frame, options.Embed), Flag(frame, Keywords.Explicit, options.Explicit), Flag(frame, Keywords.RequireAll, options.RequireAll));

    public static bool Flag(JsonMap frame, string keyword, bool otherwise) => Value(frame, keyword) switch
    {
        bool flag => flag,
        "true" => true,
        "false" => false,
        _ => otherwise,
    };

    /// <summary>A frame with these flags and nothing else.</summary>
    public JsonMap ToFrame() => new(Keywords.Embed, new List<object?> { "@" + Embed.ToString().ToLowerInvariant() })
    {
        { Keywords.Explicit, new List<object?> { Explicit } },
        { Keywords.RequireAll, new List<object?> { RequireAll } },
    };

    private static JsonLdEmbedding EmbedOf(JsonMap frame, JsonLdEmbedding otherwise) => Value(frame, Keywords.Embed) switch
    {
        null => otherwise,
        "@once" or true => JsonLdEmbedding.Once,
        "@always" => JsonLdEmbedding.Always,
        "@never" or false => JsonLdEmbedding.Never,
        var value => throw new JsonLdException("invalid @embed value", $"@embed is @once, @always or @never, not {value}"),
    };

    private static object? Value(JsonMap frame, string keyword)
    {
        var value = JsonTree.AsArray(frame.Get(keyword)).FirstOrDefault();
        return value is JsonMap map ? map.Get(Keywords.Value) ?? map.Get(Keywords.Id) : value;
    }
}
