using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Functions;

/// <summary>
/// Functions on strings (SPARQL 1.1 §17.4.3). Characters are code points. They work on UTF-8 where it stands: since no code point's
/// bytes occur inside another's, searching bytes is searching code points.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#func-strings"/>
internal static class StringFunctions
{
    private static readonly SearchValues<byte> s_unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    /// <summary>ENCODE_FOR_URI (XPath F&amp;O §6.2): everything but unreserved characters of RFC 3986 is percent-encoded.</summary>
    public static TermId EncodeForUri(TermWorkspace workspace, TermId text)
    {
        if (!workspace.TryViewString(text, workspace.First, out var view))
        {
            return default;
        }

        var rest = view.Value;
        var buffer = workspace.StartText(rest.Length * 3L);
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAnyExcept(s_unreserved);
            plain = plain < 0 ? rest.Length : plain;
            buffer.Write(rest[..plain]);
            rest = rest[plain..];
            if (!rest.IsEmpty)
            {
                var code = buffer.GetSpan(3);
                code[0] = (byte)'%';
                code[1] = (byte)"0123456789ABCDEF"[rest[0] >> 4];
                code[2] = (byte)"0123456789ABCDEF"[rest[0] & 15];
                buffer.Advance(3);
                rest = rest[1..];
            }
        }

        return workspace.Text(buffer.WrittenSpan);
    }

    /// <summary>LANGMATCHES: basic filtering of RFC 4647 §3.3.1.</summary>
    public static TermId LangMatches(TermWorkspace workspace, TermId tag, TermId range)
    {
        if (!workspace.TryViewSimple(tag, workspace.First, out var language)
            || !workspace.TryViewSimple(range, workspace.Second, out var wanted))
        {
            return default;
        }

        if (wanted.SequenceEqual("*"u8))
        {
            return Boolean(!language.IsEmpty);
        }

        return Boolean(
            !wanted.IsEmpty && language.Length >= wanted.Length && Ascii.EqualsIgnoreCase(language[..wanted.Length], wanted)
            && (language.Length == wanted.Length || language[wanted.Length] == (byte)'-'));
    }

    /// <summary>Number of code points of valid UTF-8.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        // Every byte but 10xxxxxx starts a code point: as signed numbers, those below -64 and no others do not.
        var count = 0;
        var i = 0;
        for (; i <= utf8.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
        {
            var units = Vector128.Create(MemoryMarshal.Cast<byte, sbyte>(utf8.Slice(i, Vector128<sbyte>.Count)));
            count += BitOperations.PopCount(Vector128.GreaterThan(units, Vector128.Create((sbyte)-65)).ExtractMostSignificantBits());
        }

        for (; i < utf8.Length; i++)
        {
            count += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    /// <summary>Number of bytes of the code point that starts with a byte.</summary>
    public static int SequenceLength(byte lead) => lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    private static TermId Boolean(bool value) => value ? TermId.True : TermId.False;
}
