using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The languages that a reader wants, best first, and how well a language tag meets them: lookup of RFC 4647 §3.4 (<c>kk-Latn-KZ</c>,
/// <c>kk-Latn</c>, <c>kk</c>), then tags that are more exact than a range, then English, then no tag, then any language. Immutable.
/// </summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc4647#section-3.4"/>
public sealed class ReaderLanguages
{
    /// <summary>The header that lists languages.</summary>
    public const string Header = "Accept-Language";

    /// <summary>The query parameter that names one, before those of the header.</summary>
    public const string Parameter = "lang";

    private const int MostRanges = 16;
    private const int StepsOfRange = 16;
    private const int LongestTag = 35;

    private readonly string[] _ranges;

    private ReaderLanguages(IEnumerable<string> ranges) =>
        _ranges = [.. ranges.Append("en").Distinct(StringComparer.OrdinalIgnoreCase).Take(MostRanges)];

    /// <summary>English before all others.</summary>
    public static ReaderLanguages English { get; } = new([]);

    /// <summary>The ranges in order, for entity tags.</summary>
    public string Key => string.Join(',', _ranges).ToLowerInvariant();

    /// <summary>The languages of a request.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: the parameter is no language tag.</exception>
    public static ReaderLanguages Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = RequestParameters.Single(request.Query[Parameter], Parameter);
        if (!string.IsNullOrEmpty(asked) && !IsTag(asked))
        {
            throw ProblemException.BadRequest($"The parameter '{Parameter}' is '{asked}'; expected a language tag such as kk or kk-Latn.");
        }

        var accepted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var ranges) ? ranges : [];
        return new ReaderLanguages(
        [
            .. string.IsNullOrEmpty(asked) ? [] : new[] { asked },
            .. accepted.Where(range => (range.Quality ?? 1) > 0 && range.Value != "*").OrderByDescending(range => range.Quality ?? 1)
                .Select(range => range.Value.ToString()),
        ]);
    }

    /// <summary>How well a language meets what the reader wants; the least is best.</summary>
    /// <param name="language">The tag; null for text without one.</param>
    public int Rank(string? language)
    {
        if (language is null)
        {
            return (_ranges.Length * StepsOfRange) + 1;
        }

        for (var i = 0; i < _ranges.Length; i++)
        {
            if (StepsTo(_ranges[i], language) is { } steps)
            {
                return (i * StepsOfRange) + steps;
            }
        }

        return (_ranges.Length * StepsOfRange) + 2;
    }

    // None for the tag itself, one for each part that lookup takes off the range; a tag that extends the range comes after those.
    private static int? StepsTo(string range, string language)
    {
        var steps = 0;
        for (var part = range; part.Length > 0; part = part[..Math.Max(part.LastIndexOf('-'), 0)], steps++)
        {
            if (part.Equals(language, StringComparison.OrdinalIgnoreCase))
            {
                return Math.Min(steps, StepsOfRange - 2);
            }
        }

        return language.StartsWith(range + "-", StringComparison.OrdinalIgnoreCase) ? StepsOfRange - 1 : null;
    }

    private static bool IsTag(string text) =>
        text.Length <= LongestTag && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && !text.StartsWith('-') && !text.EndsWith('-');

    /// <inheritdoc/>
    public override string ToString() => Key;
}
