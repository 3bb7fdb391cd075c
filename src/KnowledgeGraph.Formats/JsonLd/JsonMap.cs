namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// A JSON object that keeps the order of its members. The values are <see cref="JsonMap"/>, <c>List&lt;object?&gt;</c>, string, bool,
/// <see cref="JsonNumber"/> and null: trees that the algorithms may share and take apart, other than JsonNode's.
/// </summary>
internal sealed class JsonMap : OrderedDictionary<string, object?>
{
    public JsonMap()
        : base(StringComparer.Ordinal)
    {
    }

    public JsonMap(string key, object? value)
        : this() => Add(key, value);

    public JsonMap(IEnumerable<KeyValuePair<string, object?>> members)
        : base(members, StringComparer.Ordinal)
    {
    }

    /// <summary>Where the object begins in the document at hand, in bytes; -1 if it is not from there.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>The value of a member, null if there is none.</summary>
    public object? Get(string key) => TryGetValue(key, out var value) ? value : null;

    /// <summary>The array that is the value of a member; an empty one is put there if there is none.</summary>
    public List<object?> GetOrAddArray(string key)
    {
        if (TryGetValue(key, out var value))
        {
            return (List<object?>)value!;
        }

        var array = new List<object?>();
        Add(key, array);
        return array;
    }

    /// <summary>The object that is the value of a member; an empty one is put there if there is none.</summary>
    public JsonMap GetOrAddMap(string key)
    {
        if (TryGetValue(key, out var value))
        {
            return (JsonMap)value!;
        }

        var map = new JsonMap();
        Add(key, map);
        return map;
    }

    /// <summary>The members as they stand, or in code point order of their keys.</summary>
    public IEnumerable<KeyValuePair<string, object?>> InOrder(bool ordered) =>
        ordered ? this.OrderBy(member => member.Key, CodePointComparer.Instance) : this;
}
