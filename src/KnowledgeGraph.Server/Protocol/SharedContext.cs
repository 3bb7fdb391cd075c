using System.Text.Json;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>A JSON-LD context that documents name by its IRI.</summary>
/// <param name="Iri">Where it is published.</param>
/// <param name="Content">The document there.</param>
public sealed record SharedContext(string Iri, JsonElement Content);
