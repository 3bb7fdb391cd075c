using System.Text;

namespace KnowledgeGraph.Rdf;

/// <summary>The character rules of RFC 3987 §2.2, component by component.</summary>
internal static class IriCharacters
{
    private const string Delimiters = "!$&'()*+,;=";

    public static bool AreAllowed(string reference)
    {
        var rest = reference.AsSpan();
        var part = Part.Path;
        var scheme = IriReference.SchemeLength(Encoding.UTF8.GetBytes(reference));
        rest = rest[scheme..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var end = rest[2..].IndexOfAny("/?#");
            var authority = end < 0 ? rest[2..] : rest.Slice(2, end);
            if (!IsAuthority(authority))
            {
                return false;
            }

            rest = rest[(authority.Length + 2)..];
        }

        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            switch (rune.Value)
            {
                case '?' when part == Part.Path:
                    part = Part.Query;
                    break;
                case '#' when part != Part.Fragment:
                    part = Part.Fragment;
                    break;
                case '%':
                    if (!IsPercentEncoded(rest))
                    {
                        return false;
                    }

                    break;
                default:
                    if (!IsCharacter(rune.Value, part))
                    {
                        return false;
                    }

                    break;
            }

            rest = rest[length..];
        }

        return true;
    }

    // iauthority = [ iuserinfo "@" ] ihost [ ":" port ]
    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0 && !IsName(authority[..at], allowColon: true))
        {
            return false;
        }

        var host = authority[(at + 1)..];
        var portStart = host.StartsWith('[') ? host.IndexOf(']') + 1 : host.IndexOf(':');
        if (portStart < 0)
        {
            return IsName(host, allowColon: false);
        }

        var port = host[portStart..];
        var name = host[..portStart];
        if (port.Length > 0 && (port[0] != ':' || port[1..].ContainsAnyExceptInRange('0', '9')))
        {
            return false;
        }

        // IP-literal: only the characters are checked, not the arithmetic of the groups.
        return name.StartsWith('[')
            ? name.Length > 2 && IsName(name[1..^1], allowColon: true)
            : !host.StartsWith('[') && IsName(name, allowColon: false);
    }

    private static bool IsName(ReadOnlySpan<char> name, bool allowColon)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            var good = rune.Value switch
            {
                '%' => IsPercentEncoded(name),
                ':' => allowColon,
                var c => IsUnreserved(c) || IsDelimiter(c),
            };
            if (!good)
            {
                return false;
            }

            name = name[length..];
        }

        return true;
    }

    private static bool IsPercentEncoded(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);

    private static bool IsCharacter(int c, Part part) =>
        IsUnreserved(c) || IsDelimiter(c) || c is ':' or '@' or '/'
        || (c == '?' && part != Part.Path) || (part == Part.Query && IsPrivate(c));

    private static bool IsDelimiter(int c) => c < 0x80 && Delimiters.Contains((char)c, StringComparison.Ordinal);

    private static bool IsUnreserved(int c) =>
        c < 0x80 ? char.IsAsciiLetterOrDigit((char)c) || c is '-' or '.' or '_' or '~' : IsUcsChar(c);

    private static bool IsUcsChar(int c) =>
        c is (>= 0xA0 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF)
        || (c is >= 0x10000 and <= 0xEFFFD && (c & 0xFFFF) <= 0xFFFD && c is < 0xE0000 or >= 0xE1000 and <= 0xEFFFD);

    private static bool IsPrivate(int c) => c is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0xFFFFD) or (>= 0x100000 and <= 0x10FFFD);

    private enum Part
    {
        Path,
        Query,
        Fragment,
    }
}
