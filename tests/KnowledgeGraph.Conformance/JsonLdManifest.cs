using System.Text.Json;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The manifests of w3c/json-ld-api and w3c/json-ld-framing, which lie beside w3c/rdf-tests. They are JSON-LD themselves, and read as plain
/// JSON, so that the processor is not tested by itself.
/// </summary>
public static class JsonLdManifest
{
    /// <summary>How to get the tests.</summary>
    public const string HowToGet =
        "The JSON-LD tests are not here: put the folders tests of https://github.com/w3c/json-ld-api and https://github.com/w3c/json-ld-framing "
        + "beside w3c/rdf-tests, called json-ld-api and json-ld-framing.";

    private static readonly string[] s_manifests =
    [
        "json-ld-api/expand", "json-ld-api/compact", "json-ld-api/flatten", "json-ld-api/toRdf", "json-ld-api/fromRdf", "json-ld-api/remote-doc",
        "json-ld-framing/frame",
    ];

    /// <summary>The tests of a manifest; null if they are not on this machine.</summary>
    /// <param name="name">Its folder and name: <c>json-ld-api/expand</c>.</param>
    public static IReadOnlyList<JsonLdTest>? Read(string name)
    {
        var file = W3cFolder.Find() is { } root ? Path.GetFullPath(Path.Combine(root, "..", name + "-manifest.jsonld")) : null;
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var manifest = document.RootElement.Clone();
        var baseIri = manifest.GetProperty("baseIri").GetString()!;
        var manifestIri = $"{baseIri}{name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}-manifest";
        return
        [
            .. manifest.GetProperty("sequence").EnumerateArray().Select(entry => new JsonLdTest(
                new W3cTest
                {
                    Iri = manifestIri + entry.GetProperty("@id").GetString(),
                    Name = entry.GetProperty("name").GetString()!,
                    Type = entry.GetProperty("@type")[0].GetString()!.Split(':')[1],
                    ManifestFile = file,
                },
                entry,
                Path.GetDirectoryName(file)!,
                baseIri)),
        ];
    }

    /// <summary>The tests of all manifests that are on this machine.</summary>
    public static IEnumerable<JsonLdTest> ReadAll() => s_manifests.SelectMany(name => Read(name) ?? []);
}
