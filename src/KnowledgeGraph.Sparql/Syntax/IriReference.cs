namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Resolution of IRI references (RFC 3986 §5.2), without normalisation.</summary>
internal static class IriReference
{
    public static string Resolve(string baseIri, string reference)
    {
        var r = Split(reference);
        if (r.Scheme is not null)
        {
            return reference;
        }

        var b = Split(baseIri);
        string? authority;
        string path;
        string? query;
        if (r.Authority is not null)
        {
            (authority, path, query) = (r.Authority, RemoveDotSegments(r.Path), r.Query);
        }
        else if (r.Path.Length == 0)
        {
            (authority, path, query) = (b.Authority, b.Path, r.Query ?? b.Query);
        }
        else
        {
            path = r.Path.StartsWith('/') ? r.Path : Merge(b.Authority, b.Path, r.Path);
            (authority, path, query) = (b.Authority, RemoveDotSegments(path), r.Query);
        }

        return (b.Scheme is null ? "" : b.Scheme + ":") + (authority is null ? "" : "//" + authority) + path
            + (query is null ? "" : "?" + query) + (r.Fragment is null ? "" : "#" + r.Fragment);
    }

    private static string Merge(string? authority, string basePath, string path) =>
        authority is not null && basePath.Length == 0 ? "/" + path : basePath[..(basePath.LastIndexOf('/') + 1)] + path;

    private static string RemoveDotSegments(string path)
    {
        var output = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                    if (last)
                    {
                        output.Add("");
                    }

                    break;
                case "..":
                    if (output.Count > 1 || (output.Count == 1 && output[0].Length > 0))
                    {
                        output.RemoveAt(output.Count - 1);
                    }

                    if (last)
                    {
                        output.Add("");
                    }

                    break;
                default:
                    output.Add(segments[i]);
                    break;
            }
        }

        return string.Join('/', output);
    }

    private static (string? Scheme, string? Authority, string Path, string? Query, string? Fragment) Split(string iri)
    {
        string? scheme = null;
        string? authority = null;
        string? query = null;
        string? fragment = null;
        var end = iri.AsSpan().IndexOfAny("/?#:");
        if (end > 0 && iri[end] == ':' && char.IsAsciiLetter(iri[0]))
        {
            scheme = iri[..end];
            iri = iri[(end + 1)..];
        }

        if (iri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash)
        {
            fragment = iri[(hash + 1)..];
            iri = iri[..hash];
        }

        if (iri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark)
        {
            query = iri[(mark + 1)..];
            iri = iri[..mark];
        }

        if (iri.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = iri.IndexOf('/', 2);
            authority = slash < 0 ? iri[2..] : iri[2..slash];
            iri = slash < 0 ? "" : iri[slash..];
        }

        return (scheme, authority, iri, query, fragment);
    }
}
