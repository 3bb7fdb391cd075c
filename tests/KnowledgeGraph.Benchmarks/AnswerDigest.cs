using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// What an answer comes down to, whoever gives it and in whatever order: its rows, and a hash of their canonical form (numbers by value to
/// nine digits, dates without a trailing Z, blank nodes without label). The same as that of the driver which compares engines over HTTP.
/// </summary>
internal static class AnswerDigest
{
    // Longer answers are compared by their rows alone.
    private const int MostHashedRows = 5000;

    private static readonly HashSet<string> s_numbers =
    [
        "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "unsignedInt", "positiveInteger",
    ];

    public static (int Rows, string Hash) OfJson(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.TryGetProperty("boolean", out var boolean))
        {
            return (1, boolean.GetBoolean() ? "true" : "false");
        }

        var rows = document.RootElement.GetProperty("results").GetProperty("bindings");
        return rows.GetArrayLength() > MostHashedRows
            ? (rows.GetArrayLength(), "")
            : (rows.GetArrayLength(), Hash(rows.EnumerateArray().Select(Row)));
    }

    /// <summary>SHA-1 of the sorted rows, its first ten digits: enough to tell answers apart, and what the driver prints.</summary>
    public static string Hash(IEnumerable<string> rows)
    {
#pragma warning disable CA5350 // No secret hangs on it; the other driver's files have it.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)))))[..10];
#pragma warning restore CA5350
    }

    public static string Number(string lexical)
    {
        if (!double.TryParse(lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return lexical;
        }

        var rounded = Rounded(value);
        if (rounded == 0)
        {
            return "0";
        }

        // ECMA-262 §6.1.6.1.20: digits without exponent from 1e-6 up to 1e21.
        return Math.Abs(rounded) is >= 1e-6 and < 1e21
            ? rounded.ToString("0.####################", CultureInfo.InvariantCulture)
            : rounded.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    // ECMA-262 §21.1.3.5, toPrecision(9): of two equally near, the larger, where .NET takes the even one.
    private static double Rounded(double value)
    {
        var text = Math.Abs(value).ToString("E30", CultureInfo.InvariantCulture);
        var digits = long.Parse(text[0] + text[2..10], CultureInfo.InvariantCulture) + (text[10] >= '5' ? 1 : 0);
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) - 8;
        var rounded = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}E{exponent}"), CultureInfo.InvariantCulture);
        return Math.CopySign(rounded, value);
    }

    private static string Row(JsonElement row) => string.Join(
        ' ', row.EnumerateObject().OrderBy(cell => cell.Name, StringComparer.Ordinal).Select(cell => cell.Name + "=" + Term(cell.Value)));

    private static string Term(JsonElement term)
    {
        var value = term.GetProperty("value").GetString()!;
        return term.GetProperty("type").GetString() switch
        {
            "uri" => "<" + value + ">",
            "bnode" => "_:",
            _ => Literal(value, Text(term, "datatype"), Text(term, "xml:lang")),
        };
    }

    private static string? Text(JsonElement term, string name) => term.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Literal(string value, string? datatype, string? language)
    {
        if (language is not null)
        {
            return $"\"{value}\"@{language.ToLowerInvariant()}";
        }

        var name = datatype is null ? "string" : datatype[(datatype.IndexOf('#', StringComparison.Ordinal) + 1)..];
        if (name == "string")
        {
            return $"\"{value}\"";
        }

        if (s_numbers.Contains(name))
        {
            return Number(value);
        }

        if (name == "boolean")
        {
            return value switch { "1" => "true", "0" => "false", _ => value };
        }

        var end = value.EndsWith('Z') ? 1 : value.EndsWith("+00:00", StringComparison.Ordinal) ? 6 : 0;
        return $"\"{value[..^end]}\"^{name}";
    }
}
