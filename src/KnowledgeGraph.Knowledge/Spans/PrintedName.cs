using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Spans;

/// <summary>A name that the text prints where no claim speaks of its entity: a mention of its own.</summary>
/// <param name="Kind"><see cref="MentionKind.Name"/>, or <see cref="MentionKind.Metonym"/> if the author decided so.</param>
/// <param name="Entity">The entity named.</param>
/// <param name="Place">Where it stands.</param>
public sealed record PrintedName(MentionKind Kind, Iri Entity, LocatedSpan Place)
{
    private const string NameWord = "name";
    private const string MetonymWord = "metonym";

    /// <summary>The key under which its place is kept.</summary>
    public string Key => $"{(Kind == MentionKind.Metonym ? MetonymWord : NameWord)} {Vocabulary.Compact(Entity)} {Place.Span}";

    /// <summary>Reads a key.</summary>
    /// <param name="key">The key kept beside a place.</param>
    /// <param name="place">The place.</param>
    /// <param name="name">The name.</param>
    /// <returns>False if the key is that of something a source file asks for.</returns>
    internal static bool TryRead(string key, LocatedSpan place, [NotNullWhen(true)] out PrintedName? name)
    {
        string[] words = key.Split(' ');
        name = words is [NameWord or MetonymWord, ['i', ':', ..] entity, _]
            ? new PrintedName(words[0] == MetonymWord ? MentionKind.Metonym : MentionKind.Name, Vocabulary.Thing(entity[2..]), place)
            : null;
        return name is not null;
    }
}
