using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Formats;

/// <summary>Takes the escapes ECHAR and UCHAR out of IRIs and strings.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-turtle/#sec-escapes"/>
internal static class Escapes
{
    private const string Surrogate = "a surrogate, not a character";
    private const string Unknown = @"unknown escape in a string, expected one of \t \b \n \r \f \"" \' \\ \uXXXX \UXXXXXXXX";

    private static readonly SearchValues<byte> s_notInIri = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(c => (byte)c), .. "<>\"{}|^`\\"u8]);

    /// <summary>The bytes that end an IRIREF or need a closer look: everything its grammar leaves out.</summary>
    public static SearchValues<byte> NotInIri => s_notInIri;

    /// <summary>Unescapes an IRIREF without its angle brackets.</summary>
    /// <returns>What is wrong and where, or default.</returns>
    public static (int Offset, string? Problem) UnescapeIri(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var at = 0;
        while (true)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                output.Write(text[at..]);
                return default;
            }

            output.Write(text.Slice(at, next));
            at += next;
            if (at + 1 >= text.Length || text[at + 1] is not ((byte)'u' or (byte)'U'))
            {
                return (at, @"found '\' in an IRI, expected \uXXXX or \UXXXXXXXX");
            }

            var (length, problem) = Numeric(text[at..], out var rune);
            if (problem is not null)
            {
                return (at, problem);
            }

            // An escape stands for its character only; what IRIREF forbids stays forbidden.
            if (rune.IsAscii && s_notInIri.Contains((byte)rune.Value))
            {
                return (at, string.Create(CultureInfo.InvariantCulture, $"the escape stands for U+{rune.Value:X4}, which no IRI holds"));
            }

            Write(rune, output);
            at += length;
        }
    }

    /// <summary>Unescapes a string without its quotation marks.</summary>
    /// <returns>What is wrong and where, or default.</returns>
    public static (int Offset, string? Problem) UnescapeString(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var at = 0;
        while (true)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                output.Write(text[at..]);
                return default;
            }

            output.Write(text.Slice(at, next));
            at += next;
            switch (at + 1 < text.Length ? (char)text[at + 1] : '\0')
            {
                case 'u' or 'U':
                    var (length, problem) = Numeric(text[at..], out var rune);
                    if (problem is not null)
                    {
                        return (at, problem);
                    }

                    Write(rune, output);
                    at += length;
                    break;
                case var c when Simple(c) is { } value:
                    output.Write([value]);
                    at += 2;
                    break;
                default:
                    return (at, Unknown);
            }
        }
    }

    /// <summary>A hint for a problem, or null.</summary>
    public static string? Hint(string problem) =>
        problem == Unknown ? @"a backslash itself is written \\"
        : problem.EndsWith(Surrogate, StringComparison.Ordinal) ? @"write a character above U+FFFF as \U and eight digits, not as two surrogates"
        : null;

    private static byte? Simple(char c) => c switch
    {
        't' => (byte)'\t',
        'b' => (byte)'\b',
        'n' => (byte)'\n',
        'r' => (byte)'\r',
        'f' => (byte)'\f',
        '"' or '\'' or '\\' => (byte)c,
        _ => null,
    };

    private static (int Length, string? Problem) Numeric(ReadOnlySpan<byte> text, out Rune rune)
    {
        var digits = text[1] == (byte)'u' ? 4 : 8;
        rune = default;
        if (text.Length < 2 + digits || !Utf8Parser.TryParse(text.Slice(2, digits), out uint value, out var consumed, 'X')
            || consumed != digits)
        {
            return (0, string.Create(CultureInfo.InvariantCulture, $"expected {digits} hexadecimal digits after \\{(char)text[1]}"));
        }

        return Rune.TryCreate(value, out rune)
            ? (2 + digits, null)
            : (0, string.Create(CultureInfo.InvariantCulture, $"U+{value:X4} is {(value > 0x10FFFF ? "beyond U+10FFFF" : Surrogate)}"));
    }

    private static void Write(Rune rune, IBufferWriter<byte> output) =>
        output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
}
