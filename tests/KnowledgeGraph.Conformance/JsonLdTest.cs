using System.Text.Json;
using KnowledgeGraph.Formats.JsonLd;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>One entry of a manifest of the JSON-LD tests.</summary>
/// <param name="Test">What the runner needs.</param>
/// <param name="Entry">The entry as written.</param>
/// <param name="Folder">The folder of the manifest.</param>
/// <param name="BaseIri">The IRI under which the folder is published.</param>
public sealed record JsonLdTest(W3cTest Test, JsonElement Entry, string Folder, string BaseIri)
{
    /// <summary>The type that says what the input is for: <c>jld:ExpandTest</c>.</summary>
    public bool Is(string type) => Entry.GetProperty("@type").EnumerateArray().Any(item => item.GetString() == type);

    /// <summary>A member of the entry, null if there is none.</summary>
    public string? Text(string name) => Entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A member of the entry's options, null if there is none.</summary>
    public JsonElement? Option(string name) =>
        Entry.TryGetProperty("option", out var options) && options.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A file that a member names.</summary>
    public string File(string name) => Path.Combine(Folder, Text(name) ?? throw new InvalidDataException($"{Test.Iri} has no {name}."));

    /// <summary>The JSON of such a file.</summary>
    public JsonElement Json(string name) => JsonLdProcessor.Parse(System.IO.File.ReadAllBytes(File(name)), File(name));

    /// <summary>The IRI of the input, the base of the test unless it states another one.</summary>
    public string InputIri => BaseIri + Text("input");

    /// <summary>The options of the test.</summary>
    public JsonLdOptions Options => new()
    {
        BaseIri = Option("base")?.GetString() ?? InputIri,
        LoadDocument = Load,
        ExpandContext = Option("expandContext") is { } context
            ? JsonLdProcessor.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, context.GetString()!)))
            : null,
        CompactArrays = Option("compactArrays")?.GetBoolean() ?? true,
        CompactToRelative = Option("compactToRelative")?.GetBoolean() ?? true,
        Ordered = Option("ordered")?.GetBoolean() ?? false,
        Version10 = Option("processingMode")?.GetString() == "json-ld-1.0",
        RdfDirection = Option("rdfDirection")?.GetString() switch
        {
            "i18n-datatype" => RdfDirection.I18nDatatype,
            "compound-literal" => RdfDirection.CompoundLiteral,
            _ => RdfDirection.None,
        },
        UseNativeTypes = Option("useNativeTypes")?.GetBoolean() ?? false,
        UseRdfType = Option("useRdfType")?.GetBoolean() ?? false,
        OmitGraph = Option("omitGraph")?.GetBoolean(),
    };

    /// <summary>The media type with which a file is published.</summary>
    public string MediaType(string file, bool isInput) => (isInput ? Option("contentType")?.GetString() : null) ?? Path.GetExtension(file) switch
    {
        ".jsonld" => "application/ld+json",
        ".json" => "application/json",
        ".html" => "text/html",
        _ => "application/octet-stream",
    };

    /// <summary>The Link headers with which a file is published.</summary>
    public IReadOnlyList<string> Links(bool isInput) => (isInput ? Option("httpLink") : null) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } several => [.. several.EnumerateArray().Select(link => link.GetString()!)],
        { } one => [one.GetString()!],
    };

    // The published folder is this one. What the options say of HTTP is about the input.
    private RemoteDocument Load(string iri)
    {
        if (!iri.StartsWith(BaseIri, StringComparison.Ordinal))
        {
            throw new FileNotFoundException($"<{iri}> is not one of the tests.");
        }

        var isInput = iri == InputIri;
        if (isInput && Option("redirectTo")?.GetString() is { } target)
        {
            iri = BaseIri + target;
        }

        return new RemoteDocument(iri, System.IO.File.ReadAllBytes(Path.Combine(Folder, iri[BaseIri.Length..])))
        {
            ContentType = MediaType(iri, isInput),
            Links = Links(isInput),
        };
    }
}
