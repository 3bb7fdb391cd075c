using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A data extension query: values of some properties of some entities. The same in both versions of the protocol.</summary>
/// <param name="Entities">The entities' identifiers.</param>
/// <param name="Properties">The properties' identifiers, with how to fetch them.</param>
/// <seealso href="https://reconciliation-api.github.io/specs/0.2/#data-extension-query-requests"/>
public sealed record ExtensionQuery(IReadOnlyList<string> Entities, IReadOnlyList<(string Id, ExtensionSettings Settings)> Properties)
{
    /// <summary>Most entities at once; 413 beyond it.</summary>
    public const int MaxEntities = 1000;

    /// <summary>Most properties at once; 413 beyond it.</summary>
    public const int MaxProperties = 20;

    /// <summary>Reads a query.</summary>
    /// <param name="json">The query.</param>
    /// <param name="what">Where it stands in the request.</param>
    /// <exception cref="ProblemException">400: it is none. 413: it asks for too much.</exception>
    public static ExtensionQuery Read(string json, string what)
    {
        using var document = JsonFields.Parse(json, what);
        var fields = JsonFields.Of(document.RootElement, what, "ids", "properties");
        var ids = fields.List("ids") ?? throw fields.Missing("ids");
        var properties = fields.List("properties") ?? throw fields.Missing("properties");
        Check("ids", ids.Count, MaxEntities);
        Check("properties", properties.Count, MaxProperties);
        return new ExtensionQuery(
            [.. ids.Select(id => id.ValueKind == JsonValueKind.String ? id.GetString()! : throw fields.Wrong("ids", "a list of strings"))],
            [.. properties.Index().Select(each => ReadProperty(
                JsonFields.Of(each.Item, string.Create(CultureInfo.InvariantCulture, $"{what}.properties[{each.Index}]"), "id", "name",
                    "settings")))]);
    }

    private static (string Id, ExtensionSettings Settings) ReadProperty(JsonFields fields) =>
        (fields.Text("id") ?? throw fields.Missing("id"), fields.Members.TryGetValue("settings", out var settings)
            ? ReadSettings(JsonFields.Of(settings, fields.Path + ".settings"))
            : new ExtensionSettings(ExtensionSettings.MaxLimit, ""));

    // Settings of other services say nothing here; a field of a form that was emptied says nothing either.
    private static ExtensionSettings ReadSettings(JsonFields fields)
    {
        var language = (fields.Text("language") ?? "").Trim();
        var isEmpty = fields.Members.GetValueOrDefault("limit") is { ValueKind: JsonValueKind.String } text
            && string.IsNullOrWhiteSpace(text.GetString());
        return (isEmpty ? 0 : fields.Number("limit") ?? 0) switch
        {
            < 0 => throw fields.Wrong("limit", "0 or more"),
            0 => new ExtensionSettings(ExtensionSettings.MaxLimit, language),
            var limit => new ExtensionSettings((int)Math.Min(limit, ExtensionSettings.MaxLimit), language),
        };
    }

    private static void Check(string what, int count, int limit)
    {
        if (count > limit)
        {
            throw ProblemException.TooMany(what, count, limit);
        }
    }
}
