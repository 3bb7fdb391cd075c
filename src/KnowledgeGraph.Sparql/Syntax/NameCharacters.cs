using System.Text;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>The character classes of names (SPARQL 1.1 §19.8, productions 164-172).</summary>
internal static class NameCharacters
{
    /// <summary>PN_CHARS_BASE.</summary>
    public static bool IsBase(int c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => true,
        < 0xC0 => false,
        0xD7 or 0xF7 => false,
        <= 0x2FF => true,
        < 0x370 => false,
        0x37E => false,
        <= 0x1FFF => true,
        0x200C or 0x200D => true,
        (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) => true,
        (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF) => true,
        _ => false,
    };

    /// <summary>PN_CHARS_U.</summary>
    public static bool IsBaseOrUnderscore(int c) => c == '_' || IsBase(c);

    /// <summary>PN_CHARS.</summary>
    public static bool IsName(int c) =>
        IsBaseOrUnderscore(c) || c is '-' or (>= '0' and <= '9') or 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;

    /// <summary>The first character of VARNAME.</summary>
    public static bool IsVariableStart(int c) => IsBaseOrUnderscore(c) || c is >= '0' and <= '9';

    /// <summary>Later characters of VARNAME.</summary>
    public static bool IsVariablePart(int c) =>
        IsVariableStart(c) || c is 0xB7 or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040;

    /// <summary>Characters of PN_LOCAL_ESC after the backslash.</summary>
    public static bool IsLocalEscape(char c) => "_~.-!$&'()*+,;=/?#@%".Contains(c, StringComparison.Ordinal);

    /// <summary>Characters that IRIREF never contains.</summary>
    public static bool IsForbiddenInIri(int c) => c <= ' ' || c is '<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\';

    /// <summary>The code point at an index, -1 at the end; a lone surrogate is returned as it is.</summary>
    public static int CodePointAt(string text, int index)
    {
        if (index >= text.Length)
        {
            return -1;
        }

        return Rune.TryGetRuneAt(text, index, out var rune) ? rune.Value : text[index];
    }
}
