using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>A triple that says in short what a node says in full.</summary>
/// <param name="Triple">The triple.</param>
/// <param name="Nodes">The nodes it was derived from.</param>
public sealed record Shortcut(Triple Triple, IReadOnlyCollection<Iri> Nodes)
{
    private static readonly Iri s_derivedFrom = new(Shortcuts.Provenance + "wasDerivedFrom");

    /// <summary>What leads from the triple back to its nodes: a reifier of it, derived from each.</summary>
    public IEnumerable<Triple> Trace
    {
        get
        {
            var reifier = new Iri($"{Vocabulary.ShortcutsGraph}/{LocalName(Triple.Subject)}/{LocalName(Triple.Predicate)}/{LocalName(Triple.Object)}");
            yield return new Triple(reifier, RdfVocabulary.Reifies, new TripleTerm(Triple.Subject, Triple.Predicate, Triple.Object));
            foreach (Iri node in Nodes)
            {
                yield return new Triple(reifier, s_derivedFrom, node);
            }
        }
    }

    private static string LocalName(Term term) => ((Iri)term).Value[(((Iri)term).Value.LastIndexOfAny(['/', '#']) + 1)..];
}
