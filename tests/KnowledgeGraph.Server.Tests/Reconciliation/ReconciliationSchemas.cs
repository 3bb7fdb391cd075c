using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>
/// The schemas of the specification: from a clone of <c>https://github.com/reconciliation-api/specs</c> at <c>KG_RECONCILIATION</c> or
/// <c>../shared/reconciliation</c>, else fetched from there; they are no part of this repository.
/// </summary>
public static class ReconciliationSchemas
{
    private const string Commit = "8d66bdba2e351a890a1126f2a8f139c9afd47553";

    private static readonly string? s_folder = new[]
    {
        Environment.GetEnvironmentVariable("KG_RECONCILIATION"), Path.Combine(ProjectFolder.Root, "..", "shared", "reconciliation"),
    }.FirstOrDefault(folder => folder is not null && Directory.Exists(Path.Combine(folder, "0.2", "schemas")));

    private static readonly Lazy<HttpClient?> s_web = new(Connect);

    private static readonly Dictionary<string, JsonSchema> s_read = new(StringComparer.Ordinal);

    /// <summary>The folder of the specification, or null if only its schemas can be fetched.</summary>
    public static string? Folder => s_folder;

    /// <summary>True if the schemas can be had.</summary>
    public static bool IsAtHand => s_folder is not null || s_web.Value is not null;

    /// <summary>A schema.</summary>
    /// <param name="version">0.2 or 1.0-draft.</param>
    /// <param name="name">Its name, without extension.</param>
    public static JsonSchema Of(string version, string name)
    {
        lock (s_read)
        {
            var key = version + "/" + name;
            if (!s_read.TryGetValue(key, out var schema))
            {
                using var document = JsonDocument.Parse(Text($"{version}/schemas/{name}.json"));
                s_read[key] = schema =
                    new JsonSchema(key, document.RootElement.Clone(),
                    reference => Of(version, NameOf(reference)));
            }

            return schema;
        }
    }

    /// <summary>A file of the specification.</summary>
    /// <param name="path">Its path.</param>
    public static string Text(string path) => s_folder is null
        ? s_web.Value!.GetStringAsync(path).GetAwaiter().GetResult()
        : File.ReadAllText(Path.Combine(s_folder, path));

    private static string NameOf(string reference) =>
        reference == "http://swagger.io/v2/schema.json" ? "openapi" : Path.GetFileNameWithoutExtension(reference);

    private static HttpClient? Connect()
    {
        var client =
            new HttpClient
            {
                BaseAddress = new Uri($"https://raw.githubusercontent.com/reconciliation-api/specs/{Commit}/"),
                Timeout = TimeSpan.FromSeconds(8)
            };
        try
        {
            client.GetStringAsync("0.2/schemas/type.json").GetAwaiter().GetResult();
            return client;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            client.Dispose();
            return null;
        }
    }
}
