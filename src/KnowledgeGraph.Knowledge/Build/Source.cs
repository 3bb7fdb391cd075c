using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>A source with its claims and mentions resolved.</summary>
/// <param name="File">The file as authored.</param>
/// <param name="Iri">The source's IRI, also the name of its graph.</param>
/// <param name="Claims">The claims, in the order of the file.</param>
/// <param name="Mentions">The mentions, each once, in order of IRI.</param>
/// <param name="Spans">Where everything stands.</param>
public sealed record Source(
    SourceFile File, Iri Iri, ImmutableArray<Claim> Claims, ImmutableArray<Mention> Mentions, SpanLock Spans);
