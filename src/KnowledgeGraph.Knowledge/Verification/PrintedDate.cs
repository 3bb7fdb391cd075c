using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Knowledge.Verification;

/// <summary>
/// The dates and periods an English text prints: days, months, seasons by the fixed table of the knowledge model, years, and parts of
/// months and years ("early October", "late 2003", "the end of 2005").
/// </summary>
public static partial class PrintedDate
{
    private static readonly string[] s_months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // Footnotes print Russian titles in transliteration: "21 marta 2007 goda".
    private static readonly string[] s_russianMonths =
    [
        "ianvaria", "fevralia", "marta", "aprelia", "maia", "iiunia", "iiulia", "avgusta", "sentiabria", "oktiabria", "noiabria", "dekabria",
    ];

    private static readonly FrozenDictionary<string, (int First, int Last)> s_seasons =
        new Dictionary<string, (int First, int Last)>(StringComparer.Ordinal)
        {
            ["spring"] = (3, 5), ["summer"] = (6, 8), ["fall"] = (9, 11), ["autumn"] = (9, 11), ["winter"] = (12, 2),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private enum Part
    {
        Whole,
        Early,
        Middle,
        Late,
        End,
        FirstHalf,
        SecondHalf,
    }

    /// <summary>Every period the text can be read as printing.</summary>
    /// <param name="text">The text as printed.</param>
    public static IReadOnlyList<DateReading> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = [.. Token().Matches(PrintedForm.Fold(text).ToLowerInvariant()).Select(match => match.Value)];
        List<int?> years = [.. tokens.SelectMany(YearsOf).Distinct().Select(year => (int?)year)];
        if (years.Count == 0)
        {
            years.Add(null);
        }

        Part part = PartOf(tokens);
        var readings = new List<DateReading>();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (MonthOf(tokens[i]) is { } month)
            {
                AddMonth(month, DaysBeside(tokens, i), part, years, readings);
            }
            else if (s_seasons.TryGetValue(tokens[i], out (int First, int Last) season))
            {
                readings.AddRange(years.Select(year => new DateReading(year, (season.First, 1), (season.Last, 31))));
            }
        }

        if (readings.Count == 0 && (years[0] is not null || tokens.Contains("year")))
        {
            AddYears(part, years, readings);
        }

        return readings;
    }

    /// <summary>True if the text prints the date as the border of a period, or as the day before or after one ("before 2008").</summary>
    /// <param name="text">The text as printed.</param>
    /// <param name="date">The date.</param>
    /// <param name="yearPrinted">True if the matching reading prints its year.</param>
    public static bool Prints(string text, DateOnly date, out bool yearPrinted)
    {
        foreach (DateReading reading in In(text))
        {
            if (reading.IsBorder(date) || (Open().IsMatch(text) && (reading.IsBorder(date.AddDays(1)) || reading.IsBorder(date.AddDays(-1)))))
            {
                yearPrinted = reading.Year is not null;
                return true;
            }
        }

        yearPrinted = false;
        return false;
    }

    private static void AddMonth(int month, List<int> days, Part part, List<int?> years, List<DateReading> readings)
    {
        foreach (int? year in years)
        {
            readings.AddRange(days.Select(day => new DateReading(year, (month, day), (month, day))));
            if (days.Count == 0)
            {
                // A vague part of a month may also be recorded as the whole month.
                readings.Add(new DateReading(year, (month, 1), (month, 31)));
                (int First, int Last)? third = part switch
                {
                    Part.Early => (1, 10),
                    Part.Middle => (11, 20),
                    Part.Late or Part.End => (21, 31),
                    Part.FirstHalf => (1, 15),
                    Part.SecondHalf => (16, 31),
                    _ => null,
                };
                if (third is { } narrow)
                {
                    readings.Add(new DateReading(year, (month, narrow.First), (month, narrow.Last)));
                }
            }
        }
    }

    // Late = September to December by the knowledge model; early, mid and the halves are thirds and halves of the year.
    private static void AddYears(Part part, List<int?> years, List<DateReading> readings)
    {
        foreach (int? year in years)
        {
            readings.Add(new DateReading(year, (1, 1), (12, 31)));
            (int First, int Last)? months = part switch
            {
                Part.Early => (1, 4),
                Part.Middle => (5, 8),
                Part.Late => (9, 12),
                Part.End => (12, 12),
                Part.FirstHalf => (1, 6),
                Part.SecondHalf => (7, 12),
                _ => null,
            };
            if (months is { } narrow)
            {
                readings.Add(new DateReading(year, (narrow.First, 1), (narrow.Last, 31)));
            }
        }
    }

    // Days follow their month ("October 4-6, 2005"), or else stand before it ("4 and 6 October").
    private static List<int> DaysBeside(List<string> tokens, int month)
    {
        var days = new List<int>();
        for (int i = month + 1; i < tokens.Count && IsDayOrJoint(tokens[i], days); i++)
        {
        }

        if (days.Count == 0)
        {
            for (int i = month - 1; i >= 0 && (tokens[i] == "of" || IsDayOrJoint(tokens[i], days)); i--)
            {
            }
        }

        return days;
    }

    private static bool IsDayOrJoint(string token, List<int> days)
    {
        if (DayOf(token) is { } day)
        {
            days.Add(day);
            return true;
        }

        return token is "-" or "and" or "to" or "," or "the";
    }

    private static int? DayOf(string token)
    {
        string digits = token.TrimEnd('s', 't', 'n', 'd', 'r', 'h');
        return digits.Length is 1 or 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 31
            ? day
            : null;
    }

    private static IEnumerable<int> YearsOf(string token)
    {
        string digits = token.TrimEnd('s');
        if (digits.Length == 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1000 and < 3000)
        {
            yield return year;
            if (token.EndsWith('s'))
            {
                yield return year + 9;
            }
        }
    }

    private static int? MonthOf(string token)
    {
        if (Array.IndexOf(s_russianMonths, token) is >= 0 and var russian)
        {
            return russian + 1;
        }

        int index = token.Length < 3 ? -1 : Array.IndexOf(s_months, token[..3]);
        return index >= 0 && MonthName().IsMatch(token) ? index + 1 : null;
    }

    private static Part PartOf(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            Part part = tokens[i] switch
            {
                "early" or "beginning" or "start" => Part.Early,
                "mid" or "middle" => Part.Middle,
                "late" => Part.Late,
                "end" or "close" => Part.End,
                "half" when i > 0 && tokens[i - 1] == "first" => Part.FirstHalf,
                "half" when i > 0 && tokens[i - 1] == "second" => Part.SecondHalf,
                _ => Part.Whole,
            };
            if (part != Part.Whole)
            {
                return part;
            }
        }

        return Part.Whole;
    }

    [GeneratedRegex(@"\d+(?:st|nd|rd|th|s)?|[a-z]+|[-,]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex("^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$")]
    private static partial Regex MonthName();

    [GeneratedRegex(@"\b(?:before|by|until|till|prior|after|since|from)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Open();
}
