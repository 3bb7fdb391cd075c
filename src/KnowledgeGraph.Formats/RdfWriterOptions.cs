using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats;

/// <summary>How a document is written.</summary>
public sealed record RdfWriterOptions
{
    /// <summary>The layout.</summary>
    public RdfLayout Layout { get; init; }

    /// <summary>Namespace IRIs by prefix, used where they fit; of no effect in N-Triples and N-Quads.</summary>
    public IReadOnlyDictionary<string, string>? Prefixes { get; init; }

    /// <summary>
    /// Graphs, subjects, predicates and objects in the order of code points, so that the same quads give the same bytes however they come
    /// (blank nodes go by their labels). Of effect in <see cref="RdfLayout.Pretty"/> alone.
    /// </summary>
    public bool Ordered { get; init; }

    /// <summary>
    /// How many quads <see cref="RdfLayout.Pretty"/> holds, at some hundred bytes each; a longer document is written as with
    /// <see cref="RdfLayout.Streaming"/>, from its first byte on.
    /// </summary>
    public int MaxHeldQuads { get; init; } = 100_000;

    /// <summary>The context that JSON-LD is compacted with: what stands under <c>@context</c>. Null: one of the prefixes.</summary>
    public JsonElement? Context { get; init; }

    /// <summary>The IRI that the JSON-LD document names instead of repeating <see cref="Context"/>, or null.</summary>
    public string? ContextIri { get; init; }

    /// <summary>
    /// The node that a JSON-LD document is about: it stands at the top, with what points to it in reverse, or with the other nodes included.
    /// Null: all nodes stand side by side. Of no effect without a context or prefixes.
    /// </summary>
    public Iri? Root { get; init; }
}
