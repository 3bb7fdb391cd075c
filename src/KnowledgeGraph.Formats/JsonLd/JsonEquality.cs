namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Equality of JSON trees: the order of members does not count, that of items does.</summary>
internal sealed class JsonEquality : IEqualityComparer<object?>
{
    private JsonEquality()
    {
    }

    public static JsonEquality Instance { get; } = new();

    public new bool Equals(object? x, object? y)
    {
        switch (x, y)
        {
            case (JsonMap a, JsonMap b):
                return a.Count == b.Count && a.All(member => b.TryGetValue(member.Key, out var other) && Equals(member.Value, other));
            case (List<object?> a, List<object?> b):
                return a.Count == b.Count && a.Zip(b).All(pair => Equals(pair.First, pair.Second));
            default:
                return object.Equals(x, y);
        }
    }

    public int GetHashCode(object? obj)
    {
        switch (obj)
        {
            case JsonMap map:
                // A sum does not depend on the order of the members.
                return map.Aggregate(map.Count, (sum, member) => unchecked(sum + HashCode.Combine(member.Key, GetHashCode(member.Value))));
            case List<object?> list:
                var hash = default(HashCode);
                foreach (var item in list)
                {
                    hash.Add(GetHashCode(item));
                }

                return hash.ToHashCode();
            default:
                return obj?.GetHashCode() ?? 0;
        }
    }
}
