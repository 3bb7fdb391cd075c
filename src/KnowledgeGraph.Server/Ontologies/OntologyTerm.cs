using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>A term of an ontology with what the ontology says of it. Immutable.</summary>
public sealed class OntologyTerm
{
    private readonly ILookup<Iri, Term> _values;
    private readonly Dictionary<Iri, ImmutableArray<Iri>> _terms;

    /// <summary>Takes what is said.</summary>
    /// <param name="iri">The term.</param>
    /// <param name="values">Its properties and their values.</param>
    /// <param name="since">The version that brought it.</param>
    public OntologyTerm(Iri iri, ILookup<Iri, Term> values, string since)
    {
        ArgumentNullException.ThrowIfNull(iri);
        _values = values;
        _terms = values.ToDictionary(group => group.Key, ImmutableArray<Iri> (group) =>
            [.. group.OfType<Iri>().OrderBy(term => term.Value, StringComparer.Ordinal)]);
        Iri = iri;
        Since = since;
        Name = iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..];
        Kind = KindOf(Types);
    }

    /// <summary>The term.</summary>
    public Iri Iri { get; }

    /// <summary>The local name, which is its anchor on the page.</summary>
    public string Name { get; }

    /// <summary>What sort of term it is.</summary>
    public OntologyTermKind Kind { get; }

    /// <summary>The version that brought it.</summary>
    public string Since { get; }

    /// <summary>Its types.</summary>
    public ImmutableArray<Iri> Types => Terms(RdfVocabulary.Type);

    /// <summary>Its English label, or its local name.</summary>
    public string Label => Labels.FirstOrDefault(label => label.Language == "en")?.Lexical ?? Name;

    /// <summary>Its labels: English first, Kazakh last.</summary>
    public IEnumerable<Literal> Labels => Literals(OntologyVocabulary.Label)
        .OrderBy(label => label.Language == "en" ? 0 : label.Language?.StartsWith("kk", StringComparison.OrdinalIgnoreCase) == true ? 2 : 1)
        .ThenBy(label => label.Language, StringComparer.Ordinal);

    /// <summary>Its English definition, or null.</summary>
    public string? Definition => Literals(OntologyVocabulary.Definition).FirstOrDefault(text => text.Language == "en")?.Lexical;

    /// <summary>Examples, in Turtle.</summary>
    public IEnumerable<string> Examples => Literals(OntologyVocabulary.Example).Select(text => text.Lexical);

    /// <summary>What it says with a property, terms only, in order of their names.</summary>
    /// <param name="property">The property.</param>
    public ImmutableArray<Iri> Terms(Iri property) => _terms.GetValueOrDefault(property, []);

    private IEnumerable<Literal> Literals(Iri property) => _values[property].OfType<Literal>();

    private static OntologyTermKind KindOf(ImmutableArray<Iri> types)
    {
        foreach (var type in types)
        {
            switch (type.Value[(type.Value.LastIndexOfAny(['#', '/']) + 1)..])
            {
                case "Class":
                    return OntologyTermKind.Class;
                case "ConceptScheme":
                    return OntologyTermKind.ListOfValues;
                case "Concept":
                    return OntologyTermKind.Value;
                case var name when name.EndsWith("Property", StringComparison.Ordinal):
                    return OntologyTermKind.Property;
            }
        }

        return OntologyTermKind.Value;
    }
}
