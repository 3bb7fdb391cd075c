using System.Text.Json;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>Validates JSON by a JSON Schema, as far as the schemas of the Reconciliation API go; another keyword fails loudly.</summary>
/// <seealso href="https://json-schema.org/draft/2019-09/json-schema-validation"/>
public sealed class JsonSchema(string name, JsonElement root, Func<string, JsonSchema> load)
{
    private static readonly HashSet<string> s_annotations =
        new(StringComparer.Ordinal) { "$schema", "$id", "description", "definitions", "format", "title" };

    /// <summary>What is wrong with a document; empty if nothing.</summary>
    public IReadOnlyList<string> Problems(JsonElement document) => [.. Check(root, document, "$")];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };

    // A schema may be true, which takes everything, or false, which takes nothing.
    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path) =>
        schema.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Unless(schema.GetBoolean(), $"{path}: may not be there")
            : schema.EnumerateObject().SelectMany(keyword => CheckKeyword(schema, keyword.Name, keyword.Value, value, path));

    private IEnumerable<string> CheckKeyword(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path)
    {
        var isObject = value.ValueKind == JsonValueKind.Object;
        var isArray = value.ValueKind == JsonValueKind.Array;
        return keyword switch
        {
            "type" => Unless(IsOfType(value, argument.GetString()!), $"{path}: no {argument}"),
            "enum" => Unless(argument.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)), $"{path}: not one of {argument}"),
            "pattern" => Unless(
                value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, argument.GetString()!),
                    $"{path}: '{value}' is not like {argument}"),
            "required" => Unless(
                !isObject || argument.EnumerateArray().All(member => value.TryGetProperty(member.GetString()!, out _)),
                    $"{path}: lacks one of {argument}"),
            "properties" => isObject
                ? argument.EnumerateObject().SelectMany(member => value.TryGetProperty(member.Name, out var given)
                    ? Check(member.Value, given, $"{path}.{member.Name}")
                    : [])
                : [],
            "patternProperties" => isObject
                ? argument.EnumerateObject()
                    .SelectMany(pattern => value.EnumerateObject().Where(member => Regex.IsMatch(member.Name, pattern.Name))
                    .SelectMany(member => Check(pattern.Value, member.Value, $"{path}.{member.Name}")))
                : [],
            "additionalProperties" => isObject
                ? value.EnumerateObject().Where(member => !IsNamed(schema, member.Name))
                    .SelectMany(member => Check(argument, member.Value, $"{path}.{member.Name}"))
                : [],
            "items" => isArray ? value.EnumerateArray().SelectMany((item, i) => Check(argument, item, $"{path}[{i}]")) : [],
            "contains" =>
                Unless(!isArray || value.EnumerateArray().Any(item => !Check(argument, item, path).Any()), $"{path}: has no {argument}"),
            "minItems" => Unless(!isArray || value.GetArrayLength() >= argument.GetInt32(), $"{path}: has too few items"),
            "uniqueItems" =>
                Unless(!isArray || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength(),
                $"{path}: has an item twice"),
            "oneOf" =>
                Unless(argument.EnumerateArray().Count(each => !Check(each, value, path).Any()) == 1,
                $"{path}: not exactly one of {argument}"),
            "anyOf" => Unless(argument.EnumerateArray().Any(each => !Check(each, value, path).Any()), $"{path}: none of {argument}"),
            "$ref" => Reference(argument.GetString()!, value, path),
            _ => s_annotations.Contains(keyword) ? [] : throw new NotSupportedException($"{name}: {keyword}"),
        };
    }

    private static bool IsNamed(JsonElement schema, string member) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns)
            && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(member, pattern.Name)));

    private static string[] Unless(bool isRight, string problem) => isRight ? [] : [problem];

    private IEnumerable<string> Reference(string reference, JsonElement value, string path)
    {
        // The fragment is a JSON pointer (RFC 6901 §6).
        var (file, pointer) = reference.Split('#') is [var before, var after] ? (before, after) : (reference, "");
        return file.Length > 0 ? load(file).CheckAt(pointer, value, path) : CheckAt(pointer, value, path);
    }

    private IEnumerable<string> CheckAt(string pointer, JsonElement value, string path) =>
        Check(pointer.Split('/').Skip(1).Aggregate(root, (element, step) => element.GetProperty(step)), value, path);
}
