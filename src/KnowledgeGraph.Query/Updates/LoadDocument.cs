using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Fetches a document for LOAD and hands its quads over.</summary>
/// <param name="source">The IRI of the document.</param>
/// <param name="sink">Takes the quads.</param>
/// <param name="ct">Stops it.</param>
/// <exception cref="Execution.QueryException">The document cannot be had, or is wrong; SILENT makes that no failure.</exception>
public delegate void LoadDocument(Iri source, QuadSink sink, CancellationToken ct);
