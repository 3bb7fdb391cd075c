using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>One mention of one argument of a claim, as authored.</summary>
/// <param name="Argument">The argument as written: a prefixed name, or the lexical form of a literal.</param>
/// <param name="Kind">How the text names it.</param>
/// <param name="Surfaces">Where; one, several for <see cref="MentionKind.Split"/>, none for document and implied.</param>
/// <param name="Antecedent">For an anaphor, the surface of the mention it refers back to; null otherwise.</param>
/// <param name="Reason">For an implied mention, why it may be; null otherwise.</param>
/// <param name="Position">Where the author wrote the argument.</param>
public sealed record MentionEntry(
    string Argument, MentionKind Kind, ImmutableArray<Surface> Surfaces, Surface? Antecedent, string? Reason, SourcePosition Position);
