using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Protocol;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What the service says of itself, in either version of the protocol.</summary>
public static class Manifest
{
    /// <summary>Width and height of a preview, in pixels.</summary>
    public const int PreviewWidth = 400, PreviewHeight = 300;

    // Identifiers are IRIs, whatever the dataset.
    private const string Iris = "https://www.rfc-editor.org/rfc/rfc3987";

    /// <summary>The manifest of version 0.2.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="request">The request, which tells the host's address.</param>
    /// <param name="defaultTypes">Classes to start with.</param>
    /// <seealso href="https://reconciliation-api.github.io/specs/0.2/#service-manifest"/>
    public static JsonObject Of(ServedDataset dataset, HttpRequest request, JsonArray defaultTypes)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var host = HostAddress.Of(request).TrimEnd('/');
        return new JsonObject
        {
            ["versions"] = new JsonArray("0.2"),
            ["name"] = NameOf(dataset),
            ["identifierSpace"] = dataset.IsShipped ? LocalAddress.Namespace + "id/" : Iris,
            ["schemaSpace"] = dataset.IsShipped ? LocalAddress.Namespace + "ontology#" : Iris,
            ["documentation"] = host + "/openapi",
            ["logo"] = host + "/assets/icon.svg",
            ["defaultTypes"] = defaultTypes,
            ["view"] = new JsonObject { ["url"] = host + "/describe?iri={{id}}" },
            ["preview"] = new JsonObject
            {
                ["url"] = host + ReconcileApi.Path + "/preview?id={{id}}", ["width"] = PreviewWidth, ["height"] = PreviewHeight,
            },
            ["suggest"] = new JsonObject
            {
                ["entity"] = Suggest(host, "entity"), ["property"] = Suggest(host, "property"), ["type"] = Suggest(host, "type"),
            },
            ["extend"] = new JsonObject
            {
                ["propose_properties"] = new JsonObject { ["service_url"] = host, ["service_path"] = ReconcileApi.Path + "/properties" },
                ["property_settings"] = Settings("name", "label", "help_text"),
            },
            ["batchSize"] = MatchQuery.MaxBatch,
        };
    }

    /// <summary>The manifest of the draft of version 1.0.</summary>
    /// <param name="dataset">What is served.</param>
    /// <param name="request">The request, which tells the host's address.</param>
    /// <param name="defaultTypes">Classes to start with.</param>
    /// <seealso href="https://reconciliation-api.github.io/specs/1.0-draft/#service-manifest"/>
    public static JsonObject OfDraft(ServedDataset dataset, HttpRequest request, JsonArray defaultTypes)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var host = HostAddress.Of(request).TrimEnd('/');
        return new JsonObject
        {
            ["versions"] = new JsonArray("1.0-draft"),
            ["name"] = NameOf(dataset),
            ["lang"] = "en",
            ["documentation"] = host + "/openapi",
            ["logo"] = host + "/assets/icon.svg",
            ["defaultTypes"] = defaultTypes,
            ["view"] = new JsonObject { ["url"] = host + "/describe?iri={id}" },
            ["preview"] = new JsonObject { ["width"] = PreviewWidth, ["height"] = PreviewHeight },
            ["suggest"] = new JsonObject { ["entity"] = true, ["property"] = true, ["type"] = true },
            ["extend"] = new JsonObject { ["proposeProperties"] = true, ["propertySettings"] = Settings("id", "name", "helpText") },
            ["batchSize"] = MatchQuery.MaxBatch,
            ["standardizedScore"] = true,
        };
    }

    private static string NameOf(ServedDataset dataset) => dataset.IsShipped ? "Graph of Kazakhstan–NATO cooperation" : "KnowledgeGraph";

    private static JsonObject Suggest(string host, string kind) => new()
    {
        ["service_url"] = host,
        ["service_path"] = $"{ReconcileApi.Path}/suggest/{kind}",
        ["flyout_service_path"] = ReconcileApi.Path + "/flyout?id=${id}",
    };

    private static JsonArray Settings(string id, string name, string help) =>
    [
        new JsonObject
        {
            [id] = "limit", [name] = "Limit", ["type"] = "number", ["default"] = 0,
            [help] = $"Most values of an entity; 0 for as many as the host gives, {ExtensionSettings.MaxLimit}.",
        },
        new JsonObject
        {
            [id] = "language", [name] = "Language", ["type"] = "text", ["default"] = "",
            [help] = "Texts of this language only, such as en or ru; empty for all.",
        },
    ];
}
