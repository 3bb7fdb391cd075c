using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What is wrong with JSON, in the words of the other readers: the framework's sentences were made for programmers.</summary>
/// <param name="Text">What was found, what was expected.</param>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Hint">What probably helps, or null.</param>
internal readonly record struct JsonProblem(string Text, int Offset, string? Hint = null)
{
    private const string Quotes = "strings stand between double quotation marks";

    /// <summary>The problem behind an exception of the framework's reader. A sentence that is not known stays as it is.</summary>
    /// <param name="e">The exception.</param>
    /// <param name="text">The document.</param>
    /// <param name="start">Where in it the reader began.</param>
    /// <param name="maxNesting">The limit of nesting.</param>
    public static JsonProblem Of(JsonException e, ReadOnlySpan<byte> text, int start, int maxNesting)
    {
        var at = OffsetOf(e, text, start);
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = end < 0 ? e.Message : e.Message[..end];
        bool Says(string part) => message.Contains(part, StringComparison.Ordinal);
        var found = at < text.Length ? "found " + Character(text[at..]) : "found the end of the document";
        return message switch
        {
            _ when Says("maximum configured depth") => new($"objects and arrays nest deeper than {maxNesting} levels", at),
            _ when Says("trailing comma") => new(found + ", expected a member or item after the comma", at, "JSON has no comma before a closing bracket"),
            _ when Says("Expected depth to be zero") => new("found the end of the document, expected '}' or ']'", at, "a bracket is not closed"),
            _ when Says("Expected end of string") => new("found the end of the document in a string", at, "a quotation mark is missing"),
            _ when Says("does not contain any JSON tokens") || Says("reached end of data") => new("found the end of the document, expected a value", at),
            _ when Says("invalid JSON literal") => OfWord(text, at),
            _ when Says("invalid start of a property name") => new(found + ", expected a name in double quotation marks", at, TokenHint(text, at)),
            _ when Says("invalid after a property name") => new(found + ", expected ':'", at),
            _ when Says("invalid start of a value") => new(found + ", expected a value", at, TokenHint(text, at)),
            _ when Says("invalid after a single JSON value") => new(found + ", expected the end of the document", at),
            _ when Says("invalid after a value") => new(
                found + ", expected ',' or the end of the object or array", at, at < text.Length && text[at] == (byte)'"' ? "a comma is missing" : TokenHint(text, at)),
            _ when Says("without a matching open") => new(found + " without its opening bracket", at, "is another bracket before it not closed?"),
            _ when Says("'0x0A' is invalid within a JSON string") || Says("'0x0D' is invalid within a JSON string") => new(
                "found the end of the line in a string", at, "is a quotation mark missing? a line break in a string is written \\n"),
            _ when Says("invalid within a JSON string") => new(found + " in a string, where it is written as an escape", at),
            _ when Says("invalid escapable character") => new("unknown escape in a string", at, "a backslash itself is written \\\\"),
            _ when Says("leading zero") => new("found a number with a leading zero", at, "write it without, or as a string"),
            _ => new("not JSON: " + message.TrimEnd('.'), at),
        };
    }

    /// <summary>The problem with a string that is no Unicode text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="start">Where the string begins in it.</param>
    public static JsonProblem OfString(ReadOnlySpan<byte> text, int start)
    {
        var at = start + 1;
        while (at < text.Length)
        {
            if (text[at] == (byte)'\\' && at + 6 <= text.Length && text[at + 1] == (byte)'u')
            {
                var unit = Unit(text, at);
                if (char.IsHighSurrogate(unit) && at + 12 <= text.Length && text[at + 6] == (byte)'\\' && char.IsLowSurrogate(Unit(text, at + 6)))
                {
                    at += 12;
                    continue;
                }

                if (char.IsSurrogate(unit))
                {
                    return new JsonProblem(
                        string.Create(CultureInfo.InvariantCulture, $"U+{(int)unit:X4} is half of a surrogate pair"), at,
                        "write the character itself, or both halves");
                }

                at += 6;
            }
            else if (text[at] == (byte)'\\')
            {
                at += 2;
            }
            else if (Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
            {
                at += length;
            }
            else
            {
                break;
            }
        }

        at = Math.Min(at, text.Length - 1);
        return new JsonProblem(string.Create(CultureInfo.InvariantCulture, $"invalid UTF-8: byte 0x{text[at]:X2}"), at, "the text must be UTF-8");
    }

    private static char Unit(ReadOnlySpan<byte> text, int at) =>
        ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';

    // The framework counts lines by line feeds, and bytes from there.
    private static int OffsetOf(JsonException e, ReadOnlySpan<byte> text, int start)
    {
        for (var line = e.LineNumber ?? 0; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + (e.BytePositionInLine ?? 0), text.Length);
    }

    // A bare word: the framework points at its first letter that is not one of true, false or null.
    private static JsonProblem OfWord(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && char.IsAsciiLetter((char)text[start - 1]))
        {
            start--;
        }

        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
        {
            end++;
        }

        var word = Encoding.ASCII.GetString(text[start..end]);
        return new JsonProblem(
            $"found '{word}', expected a value", start,
            NearestName.Of(word, ["true", "false", "null"]) is { } near ? $"did you mean {near}?" : Quotes);
    }

    private static string? TokenHint(ReadOnlySpan<byte> text, int at) => at >= text.Length ? null : (char)text[at] switch
    {
        '/' => "JSON has no comments",
        '\'' => Quotes,
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' => Quotes,
        _ => null,
    };

    private static string Character(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) != OperationStatus.Done || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
            ? string.Create(CultureInfo.InvariantCulture, $"U+{(rune == Rune.ReplacementChar ? text[0] : rune.Value):X4}")
            : $"'{rune}'";
}
