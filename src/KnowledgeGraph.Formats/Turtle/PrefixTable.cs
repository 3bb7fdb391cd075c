using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KnowledgeGraph.Formats.Turtle;

/// <summary>The prefixes declared so far, looked up by UTF-8.</summary>
internal sealed class PrefixTable
{
    private readonly Dictionary<byte[], byte[]> _iris = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public PrefixTable()
    {
        _lookup = _iris.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public void Set(byte[] prefix, byte[] iri) => _iris[prefix] = iri;

    public bool TryGet(ReadOnlySpan<byte> prefix, [NotNullWhen(true)] out byte[]? iri) => _lookup.TryGetValue(prefix, out iri);

    /// <summary>A hint for a prefix that is not declared.</summary>
    public string? Suggest(ReadOnlySpan<byte> unknown)
    {
        var name = Encoding.UTF8.GetString(unknown);
        if (WellKnownPrefixes.All.TryGetValue(name, out var iri))
        {
            return $"add PREFIX {name}: <{iri}>";
        }

        var near = _iris.Keys.Select(Encoding.UTF8.GetString)
            .Select(prefix => (Prefix: prefix, Distance: EditDistance(prefix, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, name.Length / 3) && candidate.Prefix.Length > 0 && name.Length > 0)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Prefix, StringComparer.Ordinal)
            .FirstOrDefault();
        return near.Prefix is null ? null : $"did you mean '{near.Prefix}:'?";
    }

    // Levenshtein's distance by rows.
    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
