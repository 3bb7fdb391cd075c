using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>
/// The rules that put the roles of a node that is a fact into one triple, for people who browse. All rules are here; each shortcut leads
/// back to its nodes in the graph of shortcuts.
/// </summary>
public static class Shortcuts
{
    /// <summary>Namespace of PROV-O.</summary>
    public const string Provenance = "http://www.w3.org/ns/prov#";

    // Node class, role of the subject, role of the object (null: the node itself), shortcut.
    private static readonly ImmutableArray<Rule> s_rules =
    [
        new("Meeting", "participant", "participant", "metWith"),
        new("Meeting", "participant", null, "tookPartIn"),
        new("Event", "participant", null, "tookPartIn"),
        new("Exercise", "participant", null, "tookPartIn"),
        new("Participation", "actor", "in", "tookPartIn"),
        new("Membership", "member", "in", "memberAtSomeTime"),
        new("Tenure", "holder", "post", "heldPost"),
    ];

    /// <summary>The shortcuts that follow from the facts, in no order; those that say the same are one.</summary>
    /// <param name="facts">The facts.</param>
    public static IReadOnlyCollection<Shortcut> Of(IReadOnlyCollection<Triple> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ILookup<(Term Node, Iri Property), Term> roles = facts.ToLookup(fact => (fact.Subject, fact.Predicate), fact => fact.Object);
        var found = new Dictionary<Triple, SortedSet<string>>();
        foreach (Rule rule in s_rules)
        {
            foreach (Triple type in facts.Where(fact => fact.Predicate == RdfVocabulary.Type && fact.Object.Equals(Vocabulary.Term(rule.Class))))
            {
                foreach (Term subject in roles[(type.Subject, Vocabulary.Term(rule.SubjectRole))])
                {
                    IEnumerable<Term> objects = rule.ObjectRole is null ? [type.Subject] : roles[(type.Subject, Vocabulary.Term(rule.ObjectRole))];
                    foreach (Term @object in objects.Where(each => each is Iri && !each.Equals(subject)))
                    {
                        var triple = new Triple(subject, Vocabulary.Term(rule.Shortcut), @object);
                        if (!found.TryGetValue(triple, out SortedSet<string>? nodes))
                        {
                            found.Add(triple, nodes = new SortedSet<string>(StringComparer.Ordinal));
                        }

                        nodes.Add(((Iri)type.Subject).Value);
                    }
                }
            }
        }

        return [.. found.Select(pair => new Shortcut(pair.Key, [.. pair.Value.Select(node => new Iri(node))]))];
    }

    private sealed record Rule(string Class, string SubjectRole, string? ObjectRole, string Shortcut);
}
