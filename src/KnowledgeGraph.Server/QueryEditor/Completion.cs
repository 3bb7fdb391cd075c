namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>A term of the dataset that can be written where the cursor stands.</summary>
/// <param name="Iri">The IRI.</param>
/// <param name="Label">Its label, or null.</param>
/// <param name="Uses">
/// How often the dataset uses it: instances of a class, triples of a property, triples with an entity as subject or object.
/// </param>
public sealed record Completion(string Iri, string? Label, long Uses);
