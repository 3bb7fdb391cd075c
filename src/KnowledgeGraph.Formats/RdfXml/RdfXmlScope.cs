using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.RdfXml;

/// <summary>What an element hands down to those in it.</summary>
/// <param name="BaseIri">The base in UTF-8; null: none is known.</param>
/// <param name="Language">xml:lang; null or empty: none.</param>
/// <param name="Direction">its:dir, whether or not it counts here.</param>
/// <param name="IsVersion12">Whether rdf:version announces RDF 1.2: only then base directions and triple terms count.</param>
internal readonly record struct RdfXmlScope(byte[]? BaseIri, string? Language, BaseDirection Direction, bool IsVersion12);
