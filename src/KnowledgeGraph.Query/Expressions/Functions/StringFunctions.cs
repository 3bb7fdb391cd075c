using System.Buffers;
using System.Text;
using KnowledgeGraph.Rdf;
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

    public static TermId StrLen(TermWorkspace workspace, TermId text) =>
        workspace.TryViewString(text, workspace.First, out var view) ? workspace.Integer(CountCodePoints(view.Value)) : default;

    public static TermId Contains(TermWorkspace workspace, TermId text, TermId part) =>
        TryViewCompatible(workspace, text, part, out var view, out var wanted) ? Boolean(view.Value.IndexOf(wanted) >= 0) : default;

    public static TermId StrStarts(TermWorkspace workspace, TermId text, TermId part) =>
        TryViewCompatible(workspace, text, part, out var view, out var wanted) ? Boolean(view.Value.StartsWith(wanted)) : default;

    public static TermId StrEnds(TermWorkspace workspace, TermId text, TermId part) =>
        TryViewCompatible(workspace, text, part, out var view, out var wanted) ? Boolean(view.Value.EndsWith(wanted)) : default;

    /// <summary>STRBEFORE (SPARQL 1.1 §17.4.3.9): the empty xsd:string if the part does not occur.</summary>
    public static TermId StrBefore(TermWorkspace workspace, TermId text, TermId part)
    {
        if (!TryViewCompatible(workspace, text, part, out var view, out var wanted))
        {
            return default;
        }

        var index = view.Value.IndexOf(wanted);
        return index < 0 ? workspace.EmptyString : workspace.TextLike(view.Value[..index], view);
    }

    /// <summary>STRAFTER (SPARQL 1.1 §17.4.3.10).</summary>
    public static TermId StrAfter(TermWorkspace workspace, TermId text, TermId part)
    {
        if (!TryViewCompatible(workspace, text, part, out var view, out var wanted))
        {
            return default;
        }

        var index = view.Value.IndexOf(wanted);
        return index < 0 ? workspace.EmptyString : workspace.TextLike(view.Value[(index + wanted.Length)..], view);
    }

    /// <summary>SUBSTR (XPath F&amp;O §5.4.3): positions count from 1 and are rounded as fn:substring does.</summary>
    public static TermId SubStr(TermWorkspace workspace, TermId text, TermId start, TermId length)
    {
        if (!workspace.TryGetNumber(start, out var startNumber)
            || (!workspace.TryGetNumber(length, out var lengthNumber) && !length.IsUndefined)
            || !workspace.TryViewString(text, workspace.First, out var view))
        {
            return default;
        }

        // Doubles carry infinities and NaN through: a comparison with NaN is false, so that nothing is selected.
        var first = RoundHalfUp(startNumber.ToDouble());
        var end = length.IsUndefined ? double.PositiveInfinity : first + RoundHalfUp(lengthNumber.ToDouble());
        var value = view.Value;
        int? from = null;
        var to = 0;
        double position = 1;
        for (var i = 0; i < value.Length; position++)
        {
            var next = i + SequenceLength(value[i]);
            if (position >= first && position < end)
            {
                from ??= i;
                to = Math.Min(next, value.Length);
            }

            i = next;
        }

        return workspace.TextLike(from is { } begin ? value[begin..to] : default, view);
    }

    public static TermId UCase(TermWorkspace workspace, TermId text) => MapCase(workspace, text, upper: true);

    public static TermId LCase(TermWorkspace workspace, TermId text) => MapCase(workspace, text, upper: false);

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

    /// <summary>CONCAT (SPARQL 1.2 §17.4.3.12): keeps language and direction if all arguments agree on them.</summary>
    public static TermId Concat(TermWorkspace workspace, ReadOnlySpan<TermId> arguments)
    {
        long bytes = 0;
        foreach (var argument in arguments)
        {
            if (!workspace.TryViewString(argument, workspace.First, out var view))
            {
                return default;
            }

            bytes += view.Value.Length;
        }

        var buffer = workspace.StartText(bytes);
        var sameKind = true;
        foreach (var argument in arguments)
        {
            var view = workspace.View(argument, workspace.First);
            buffer.Write(view.Value);
            sameKind &= IsSameKind(workspace.View(arguments[0], workspace.Second), view);
        }

        return arguments.Length > 0 && sameKind
            ? workspace.TextLike(buffer.WrittenSpan, workspace.View(arguments[0], workspace.First))
            : workspace.Text(buffer.WrittenSpan);
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
        var count = 0;
        foreach (var unit in utf8)
        {
            // Every byte but 10xxxxxx starts a code point.
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    // SPARQL 1.1 §17.4.3.1.2, argument compatibility: the second is an xsd:string, or both have the same tag (and direction, in 1.2).
    private static bool TryViewCompatible(
        TermWorkspace workspace, TermId text, TermId part, out TermView view, out ReadOnlySpan<byte> wanted)
    {
        wanted = default;
        if (!workspace.TryViewString(text, workspace.First, out view)
            || !workspace.TryViewString(part, workspace.Second, out var partView)
            || (!partView.Language.IsEmpty && !IsSameKind(view, partView)))
        {
            return false;
        }

        wanted = partView.Value;
        return true;
    }

    private static bool IsSameKind(in TermView left, in TermView right) =>
        left.Direction == right.Direction && Ascii.EqualsIgnoreCase(left.Language, right.Language);

    private static TermId MapCase(TermWorkspace workspace, TermId text, bool upper)
    {
        if (!workspace.TryViewString(text, workspace.First, out var view))
        {
            return default;
        }

        workspace.ThrowIfTooLarge(view.Value.Length * 6L);
        var mapped = CaseMapping.Map(Encoding.UTF8.GetString(view.Value), upper);
        return workspace.TextLike(Encoding.UTF8.GetBytes(mapped), view);
    }

    private static int SequenceLength(byte lead) => lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    private static double RoundHalfUp(double value) => Math.Floor(value + 0.5);

    private static TermId Boolean(bool value) => value ? TermId.True : TermId.False;
}
