using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>The numbers an English text prints: digits with separators, words, ordinals, and products of both ("4 million").</summary>
public static partial class PrintedNumber
{
    private static readonly FrozenDictionary<string, int> s_words = Words();

    private static readonly FrozenDictionary<string, decimal> s_scales = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["thousand"] = 1_000, ["million"] = 1_000_000, ["billion"] = 1_000_000_000, ["trillion"] = 1_000_000_000_000,
        ["dozen"] = 12, ["hundreds"] = 100, ["thousands"] = 1_000, ["millions"] = 1_000_000, ["dozens"] = 12,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every number the text can be read as printing.</summary>
    /// <param name="text">The text as printed.</param>
    public static IReadOnlySet<decimal> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = new HashSet<decimal>();
        var run = new Run();
        foreach (Match match in Token().Matches(PrintedForm.Fold(text).ToLowerInvariant()))
        {
            string token = match.Value;
            if (TryDigits(match, out decimal digits))
            {
                run.End(numbers);
                numbers.Add(digits);
                AddDecade(match, digits, numbers);
                run.Begin(digits);
            }
            else if (s_scales.TryGetValue(token, out decimal scale))
            {
                run.Multiply(scale);
            }
            else if (s_words.TryGetValue(token, out int word))
            {
                run.Add(word, numbers);
            }
            else if (token is not ("and" or "a" or "an" or "-"))
            {
                run.End(numbers);
            }
        }

        run.End(numbers);
        AddShortenedRanges(text, numbers);
        return numbers;
    }

    private static bool TryDigits(Match match, out decimal number) =>
        decimal.TryParse(
            match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    // "the 1990s" are 1990 to 1999.
    private static void AddDecade(Match match, decimal digits, HashSet<decimal> numbers)
    {
        if (match.Groups["suffix"].Value == "s" && digits is >= 1000 and < 3000)
        {
            numbers.Add(digits + 9);
        }
    }

    // "2001-06" is 2001 to 2006.
    private static void AddShortenedRanges(string text, HashSet<decimal> numbers)
    {
        foreach (Match match in ShortenedRange().Matches(PrintedForm.Fold(text)))
        {
            numbers.Add(decimal.Parse(match.Groups["century"].Value + match.Groups["end"].Value, CultureInfo.InvariantCulture));
        }
    }

    private static FrozenDictionary<string, int> Words()
    {
        string[] cardinals =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
            "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        ];
        string[] ordinals =
        [
            "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
            "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        ];
        string[] tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        var words = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["once"] = 1, ["twice"] = 2, ["both"] = 2, ["couple"] = 2, ["pair"] = 2, ["single"] = 1, ["several"] = 2,
        };
        for (int i = 0; i < cardinals.Length; i++)
        {
            words[cardinals[i]] = i;
            words[ordinals[i]] = i;
        }

        for (int i = 0; i < tens.Length; i++)
        {
            words[tens[i]] = (i + 2) * 10;
            words[tens[i][..^1] + "ieth"] = (i + 2) * 10;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?<suffix>st|nd|rd|th|s)?|[a-z]+|-", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(?<century>[12]\d)\d\d\s?[-/]\s?(?<end>\d\d)\b")]
    private static partial Regex ShortenedRange();

    /// <summary>A number being read from words: "two hundred and five thousand".</summary>
    private sealed class Run
    {
        private decimal _total;
        private decimal _current;
        private bool _open;

        public void Begin(decimal number)
        {
            _total = 0;
            _current = number;
            _open = true;
        }

        public void Add(int word, HashSet<decimal> numbers)
        {
            // "two, three": a second unit after a unit begins another number.
            if (_open && _current % 10 != 0 && word < 10)
            {
                End(numbers);
            }

            _current += word;
            _open = true;
        }

        public void Multiply(decimal scale)
        {
            _current = (_current == 0 ? 1 : _current) * scale;
            if (scale >= 1_000)
            {
                _total += _current;
                _current = 0;
            }

            _open = true;
        }

        public void End(HashSet<decimal> numbers)
        {
            if (_open)
            {
                numbers.Add(_total + _current);
            }

            _total = 0;
            _current = 0;
            _open = false;
        }
    }
}
