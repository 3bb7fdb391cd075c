using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>An ontology as its page shows it. Immutable.</summary>
/// <param name="Iri">Its IRI.</param>
/// <param name="Version">Its version's number, or null.</param>
/// <param name="License">Its licence, or null.</param>
/// <param name="Versions">Its versions, the newest first.</param>
/// <param name="Terms">Its terms by IRI.</param>
public sealed record Ontology(
    Iri Iri, string? Version, Iri? License, IReadOnlyList<OntologyVersion> Versions, ImmutableDictionary<Iri, OntologyTerm> Terms)
{
    private static readonly Iri[] s_indexed = [OntologyVocabulary.SubClassOf, OntologyVocabulary.DomainIncludes,
        OntologyVocabulary.InScheme];

    private readonly ILookup<(Iri Property, Iri Value), OntologyTerm> _uses = Terms.Values
        .SelectMany(term => s_indexed.SelectMany(property => term.Terms(property).Select(value => (Key: (property, value), Term: term))))
        .ToLookup(use => use.Key, use => use.Term);

    /// <summary>Its terms of a kind, by label.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<OntologyTerm> Of(OntologyTermKind kind) =>
        Terms.Values.Where(term => term.Kind == kind).OrderBy(term => term.Label, StringComparer.Ordinal)
            .ThenBy(term => term.Name, StringComparer.Ordinal);

    /// <summary>The terms that name a term with a property, by label.</summary>
    /// <param name="property">The property: of subclasses, documented domains or lists of values.</param>
    /// <param name="value">The term named.</param>
    public IEnumerable<OntologyTerm> That(Iri property, Iri value) =>
        _uses[(property, value)].OrderBy(term => term.Label, StringComparer.Ordinal);

    /// <summary>The uppermost class above a class; itself if there is none. Of several the first by name.</summary>
    /// <param name="class">The class.</param>
    public OntologyTerm? Root(Iri @class)
    {
        var seen = new HashSet<Iri>();
        for (var term = Terms.GetValueOrDefault(@class); term is not null && seen.Add(term.Iri);)
        {
            if (term.Terms(OntologyVocabulary.SubClassOf).Select(above => Terms.GetValueOrDefault(above)).OfType<OntologyTerm>()
                .FirstOrDefault() is not { } parent)
            {
                return term;
            }

            term = parent;
        }

        return null;
    }
}
