using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>
/// Reads batches of reconciliation queries. Strict in the fields, since a misspelt one would silently ask something else; not in what
/// people type (a type or property without identifier, an empty cell), since one such cell would fail the whole batch: it matches nothing.
/// </summary>
public static class MatchQueryReader
{
    /// <summary>Reads a batch of version 0.2: an object, each member a query.</summary>
    /// <param name="json">The batch.</param>
    /// <seealso href="https://reconciliation-api.github.io/specs/0.2/#structure-of-a-reconciliation-query"/>
    /// <exception cref="ProblemException">400: it is no batch. 413: it has too many queries.</exception>
    public static IReadOnlyList<(string Name, MatchQuery Query)> ReadBatch(string json)
    {
        using var document = JsonFields.Parse(json, "queries");
        var batch = JsonFields.Of(document.RootElement, "queries");
        CheckCount(batch.Members.Count);
        return [.. batch.Members.Select(member => (member.Key, Read(JsonFields.Of(member.Value, "queries." + member.Key))))];
    }

    /// <summary>Reads a batch of the draft of version 1.0: an object with a list of queries.</summary>
    /// <param name="json">The batch.</param>
    /// <seealso href="https://reconciliation-api.github.io/specs/1.0-draft/#structure-of-a-reconciliation-query"/>
    /// <exception cref="ProblemException">400: it is no batch. 413: it has too many queries.</exception>
    public static IReadOnlyList<MatchQuery> ReadDraftBatch(string json)
    {
        using var document = JsonFields.Parse(json, "The body");
        var batch = JsonFields.Of(document.RootElement, "The body", "queries");
        var queries = batch.List("queries") ?? throw batch.Missing("queries");
        CheckCount(queries.Count);
        return [.. queries.Index().Select(each => ReadDraft(JsonFields.Of(
            each.Item, string.Create(CultureInfo.InvariantCulture, $"queries[{each.Index}]"), "type", "limit", "lang", "dir",
                "conditions")))];
    }

    private static MatchQuery Read(JsonFields fields)
    {
        fields.Allow("query", "type", "limit", "properties", "type_strict");
        if (fields.Text("type_strict") is { } strict && strict is not ("should" or "all" or "any"))
        {
            throw fields.Wrong("type_strict", "should, all or any");
        }

        var conditions = new List<MatchCondition>();
        var name = fields.Text("query");
        if (!string.IsNullOrWhiteSpace(name))
        {
            conditions.Add(new MatchCondition(
                MatchTarget.Name, null, [MatchValue.Of(name.Trim())], IsRequired: true, MatchQuantifier.Any));
        }

        foreach (var (index, property) in (fields.List("properties") ?? []).Index())
        {
            var member =
                JsonFields.Of(property, string.Create(CultureInfo.InvariantCulture, $"{fields.Path}.properties[{index}]"), "pid", "v");
            conditions.AddRange(Condition(MatchTarget.Property, member, "pid", "v", isRequired: false, MatchQuantifier.Any));
        }

        var isAsked = name is not null || fields.List("properties") is { Count: > 0 };
        return isAsked ? Query(fields, conditions, "properties", Types(fields)) : throw fields.Missing("query or properties");
    }

    private static MatchQuery ReadDraft(JsonFields fields)
    {
        if (fields.List("conditions") is not { Count: > 0 } given)
        {
            throw fields.Missing("conditions");
        }

        var conditions = given.Index().SelectMany(each => ReadCondition(JsonFields.Of(
            each.Item, string.Create(CultureInfo.InvariantCulture, $"{fields.Path}.conditions[{each.Index}]"),
            "matchType", "propertyId", "propertyValue", "required", "matchQuantifier", "matchQualifier", "lang", "dir"))).ToList();
        return Query(fields, conditions, "conditions", NotEmpty(fields.Text("type") ?? ""));
    }

    private static IEnumerable<MatchCondition> ReadCondition(JsonFields fields)
    {
        var target = fields.Text("matchType") switch
        {
            "name" => MatchTarget.Name,
            "id" => MatchTarget.Id,
            "property" => MatchTarget.Property,
            _ => throw fields.Wrong("matchType", "name, id or property"),
        };
        var quantifier = (fields.Text("matchQuantifier") ?? "any") switch
        {
            "any" => MatchQuantifier.Any,
            "all" => MatchQuantifier.All,
            "none" => MatchQuantifier.None,
            _ => throw fields.Wrong("matchQuantifier", "any, all or none"),
        };
        return Condition(target, fields, "propertyId", "propertyValue", fields.Flag("required") ?? false, quantifier);
    }

    // None if it says nothing: only empty values, and not required.
    private static IEnumerable<MatchCondition> Condition(
        MatchTarget target, JsonFields fields, string idName, string valueName, bool isRequired, MatchQuantifier quantifier)
    {
        var property = default(PropertyId);
        // No property says that it has qualifiers (suggest/property), and to pass over one would ask something else.
        var isKnown = !fields.Has("matchQualifier")
            && (target != MatchTarget.Property || PropertyId.TryParse(fields.Text(idName) ?? throw fields.Missing(idName), out property));
        var values = Values(fields, valueName);
        if (values.Count == 0 && !isRequired)
        {
            return [];
        }

        return
        [
            isKnown && values.Count > 0
                ? new MatchCondition(target, target == MatchTarget.Property ? property : null, values, isRequired, quantifier)
                : new MatchCondition(MatchTarget.Unknown, null, [], isRequired, quantifier),
        ];
    }

    private static MatchQuery Query(JsonFields fields, List<MatchCondition> conditions, string name, IReadOnlyList<string> types) =>
        conditions.Count > MatchQuery.MaxConditions
            ? throw fields.Wrong(name, $"at most {MatchQuery.MaxConditions} conditions")
            : new MatchQuery(conditions, types, Limit(fields));

    private static int Limit(JsonFields fields) => fields.Number("limit") switch
    {
        null => MatchQuery.DefaultLimit,
        >= 1 and var limit => (int)Math.Min(limit, MatchQuery.MaxLimit),
        _ => throw fields.Wrong("limit", "a positive whole number"),
    };

    // The schema takes one type or a list of them.
    private static IReadOnlyList<string> Types(JsonFields fields) => fields.Members.GetValueOrDefault("type").ValueKind switch
    {
        JsonValueKind.String => NotEmpty(fields.Text("type")!),
        _ => [.. (fields.List("type") ?? []).Select(type =>
            type.ValueKind == JsonValueKind.String ? type.GetString()! : throw fields.Wrong("type", "a list of strings"))],
    };

    private static IReadOnlyList<string> NotEmpty(string type) => string.IsNullOrWhiteSpace(type) ? [] : [type];

    private static List<MatchValue> Values(JsonFields fields, string name)
    {
        var given = fields.Members.TryGetValue(name, out var value) ? value : throw fields.Missing(name);
        IReadOnlyList<JsonElement> values = given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : [given];
        return values.Count is > 0 and <= MatchQuery.MaxConditions
            ? [.. values.Select(each => Value(each, fields, name)).Where(value => value.Text.Length > 0)]
            : throw fields.Wrong(name, $"1 to {MatchQuery.MaxConditions} values");
    }

    private static MatchValue Value(JsonElement value, JsonFields fields, string name) => value.ValueKind switch
    {
        JsonValueKind.String => MatchValue.Of(value.GetString()!.Trim()),
        JsonValueKind.Number => new MatchValue(value.GetRawText(), null),
        JsonValueKind.True or JsonValueKind.False => new MatchValue(value.GetBoolean() ? "true" : "false", null),
        JsonValueKind.Object when value.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String =>
            MatchValue.Of(id.GetString()!.Trim()),
        _ => throw fields.Wrong(name, "a string, a number, true, false, or an entity with its id"),
    };

    private static void CheckCount(int count)
    {
        if (count > MatchQuery.MaxBatch)
        {
            throw ProblemException.TooMany("queries", count, MatchQuery.MaxBatch);
        }
    }
}
