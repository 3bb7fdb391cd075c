using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// JSON-LD 1.1: expansion, compaction, flattening, framing, to RDF and from RDF. Nothing is fetched but through
/// <see cref="JsonLdOptions.LoadDocument"/>. Every method may throw a <see cref="JsonLdException"/>. Stateless.
/// </summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#the-jsonldprocessor-interface"/>
public static class JsonLdProcessor
{
    /// <summary>Parses JSON text with the bounds and messages of the RDF readers.</summary>
    /// <param name="text">UTF-8, with or without a byte order mark.</param>
    /// <param name="sourceName">Name of the document for messages.</param>
    /// <param name="maxNesting">How deep objects and arrays may nest.</param>
    /// <exception cref="RdfSyntaxException">It is no JSON, a name comes twice in an object, or it nests too deep.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> text, string? sourceName = null, int maxNesting = 200) =>
        JsonText.ToElement(JsonText.Read(text, sourceName, maxNesting));

    /// <summary>Expands a document.</summary>
    /// <param name="input">The document.</param>
    /// <param name="options">How to process.</param>
    public static JsonElement Expand(JsonElement input, JsonLdOptions? options = null)
    {
        var run = new JsonLdRun(options);
        return JsonText.ToElement(run.Expand(run.Tree(input)));
    }

    /// <summary>Loads and expands a document.</summary>
    /// <param name="iri">Where the document is.</param>
    /// <param name="options">How to process; must have a loader.</param>
    public static JsonElement Expand(string iri, JsonLdOptions options)
    {
        ArgumentNullException.ThrowIfNull(iri);
        ArgumentNullException.ThrowIfNull(options);
        var run = new JsonLdRun(options);
        return JsonText.ToElement(run.Expand(run.Load(iri)));
    }

    /// <summary>Compacts a document.</summary>
    /// <param name="input">The document.</param>
    /// <param name="context">The context to compact with, or an object that has it as <c>@context</c>.</param>
    /// <param name="options">How to process.</param>
    public static JsonElement Compact(JsonElement input, JsonElement context, JsonLdOptions? options = null)
    {
        var run = new JsonLdRun(options);
        var expanded = run.Expand(run.Tree(input));
        return JsonText.ToElement(run.Compact(expanded, run.Tree(context), alwaysGraph: false));
    }

    /// <summary>Flattens a document.</summary>
    /// <param name="input">The document.</param>
    /// <param name="context">The context to compact the result with; null: the result stays expanded.</param>
    /// <param name="options">How to process.</param>
    public static JsonElement Flatten(JsonElement input, JsonElement? context = null, JsonLdOptions? options = null)
    {
        var run = new JsonLdRun(options);
        var flattened = Flattening.Flatten(run.Expand(run.Tree(input)), run.Options.Ordered);
        return JsonText.ToElement(context is { } given ? run.Compact(flattened, run.Tree(given), alwaysGraph: true) : flattened);
    }

    /// <summary>Gives a document the shape of a frame.</summary>
    /// <param name="input">The document.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="options">How to process.</param>
    /// <seealso href="https://www.w3.org/TR/json-ld11-framing/"/>
    public static JsonElement Frame(JsonElement input, JsonElement frame, JsonLdOptions? options = null)
    {
        var run = new JsonLdRun(options);
        return JsonText.ToElement(run.Frame(run.Tree(input), run.Tree(frame)));
    }

    /// <summary>Hands the RDF of a document to a sink. Blank node labels as with <see cref="RdfReader"/>.</summary>
    /// <param name="input">The document.</param>
    /// <param name="sink">Takes the quads, all after the whole document has been processed.</param>
    /// <param name="options">How to process.</param>
    /// <param name="ct">Stops between two nodes.</param>
    public static void ToRdf(JsonElement input, QuadSink sink, JsonLdOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var run = new JsonLdRun(options);
        run.ToRdf(run.Tree(input), sink, ct);
    }

    /// <summary>The expanded document of a dataset.</summary>
    /// <param name="dataset">The dataset; triple terms are an error.</param>
    /// <param name="options">How to process.</param>
    /// <exception cref="ArgumentException">JSON-LD 1.1 cannot express the dataset: it has a triple term.</exception>
    public static JsonElement FromRdf(Dataset dataset, JsonLdOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return JsonText.ToElement(new RdfSerializer(options ?? new JsonLdOptions()).Serialize(dataset));
    }
}
