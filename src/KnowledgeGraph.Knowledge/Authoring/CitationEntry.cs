using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A citation printed in the text: the outlet a sentence or paragraph stands on.</summary>
/// <param name="Id">The slug, unique in the source.</param>
/// <param name="Outlet">The outlet.</param>
/// <param name="Date">The outlet's date (ISO 8601, partial allowed), or null.</param>
/// <param name="Scope">What it covers: <c>sentence</c> or <c>paragraph</c>.</param>
/// <param name="Printed">Where and how it is printed.</param>
/// <param name="Position">Where the author wrote it.</param>
public sealed record CitationEntry(string Id, Iri Outlet, string? Date, string Scope, Surface Printed, SourcePosition Position);
