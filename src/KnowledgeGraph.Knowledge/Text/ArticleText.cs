using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeGraph.Knowledge.Text;

/// <summary>
/// The text of a source: its bytes' SHA-256, its code points and its paragraphs. With header lines, paragraph 0 is the header and the
/// non-empty lines after it count from 1; without, a paragraph's number is its line in the file. Immutable, thread-safe.
/// </summary>
public sealed class ArticleText
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly int[] _codePoints;
    private readonly int[] _folded;

    private ArticleText(string sha256, int[] codePoints, ImmutableArray<Paragraph> paragraphs)
    {
        Sha256 = sha256;
        _codePoints = codePoints;
        _folded = [.. codePoints.Select(PrintedForm.Fold)];
        Paragraphs = paragraphs;
    }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Length of the file in code points.</summary>
    public int Length => _codePoints.Length;

    /// <summary>The paragraphs in order.</summary>
    public ImmutableArray<Paragraph> Paragraphs { get; }

    /// <summary>Reads a text file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="headerLines">How many lines at its top are the header.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    public static ArticleText Read(string path, int headerLines) => Parse(File.ReadAllBytes(path), headerLines);

    /// <summary>Takes the bytes of a text file.</summary>
    /// <param name="utf8">The bytes; a byte order mark counts as a code point.</param>
    /// <param name="headerLines">How many lines at its top are the header.</param>
    /// <exception cref="DecoderFallbackException">The bytes are not UTF-8.</exception>
    public static ArticleText Parse(byte[] utf8, int headerLines)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentOutOfRangeException.ThrowIfNegative(headerLines);
        int[] codePoints = PrintedForm.CodePoints(s_strictUtf8.GetString(utf8));
        return new ArticleText(Convert.ToHexStringLower(SHA256.HashData(utf8)), codePoints, Divide(codePoints, headerLines));
    }

    /// <summary>The paragraph of that number.</summary>
    /// <param name="number">The number as authors write it.</param>
    /// <param name="paragraph">The paragraph.</param>
    public bool TryGetParagraph(int number, out Paragraph paragraph)
    {
        foreach (Paragraph candidate in Paragraphs)
        {
            if (candidate.Number == number)
            {
                paragraph = candidate;
                return true;
            }
        }

        paragraph = default;
        return false;
    }

    /// <summary>The text at a span.</summary>
    /// <param name="span">A span within the file.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span leaves the file.</exception>
    public string Slice(TextSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(span.Start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.End, Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(span.End, span.Start);
        var text = new StringBuilder(span.Length);
        for (int i = span.Start; i < span.End; i++)
        {
            text.Append(new Rune(_codePoints[i]));
        }

        return text.ToString();
    }

    /// <summary>
    /// The places where a surface stands as whole words, in order. A letter that touches a digit is a border ("Alliance3" holds
    /// "Alliance": footnote marks are glued to words).
    /// </summary>
    /// <param name="surface">The surface, compared folded.</param>
    /// <param name="within">Where to look.</param>
    public ImmutableArray<TextSpan> Occurrences(string surface, TextSpan within) => Find(surface, within, wholeWords: true);

    /// <summary>The longer words that contain the surface, for messages.</summary>
    /// <param name="surface">The surface, compared folded.</param>
    /// <param name="within">Where to look.</param>
    public ImmutableArray<string> WordsAround(string surface, TextSpan within) =>
        [.. Find(surface, within, wholeWords: false).Select(span => Slice(WidenToWords(span, within))).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<Paragraph> Divide(int[] codePoints, int headerLines)
    {
        var paragraphs = ImmutableArray.CreateBuilder<Paragraph>();
        int lineNumber = 0;
        int number = 0;
        for (int start = 0; start < codePoints.Length; lineNumber++)
        {
            int newline = Array.IndexOf(codePoints, '\n', start);
            int next = newline < 0 ? codePoints.Length : newline + 1;
            int end = newline < 0 ? codePoints.Length : newline;
            if (end > start && codePoints[end - 1] == '\r')
            {
                end--;
            }

            if (lineNumber < headerLines)
            {
                var header = new TextSpan(0, end);
                paragraphs.Clear();
                paragraphs.Add(new Paragraph(0, header));
            }
            else if (codePoints.AsSpan(start, end - start).ContainsAnyExcept(' ', '\t', 0xA0))
            {
                number = headerLines > 0 ? number + 1 : lineNumber + 1;
                paragraphs.Add(new Paragraph(number, new TextSpan(start, end)));
            }

            start = next;
        }

        return paragraphs.ToImmutable();
    }

    private ImmutableArray<TextSpan> Find(string surface, TextSpan within, bool wholeWords)
    {
        int[] sought = PrintedForm.CodePoints(PrintedForm.Fold(surface));
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        if (sought.Length == 0)
        {
            return [];
        }

        for (int start = within.Start; start <= within.End - sought.Length; start++)
        {
            int offset = _folded.AsSpan(start, within.End - start).IndexOf(sought);
            if (offset < 0)
            {
                break;
            }

            start += offset;
            var span = new TextSpan(start, start + sought.Length);
            if (!wholeWords || (!IsInsideWord(span.Start, within) && !IsInsideWord(span.End, within)))
            {
                found.Add(span);
            }
        }

        return found.ToImmutable();
    }

    private TextSpan WidenToWords(TextSpan span, TextSpan within)
    {
        int start = span.Start;
        int end = span.End;
        while (IsInsideWord(start, within))
        {
            start--;
        }

        while (IsInsideWord(end, within))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    // True if the border before this code point runs through a word or a number.
    private bool IsInsideWord(int index, TextSpan within)
    {
        if (index <= within.Start || index >= within.End)
        {
            return false;
        }

        int before = _codePoints[index - 1];
        int after = _codePoints[index];
        return (IsLetter(before) && IsLetter(after)) || (IsDigit(before) && IsDigit(after));

        static bool IsLetter(int codePoint) => Rune.IsLetter(new Rune(codePoint));
        static bool IsDigit(int codePoint) => Rune.IsDigit(new Rune(codePoint));
    }
}
