using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>What an rdf:JSON literal denotes: numbers are doubles, members have no order, the last of equal names counts.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#section-json"/>
internal static class JsonValue
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 1000 };

    /// <summary>A text that is equal for equal values; null if the literal is ill-typed.</summary>
    public static string? Canonical(string lexical)
    {
        try
        {
            using var document = JsonDocument.Parse(lexical, s_options);
            var text = new StringBuilder();
            Append(document.RootElement, text);
            return text.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Append(JsonElement value, StringBuilder text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    members[member.Name] = member.Value;
                }

                AppendAll(members, '{', '}', text, static (member, text) =>
                {
                    text.Append(JsonSerializer.Serialize(member.Key)).Append(':');
                    Append(member.Value, text);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(value.EnumerateArray(), '[', ']', text, Append);
                break;
            case JsonValueKind.Number:
                AppendNumber(double.Parse(value.GetRawText(), CultureInfo.InvariantCulture), text);
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(value.GetString()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendAll<T>(IEnumerable<T> items, char open, char close, StringBuilder text, Action<T, StringBuilder> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            append(item, text);
        }

        text.Append(close);
    }

    // RDF 1.2 Concepts §5.4: -0 is not 0, and what is beyond the doubles is infinite; both stay JSON.
    private static void AppendNumber(double value, StringBuilder text) =>
        text.Append(double.IsInfinity(value) ? (value > 0 ? "1E400" : "-1E400") : value.ToString("R", CultureInfo.InvariantCulture));
}
