using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A page of the claims of a source, in the order of the text.</summary>
/// <param name="Source">The source.</param>
/// <param name="Count">Claims of the source.</param>
/// <param name="IsCut">True if there are more than are counted.</param>
/// <param name="Claims">Those of this page.</param>
/// <param name="Text">The paragraphs of this page, in segments; null if the host does not have the text.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="HasMore">True if there is a page after it.</param>
/// <param name="Labels">Labels of every IRI on the page.</param>
public sealed record SourceView(
    Iri Source,
    int Count,
    bool IsCut,
    IReadOnlyList<SourceClaimView> Claims,
    IReadOnlyList<IReadOnlyList<TextSegment>>? Text,
    int Page,
    bool HasMore,
    IReadOnlyDictionary<Iri, string> Labels);
