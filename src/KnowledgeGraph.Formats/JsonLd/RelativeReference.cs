using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The shortest sensible reference that resolves to an IRI against a base.</summary>
internal static class RelativeReference
{
    public static string Of(string baseIri, string iri)
    {
        var baseRoot = RootLength(baseIri);
        if (baseRoot == 0 || RootLength(iri) != baseRoot || !iri.AsSpan(0, baseRoot).SequenceEqual(baseIri.AsSpan(0, baseRoot)))
        {
            return iri;
        }

        var (basePath, baseQuery) = Split(baseIri[baseRoot..]);
        var (path, rest) = Split(iri[baseRoot..]);
        var reference = path == basePath && SameDocument(baseQuery, rest, path) is { } same ? same : PathFrom(basePath, path) + rest;

        // What does not come back as the IRI (dot segments in it, say) stays absolute.
        return IriReference.Resolve(baseIri, reference) == iri ? reference : iri;
    }

    // The same path: a fragment or a query is enough, if it is not empty.
    private static string? SameDocument(string baseQuery, string rest, string path)
    {
        var query = rest.Split('#')[0];
        if (query == baseQuery.Split('#')[0] && rest.Length > query.Length)
        {
            return rest[query.Length..];
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        return query.Length > 0 ? rest : name.Length > 0 ? name + rest : null;
    }

    private static string PathFrom(string basePath, string path)
    {
        if (basePath.Length == 0)
        {
            return path;
        }

        var from = basePath.Split('/')[..^1];
        var to = path.Split('/');
        var common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
        {
            common++;
        }

        var up = string.Concat(Enumerable.Repeat("../", from.Length - common));
        var down = string.Join('/', to[common..]);
        var result = up + down;

        // An empty first segment, or a colon in it, would be read as something else.
        var first = result.Split('/')[0];
        return first.Length == 0 || first.Contains(':', StringComparison.Ordinal) ? "./" + result : result;
    }

    // Scheme and authority; 0 unless both are there.
    private static int RootLength(string iri)
    {
        var colon = iri.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !iri.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = iri.AsSpan(colon + 3).IndexOfAny("/?#");
        return end < 0 ? iri.Length : colon + 3 + end;
    }

    private static (string Path, string Tail) Split(string text)
    {
        var end = text.AsSpan().IndexOfAny("?#");
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }
}
