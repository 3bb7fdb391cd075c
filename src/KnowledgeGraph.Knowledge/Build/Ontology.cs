using System.Collections.Frozen;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>What the build has to know of the ontology: which terms it defines and which class is below which. Immutable.</summary>
public sealed class Ontology
{
    private static readonly FrozenSet<string> s_classTypes =
        FrozenSet.Create(StringComparer.Ordinal, Vocabulary.Rdfs + "Class", Vocabulary.Owl + "Class");

    private static readonly FrozenSet<string> s_propertyTypes = FrozenSet.Create(
        StringComparer.Ordinal, Vocabulary.RdfSyntax + "Property", Vocabulary.Owl + "ObjectProperty", Vocabulary.Owl + "DatatypeProperty",
        Vocabulary.Owl + "AnnotationProperty");

    private readonly Dictionary<Iri, HashSet<Iri>> _ancestors = [];
    private readonly Dictionary<Iri, string> _labels = [];
    private readonly HashSet<Iri> _defined = [];
    private readonly HashSet<Iri> _classes = [];
    private readonly HashSet<Iri> _properties = [];
    private readonly HashSet<(Iri Term, Iri Type)> _types = [];

    /// <summary>Takes the ontology's triples.</summary>
    /// <param name="triples">The triples.</param>
    public Ontology(IEnumerable<Triple> triples)
    {
        ArgumentNullException.ThrowIfNull(triples);
        ILookup<Iri, Iri> parents = Index(triples);
        foreach (Iri @class in _classes)
        {
            _ancestors[@class] = Closure(@class, parents);
        }
    }

    /// <summary>Its version (owl:versionInfo); null if it names none.</summary>
    public string? Version { get; private set; }

    /// <summary>True if the ontology describes the term.</summary>
    /// <param name="term">A term in its namespace.</param>
    public bool Defines(Iri term) => _defined.Contains(term);

    /// <summary>True if the term is a class.</summary>
    /// <param name="term">A term.</param>
    public bool IsClass(Iri term) => _classes.Contains(term);

    /// <summary>True if the term is a property.</summary>
    /// <param name="term">A term.</param>
    public bool IsProperty(Iri term) => _properties.Contains(term);

    /// <summary>True if the ontology gives the term that type.</summary>
    /// <param name="term">A term.</param>
    /// <param name="type">A class of terms, as :RegisterProperty.</param>
    public bool IsOfType(Iri term, Iri type) => _types.Contains((term, type));

    /// <summary>True if one class is the other or below it.</summary>
    /// <param name="class">The lower class.</param>
    /// <param name="ancestor">The upper class.</param>
    public bool IsA(Iri @class, Iri ancestor) =>
        @class == ancestor || (_ancestors.TryGetValue(@class, out HashSet<Iri>? above) && above.Contains(ancestor));

    /// <summary>The English label of a term, or its local name.</summary>
    /// <param name="term">A term.</param>
    public string LabelOf(Iri term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return _labels.TryGetValue(term, out string? label) ? label : term.Value[(term.Value.LastIndexOfAny(['#', '/']) + 1)..];
    }

    /// <summary>The defined term whose local name looks most like this one, for hints; null if none is near.</summary>
    /// <param name="term">An undefined term.</param>
    public Iri? Nearest(Iri term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return EditDistance.Nearest(term, _defined, iri => iri.Value[Math.Min(iri.Value.Length, Vocabulary.Ontology.Length)..]);
    }

    private ILookup<Iri, Iri> Index(IEnumerable<Triple> triples)
    {
        var parents = new List<(Iri Child, Iri Parent)>();
        foreach (Triple triple in triples)
        {
            if (triple.Subject is not Iri subject)
            {
                continue;
            }

            _defined.Add(subject);
            if (triple.Predicate == RdfVocabulary.Type && triple.Object is Iri type)
            {
                _types.Add((subject, type));
                if (s_classTypes.Contains(type.Value))
                {
                    _classes.Add(subject);
                }
                else if (s_propertyTypes.Contains(type.Value))
                {
                    _properties.Add(subject);
                }
            }
            else if (triple.Predicate == Vocabulary.SubClassOf && triple.Object is Iri parent)
            {
                parents.Add((subject, parent));
            }
            else if ((triple.Predicate == Vocabulary.Label || triple.Predicate == Vocabulary.PreferredLabel)
                && triple.Object is Literal { Language: null or "en" } label)
            {
                _labels.TryAdd(subject, label.Lexical);
            }
            else if (triple.Predicate == Vocabulary.VersionInfo && triple.Object is Literal version)
            {
                Version = version.Lexical;
            }
        }

        return parents.ToLookup(pair => pair.Child, pair => pair.Parent);
    }

    private static HashSet<Iri> Closure(Iri @class, ILookup<Iri, Iri> parents)
    {
        var above = new HashSet<Iri>();
        var open = new Stack<Iri>([@class]);
        while (open.TryPop(out Iri? next))
        {
            foreach (Iri parent in parents[next])
            {
                if (above.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return above;
    }
}
