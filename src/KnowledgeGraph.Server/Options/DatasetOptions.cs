namespace KnowledgeGraph.Server.Options;

/// <summary>What the host loads at start. Section <c>Dataset</c>.</summary>
public sealed class DatasetOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Dataset";

    /// <summary>
    /// Files or folders to load: N-Triples, N-Quads, Turtle, TriG, RDF/XML, JSON-LD, also gzipped (<c>.gz</c>). Null: the graph that ships
    /// with the host. An empty list, or the single entry <c>none</c>: an empty store.
    /// </summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>What the default graph of a query without dataset clause is.</summary>
    public DefaultGraphMode DefaultGraph { get; init; } = DefaultGraphMode.Own;

    /// <summary>True: bad statements are skipped, counted, and the first 20 are shown. False: the first one stops the start.</summary>
    public bool Lenient { get; init; }
}
