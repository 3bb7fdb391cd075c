using System.Text.Json;
using System.Text.Json.Nodes;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// JSON-LD object comparison, as the README of the tests has it: the order of members does not count, that of items only in <c>@list</c>
/// (or everywhere, if asked); language tags are compared without case. Blank node identifiers may differ, if asked.
/// </summary>
public sealed class JsonComparison
{
    private readonly bool _ordered;
    private Dictionary<string, string>? _blankNodes;

    private JsonComparison(bool ordered, bool relabel)
    {
        _ordered = ordered;
        _blankNodes = relabel ? new Dictionary<string, string>(StringComparer.Ordinal) : null;
    }

    /// <summary>Whether two documents are the same.</summary>
    /// <param name="actual">One.</param>
    /// <param name="expected">The other one.</param>
    /// <param name="ordered">Whether the order of all arrays counts.</param>
    /// <param name="relabel">Whether blank nodes may be called otherwise.</param>
    public static bool AreEqual(JsonElement actual, JsonElement expected, bool ordered = false, bool relabel = false) =>
        new JsonComparison(ordered, relabel).Equal(Node(actual), Node(expected), null);

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText(), null, new JsonDocumentOptions { MaxDepth = 2000 });

    private bool Equal(JsonNode? a, JsonNode? b, string? key)
    {
        switch (a, b)
        {
            case (JsonObject x, JsonObject y):
                return x.Count == y.Count && EqualMembers(x, y);
            case (JsonArray x, JsonArray y):
                return x.Count == y.Count && (_ordered || key == "@list"
                    ? x.Zip(y).All(pair => Equal(pair.First, pair.Second, null))
                    : EqualUnordered([.. x], [.. y]));
            case (JsonValue x, JsonValue y):
                return EqualScalars(x, y, key);
            default:
                return a is null && b is null;
        }
    }

    private bool EqualMembers(JsonObject x, JsonObject y)
    {
        foreach (var (key, value) in x)
        {
            var other = y.ContainsKey(key) ? key
                : _blankNodes is not null && key.StartsWith("_:", StringComparison.Ordinal) ? _blankNodes.GetValueOrDefault(key) : null;
            if (other is null || !y.ContainsKey(other) || !Equal(value, y[other], key))
            {
                return false;
            }
        }

        return true;
    }

    // Each item finds a partner, with going back where blank nodes were matched wrongly.
    private bool EqualUnordered(List<JsonNode?> x, List<JsonNode?> y)
    {
        if (x.Count == 0)
        {
            return true;
        }

        for (var i = 0; i < y.Count; i++)
        {
            var before = _blankNodes is null ? null : new Dictionary<string, string>(_blankNodes, StringComparer.Ordinal);
            if (Equal(x[0], y[i], null) && (_blankNodes is null || EqualUnordered(x[1..], [.. y[..i], .. y[(i + 1)..]])))
            {
                return _blankNodes is not null || EqualUnordered(x[1..], [.. y[..i], .. y[(i + 1)..]]);
            }

            _blankNodes = before;
        }

        return false;
    }

    private bool EqualScalars(JsonValue x, JsonValue y, string? key)
    {
        if (x.GetValueKind() != y.GetValueKind())
        {
            return false;
        }

        if (x.GetValueKind() == JsonValueKind.Number)
        {
            return x.ToJsonString() == y.ToJsonString() || x.GetValue<double>().Equals(y.GetValue<double>());
        }

        if (x.GetValueKind() != JsonValueKind.String)
        {
            return true;
        }

        var (a, b) = (x.GetValue<string>(), y.GetValue<string>());
        if (_blankNodes is not null && a.StartsWith("_:", StringComparison.Ordinal) && b.StartsWith("_:", StringComparison.Ordinal))
        {
            if (_blankNodes.TryGetValue(a, out var known))
            {
                return known == b;
            }

            if (_blankNodes.ContainsValue(b))
            {
                return false;
            }

            _blankNodes.Add(a, b);
            return true;
        }

        return string.Equals(a, b, key == "@language" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }
}
