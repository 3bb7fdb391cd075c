using System.Buffers;
using System.Text;

namespace KnowledgeGraph.Rdf;

/// <summary>
/// IRI references: split into components, resolved against a base, checked. Nothing is normalised beyond the dot segments that resolution
/// itself removes: no case, no percent-encoding, no default port.
/// </summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2"/>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc3987"/>
public static class IriReference
{
    private static readonly SearchValues<byte> s_authorityEnd = SearchValues.Create("/?#"u8);
    private static readonly SearchValues<byte> s_pathEnd = SearchValues.Create("?#"u8);

    /// <summary>Whether the text begins with a scheme and a colon (RFC 3986 §3.1).</summary>
    /// <param name="iri">The text in UTF-8.</param>
    public static bool HasScheme(ReadOnlySpan<byte> iri) => SchemeLength(iri) > 0;

    /// <summary>Whether the text begins with a scheme and a colon (RFC 3986 §3.1).</summary>
    /// <param name="iri">The text.</param>
    public static bool HasScheme(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return HasScheme(Encoding.UTF8.GetBytes(iri));
    }

    /// <summary>Resolves a reference against a base, RFC 3986 §5.2 in its strict form.</summary>
    /// <param name="baseIri">The base, an IRI with a scheme.</param>
    /// <param name="reference">The reference.</param>
    public static string Resolve(string baseIri, string reference)
    {
        ArgumentNullException.ThrowIfNull(baseIri);
        ArgumentNullException.ThrowIfNull(reference);
        var output = new ArrayBufferWriter<byte>();
        Resolve(Encoding.UTF8.GetBytes(baseIri), Encoding.UTF8.GetBytes(reference), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Resolves a reference against a base, RFC 3986 §5.2 in its strict form.</summary>
    /// <param name="baseIri">The base in UTF-8, an IRI with a scheme.</param>
    /// <param name="reference">The reference in UTF-8.</param>
    /// <param name="output">Where the target is appended.</param>
    public static void Resolve(ReadOnlySpan<byte> baseIri, ReadOnlySpan<byte> reference, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var r = new IriParts(reference);
        var b = new IriParts(baseIri);

        // RFC 3986 §5.2.2, Transform References; §5.3, Component Recomposition.
        if (r.HasScheme)
        {
            output.Write(r.SchemeAndAuthority);
            WriteWithoutDotSegments(r.Path, output);
            output.Write(r.QueryAndFragment);
        }
        else if (r.HasAuthority)
        {
            output.Write(b.Scheme);
            output.Write(r.SchemeAndAuthority);
            WriteWithoutDotSegments(r.Path, output);
            output.Write(r.QueryAndFragment);
        }
        else if (r.Path.IsEmpty)
        {
            output.Write(b.SchemeAndAuthority);
            output.Write(b.Path);
            output.Write(r.HasQuery ? [] : b.Query);
            output.Write(r.QueryAndFragment);
        }
        else
        {
            output.Write(b.SchemeAndAuthority);
            if (r.Path[0] == (byte)'/')
            {
                WriteWithoutDotSegments(r.Path, output);
            }
            else
            {
                WriteMerged(b, r.Path, output);
            }

            output.Write(r.QueryAndFragment);
        }
    }

    /// <summary>
    /// Whether the text is an IRI by RFC 3987 §2.2: a scheme, only characters the components allow, percent signs before two hex digits,
    /// a sound authority.
    /// </summary>
    /// <param name="iri">The text.</param>
    public static bool IsWellFormedIri(string iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return HasScheme(iri) && IriCharacters.AreAllowed(iri);
    }

    /// <summary>Whether the text is an IRI reference by RFC 3987 §2.2: an IRI, or relative to one.</summary>
    /// <param name="reference">The text.</param>
    public static bool IsWellFormedReference(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);

        // RFC 3986 §4.2: the first segment of a relative path holds no colon.
        var end = reference.AsSpan().IndexOfAny("/?#");
        var first = end < 0 ? reference : reference[..end];
        return (HasScheme(reference) || !first.Contains(':', StringComparison.Ordinal)) && IriCharacters.AreAllowed(reference);
    }

    internal static int SchemeLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
        {
            return 0;
        }

        for (var i = 1; i < text.Length; i++)
        {
            var c = (char)text[i];
            if (c == ':')
            {
                return i + 1;
            }

            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return 0;
            }
        }

        return 0;
    }

    // RFC 3986 §5.2.3, Merge Paths.
    private static void WriteMerged(in IriParts b, ReadOnlySpan<byte> path, IBufferWriter<byte> output)
    {
        var merged = new ArrayBufferWriter<byte>(b.Path.Length + path.Length + 1);
        if (b.HasAuthority && b.Path.IsEmpty)
        {
            merged.Write("/"u8);
        }
        else
        {
            merged.Write(b.Path[..(b.Path.LastIndexOf((byte)'/') + 1)]);
        }

        merged.Write(path);
        WriteWithoutDotSegments(merged.WrittenSpan, output);
    }

    // RFC 3986 §5.2.4, Remove Dot Segments.
    private static void WriteWithoutDotSegments(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        if (input.IndexOf((byte)'.') < 0)
        {
            output.Write(input);
            return;
        }

        var buffer = new byte[input.Length];
        var length = 0;
        while (!input.IsEmpty)
        {
            if (input.StartsWith("../"u8))
            {
                input = input[3..];
            }
            else if (input.StartsWith("./"u8) || input.StartsWith("/./"u8))
            {
                input = input[2..];
            }
            else if (input.SequenceEqual("/."u8))
            {
                input = "/"u8;
            }
            else if (input.StartsWith("/../"u8) || input.SequenceEqual("/.."u8))
            {
                input = input.Length == 3 ? "/"u8 : input[3..];
                length = Math.Max(buffer.AsSpan(0, length).LastIndexOf((byte)'/'), 0);
            }
            else if (input.SequenceEqual("."u8) || input.SequenceEqual(".."u8))
            {
                input = [];
            }
            else
            {
                var next = input[1..].IndexOf((byte)'/');
                var segment = next < 0 ? input : input[..(next + 1)];
                segment.CopyTo(buffer.AsSpan(length));
                length += segment.Length;
                input = input[segment.Length..];
            }
        }

        output.Write(buffer.AsSpan(0, length));
    }

    // The components of RFC 3986 §3 as slices; scheme with its colon, authority with its slashes, query and fragment with their marks.
    private readonly ref struct IriParts
    {
        public IriParts(ReadOnlySpan<byte> text)
        {
            var scheme = SchemeLength(text);
            Scheme = text[..scheme];
            var rest = text[scheme..];
            var authority = 0;
            if (rest.StartsWith("//"u8))
            {
                HasAuthority = true;
                var end = rest[2..].IndexOfAny(s_authorityEnd);
                authority = end < 0 ? rest.Length : end + 2;
            }

            SchemeAndAuthority = text[..(scheme + authority)];
            rest = rest[authority..];
            var path = rest.IndexOfAny(s_pathEnd);
            Path = path < 0 ? rest : rest[..path];
            QueryAndFragment = rest[Path.Length..];
            var fragment = QueryAndFragment.IndexOf((byte)'#');
            Query = fragment < 0 ? QueryAndFragment : QueryAndFragment[..fragment];
        }

        public ReadOnlySpan<byte> Scheme { get; }

        public ReadOnlySpan<byte> SchemeAndAuthority { get; }

        public ReadOnlySpan<byte> Path { get; }

        public ReadOnlySpan<byte> Query { get; }

        public ReadOnlySpan<byte> QueryAndFragment { get; }

        public bool HasScheme => !Scheme.IsEmpty;

        public bool HasAuthority { get; }

        public bool HasQuery => !Query.IsEmpty;
    }
}
