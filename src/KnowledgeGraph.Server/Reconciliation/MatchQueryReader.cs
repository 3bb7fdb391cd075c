using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Reads batches of reconciliation queries, strictly: a misspelt field would silently ask something else.</summary>
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
        if (fields.Text("query") is { } name)
        {
            var value = MatchValue.Of(NotBlank(name, fields, "query"));
            conditions.Add(new MatchCondition(MatchTarget.Name, null, [value], IsRequired: true, MatchQuantifier.Any));
        }

        foreach (var (index, property) in (fields.List("properties") ?? []).Index())
        {
            var member =
                JsonFields.Of(property, string.Create(CultureInfo.InvariantCulture, $"{fields.Path}.properties[{index}]"), "pid", "v");
            conditions.Add(new MatchCondition(
                MatchTarget.Property, Property(member, "pid"), Values(member, "v"), IsRequired: false, MatchQuantifier.Any));
        }

        return Query(fields, conditions, "query or properties", Types(fields));
    }

    private static MatchQuery ReadDraft(JsonFields fields)
    {
        var conditions = (fields.List("conditions") ?? throw fields.Missing("conditions")).Index()
            .Select(each => ReadCondition(JsonFields.Of(
            each.Item, string.Create(CultureInfo.InvariantCulture, $"{fields.Path}.conditions[{each.Index}]"),
            "matchType", "propertyId", "propertyValue", "required", "matchQuantifier", "matchQualifier"))).ToList();
        return Query(fields, conditions, "conditions", fields.Text("type") is { } type ? [Type(type, fields)] : []);
    }

    private static MatchCondition ReadCondition(JsonFields fields)
    {
        if (fields.Has("matchQualifier"))
        {
            // No property says that it has any (suggest/property), and to pass over one would ask something else.
            throw fields.Wrong("matchQualifier", "none: no property here has qualifiers");
        }

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
        return new MatchCondition(
            target, target == MatchTarget.Property ? Property(fields, "propertyId") : null, Values(fields, "propertyValue"),
            fields.Flag("required") ?? false, quantifier);
    }

    private static MatchQuery Query(JsonFields fields, List<MatchCondition> conditions, string name, IReadOnlyList<Iri> types) =>
        conditions.Count switch
        {
            0 => throw fields.Missing(name),
            > MatchQuery.MaxConditions => throw fields.Wrong(name, $"at most {MatchQuery.MaxConditions} conditions"),
            _ => new MatchQuery(conditions, types, Limit(fields)),
        };

    private static int Limit(JsonFields fields) => fields.Number("limit") switch
    {
        null => MatchQuery.DefaultLimit,
        >= 1 and var limit => (int)Math.Min(limit, MatchQuery.MaxLimit),
        _ => throw fields.Wrong("limit", "a positive whole number"),
    };

    // The schema takes one type or a list of them.
    private static IReadOnlyList<Iri> Types(JsonFields fields) => fields.Members.GetValueOrDefault("type").ValueKind switch
    {
        JsonValueKind.String => [Type(fields.Text("type")!, fields)],
        _ => [.. (fields.List("type") ?? []).Select(type => Type(type.ValueKind == JsonValueKind.String ? type.GetString()! : "", fields))],
    };

    private static Iri Type(string type, JsonFields fields) =>
        IriReference.IsWellFormedIri(type) ? new Iri(type) : throw fields.Wrong("type", "identifiers of types, which are IRIs here");

    private static PropertyId Property(JsonFields fields, string name) =>
        PropertyId.TryParse(fields.Text(name), out var property)
            ? property
            : throw fields.Wrong(name, "the identifier of a property, which is an IRI here, with ^ before it for the way back");

    private static List<MatchValue> Values(JsonFields fields, string name)
    {
        var given = fields.Members.TryGetValue(name, out var value) ? value : throw fields.Missing(name);
        var values = (given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : (List<JsonElement>)[given])
            .ConvertAll(each => Value(each, fields, name));
        return values.Count is > 0 and <= MatchQuery.MaxConditions
            ? values
            : throw fields.Wrong(name, $"1 to {MatchQuery.MaxConditions} values");
    }

    private static MatchValue Value(JsonElement value, JsonFields fields, string name) => value.ValueKind switch
    {
        JsonValueKind.String => MatchValue.Of(NotBlank(value.GetString()!, fields, name)),
        JsonValueKind.Number => new MatchValue(value.GetRawText(), null),
        JsonValueKind.True or JsonValueKind.False => new MatchValue(value.GetBoolean() ? "true" : "false", null),
        JsonValueKind.Object when value.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String =>
            MatchValue.Of(NotBlank(id.GetString()!, fields, name)),
        _ => throw fields.Wrong(name, "a string, a number, true, false, or an entity with its id"),
    };

    private static string NotBlank(string text, JsonFields fields, string name) =>
        string.IsNullOrWhiteSpace(text) ? throw fields.Wrong(name, "a text that is not empty") : text.Trim();

    private static void CheckCount(int count)
    {
        if (count > MatchQuery.MaxBatch)
        {
            throw ProblemException.TooMany("queries", count, MatchQuery.MaxBatch);
        }
    }
}
