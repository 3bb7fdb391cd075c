using System.Collections.Frozen;
using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>The register of entities: who has which names and types. Immutable.</summary>
public sealed class Register
{
    private static readonly Iri s_publishedYear = Vocabulary.Term("publishedYear");
    private static readonly FrozenSet<Term> s_unnamedClasses = FrozenSet.Create(EqualityComparer<Term>.Default, (Term)Vocabulary.Term("Topic"), Vocabulary.Term("Title"));

    private readonly Dictionary<Iri, HashSet<string>> _names = [];
    private readonly HashSet<(Iri Property, Iri Entity, string Form)> _forms = [];
    private readonly Dictionary<Iri, int> _publishedYears = [];
    private readonly Dictionary<Iri, string> _labels = [];
    private readonly HashSet<(Iri Entity, string Name)> _aliases = [];
    private readonly HashSet<Iri> _unnamed = [];
    private readonly HashSet<Iri> _entities = [];
    private readonly HashSet<Iri> _typed = [];

    /// <summary>Takes the register's triples.</summary>
    /// <param name="triples">The triples.</param>
    public Register(IEnumerable<Triple> triples)
    {
        ArgumentNullException.ThrowIfNull(triples);
        foreach (Triple triple in triples)
        {
            if (triple.Subject is Iri entity)
            {
                _entities.Add(entity);
                Take(entity, triple);
            }
        }
    }

    /// <summary>The property of forms by people, no names.</summary>
    public static Iri DemonymForm { get; } = Vocabulary.Term("demonym");

    /// <summary>The property of forms by seat, no names.</summary>
    public static Iri MetonymForm { get; } = Vocabulary.Term("metonym");

    /// <summary>
    /// The forms by which a text names an entity, folded, with the entity and the kind of mention that they make: names (labels and aliases)
    /// and metonyms, which stand for something else. The label of a thing to which only claims give a type describes it; its aliases
    /// are printed. A topic or a title is no named entity, and a demonym is an adjective of its entity.
    /// </summary>
    public IEnumerable<(string Form, MentionKind Kind, Iri Entity)> NameForms =>
        _names.Where(pair => !_unnamed.Contains(pair.Key) && pair.Key.Value.StartsWith(Vocabulary.Things, StringComparison.Ordinal))
            .SelectMany(pair => pair.Value.Where(name => _typed.Contains(pair.Key) || _aliases.Contains((pair.Key, name)))
                .Select(name => (name, MentionKind.Name, pair.Key)))
            .Concat(_forms.Where(form => form.Property == MetonymForm).Select(form => (form.Form, MentionKind.Metonym, form.Entity)));

    /// <summary>The entities described.</summary>
    public IReadOnlyCollection<Iri> Entities => _entities;

    /// <summary>True if the register describes the entity.</summary>
    /// <param name="entity">An entity.</param>
    public bool Contains(Iri entity) => _entities.Contains(entity);

    /// <summary>True if the register gives the entity a type.</summary>
    /// <param name="entity">An entity.</param>
    public bool IsTyped(Iri entity) => _typed.Contains(entity);

    /// <summary>The English label, or any; null if the register has none.</summary>
    /// <param name="entity">An entity.</param>
    public string? LabelOf(Iri entity) => _labels.GetValueOrDefault(entity);

    /// <summary>The registered names of an entity in any language, folded.</summary>
    /// <param name="entity">An entity.</param>
    public IReadOnlyCollection<string> NamesOf(Iri entity) => _names.TryGetValue(entity, out HashSet<string>? names) ? names : [];

    /// <summary>True if the surface is a registered name of the entity, in any language; a possessive 's is no part of a name.</summary>
    /// <param name="entity">An entity.</param>
    /// <param name="surface">A text as printed.</param>
    public bool IsName(Iri entity, string surface) => NamesOf(entity).Contains(PrintedForm.Fold(surface));

    /// <summary>True if the surface is a registered form of the entity that is no name of it.</summary>
    /// <param name="property"><see cref="DemonymForm"/> or <see cref="MetonymForm"/>.</param>
    /// <param name="entity">An entity.</param>
    /// <param name="surface">A text as printed.</param>
    public bool HasForm(Iri property, Iri entity, string surface) => _forms.Contains((property, entity, PrintedForm.Fold(surface)));

    /// <summary>The year a source was published; null if the register does not tell.</summary>
    /// <param name="source">The source.</param>
    public int? PublishedYear(Iri source) => _publishedYears.TryGetValue(source, out int year) ? year : null;

    /// <summary>The entity whose IRI looks most like this one, for hints; null if none is near.</summary>
    /// <param name="entity">An unknown entity.</param>
    public Iri? Nearest(Iri entity) =>
        EditDistance.Nearest(entity, _entities, iri => iri.Value[Math.Min(iri.Value.Length, Vocabulary.Things.Length)..]);

    private void Take(Iri entity, Triple triple)
    {
        if (triple.Predicate == RdfVocabulary.Type)
        {
            _typed.Add(entity);
            if (s_unnamedClasses.Contains(triple.Object))
            {
                _unnamed.Add(entity);
            }
        }

        if (triple.Object is not Literal literal)
        {
            return;
        }

        if (triple.Predicate == DemonymForm || triple.Predicate == MetonymForm)
        {
            _forms.Add((triple.Predicate, entity, PrintedForm.Fold(literal.Lexical)));
        }
        else if (triple.Predicate == s_publishedYear && int.TryParse(literal.Lexical, NumberStyles.None, CultureInfo.InvariantCulture, out int year))
        {
            _publishedYears[entity] = year;
        }

        bool isLabel = triple.Predicate == Vocabulary.Label || triple.Predicate == Vocabulary.PreferredLabel;
        if (isLabel || triple.Predicate == Vocabulary.AlternativeLabel || triple.Predicate == Vocabulary.HiddenLabel)
        {
            if (!_names.TryGetValue(entity, out HashSet<string>? names))
            {
                _names.Add(entity, names = new HashSet<string>(StringComparer.Ordinal));
            }

            string name = PrintedForm.Fold(literal.Lexical);
            names.Add(name);
            if (!isLabel)
            {
                _aliases.Add((entity, name));
            }
        }

        if (isLabel && (literal.Language is null or "en" || !_labels.ContainsKey(entity)))
        {
            _labels[entity] = literal.Lexical;
        }
    }
}
