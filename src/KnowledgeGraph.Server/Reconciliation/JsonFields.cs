using System.Text.Json;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>The members of a JSON object of a request, each of the kind asked for or 400 with its path.</summary>
public sealed class JsonFields
{
    private JsonFields(string path, Dictionary<string, JsonElement> members)
    {
        Path = path;
        Members = members;
    }

    /// <summary>Where the object stands.</summary>
    public string Path { get; }

    /// <summary>The members that are not null.</summary>
    public Dictionary<string, JsonElement> Members { get; }

    /// <summary>Parses a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="ProblemException">400: it is no JSON.</exception>
    public static JsonDocument Parse(string json, string what)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException e)
        {
            throw ProblemException.BadRequest($"{what}: no JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
    }

    /// <summary>The members of an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="allowed">The members it may have; none for any.</param>
    /// <exception cref="ProblemException">400: it is no object, or has other members, or one twice.</exception>
    public static JsonFields Of(JsonElement element, string path, params string[] allowed)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw ProblemException.BadRequest($"{path}: expected an object.");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw ProblemException.BadRequest($"{path}.{member.Name}: given twice.");
            }
        }

        var fields = new JsonFields(path, members);
        if (allowed.Length > 0)
        {
            fields.Allow(allowed);
        }

        return fields;
    }

    /// <summary>Refuses members that are not among some.</summary>
    /// <param name="allowed">The members allowed.</param>
    /// <exception cref="ProblemException">400: there is another one.</exception>
    public void Allow(params string[] allowed)
    {
        if (Members.Keys.FirstOrDefault(name => !allowed.Contains(name, StringComparer.Ordinal)) is { } other)
        {
            throw ProblemException.BadRequest($"{Path}.{other}: unknown; expected {string.Join(", ", allowed)}.");
        }
    }

    /// <summary>True if a member is there.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => Members.ContainsKey(name);

    /// <summary>A string, or null if it is not there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ProblemException">400: it is no string.</exception>
    public string? Text(string name) =>
        !Members.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a string");

    /// <summary>A boolean, or null if it is not there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ProblemException">400: it is no boolean.</exception>
    public bool? Flag(string name) =>
        !Members.TryGetValue(name, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false");

    /// <summary>A whole number, or null if it is not there; a string of digits counts, since forms of clients give such.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ProblemException">400: it is no whole number.</exception>
    public long? Number(string name) =>
        !Members.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var digits) ? digits
        : throw Wrong(name, "a whole number");

    /// <summary>The items of a list, or null if it is not there.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ProblemException">400: it is no list.</exception>
    public IReadOnlyList<JsonElement>? List(string name) =>
        !Members.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw Wrong(name, "a list");

    /// <summary>400: a member is wrong.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expected">What was expected.</param>
    public ProblemException Wrong(string name, string expected) => ProblemException.BadRequest($"{Path}.{name}: expected {expected}.");

    /// <summary>400: a member is not there.</summary>
    /// <param name="name">Its name.</param>
    public ProblemException Missing(string name) => ProblemException.BadRequest($"{Path}: expected {name}.");
}
