namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Appends values to arrays unless an equal one is there; long arrays are looked up by hash, so that n values cost n, not n².</summary>
internal sealed class DistinctValues
{
    private const int LongestScan = 16;

    private readonly Dictionary<List<object?>, HashSet<object?>> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Appends a value; false if the array holds an equal one. An array given here must grow through here only.</summary>
    public bool Add(List<object?> array, object? value)
    {
        if (array.Count < LongestScan)
        {
            if (array.Exists(item => JsonEquality.Instance.Equals(item, value)))
            {
                return false;
            }
        }
        else
        {
            if (!_known.TryGetValue(array, out var known))
            {
                known = new HashSet<object?>(array, JsonEquality.Instance);
                _known.Add(array, known);
            }

            if (!known.Add(value))
            {
                return false;
            }
        }

        array.Add(value);
        return true;
    }
}
