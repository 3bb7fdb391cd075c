using System.Diagnostics.CodeAnalysis;
using System.Text;
using KnowledgeGraph.Rdf.Vocabularies;

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
    public string Suggest(ReadOnlySpan<byte> unknown)
    {
        var name = Encoding.UTF8.GetString(unknown);
        if (WellKnownPrefixes.All.TryGetValue(name, out var iri))
        {
            return $"add PREFIX {name}: <{iri}>";
        }

        return NearestName.Of(name, _iris.Keys.Select(Encoding.UTF8.GetString)) is { } near
            ? $"did you mean '{near}:'?"
            : $"declare it: PREFIX {name}: <…>";
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
