using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>
/// An author's decision on what a registered name form stands for where no claim speaks of it: in the whole source, in one paragraph, or at
/// one place.
/// </summary>
/// <param name="Text">The form as printed.</param>
/// <param name="Paragraph">The only paragraph it holds for; null for the whole source.</param>
/// <param name="Nth">The only occurrence in that paragraph, from 1, whole words; null for all of them.</param>
/// <param name="Kind"><see cref="MentionKind.Name"/> or <see cref="MentionKind.Metonym"/>.</param>
/// <param name="Entity">The entity named; null if the words name none here.</param>
/// <param name="Reason">Why they name none; null otherwise.</param>
/// <param name="Position">Where the author wrote it.</param>
public sealed record NameEntry(string Text, int? Paragraph, int? Nth, MentionKind Kind, Iri? Entity, string? Reason, SourcePosition Position);
