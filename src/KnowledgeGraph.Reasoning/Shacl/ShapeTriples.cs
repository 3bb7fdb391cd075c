using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>The triples of a shapes graph, found by subject and predicate, in the order of the documents.</summary>
internal sealed class ShapeTriples
{
    private readonly Dictionary<Term, List<Triple>> _bySubject = [];
    private readonly Dictionary<Iri, List<Triple>> _byPredicate = [];
    private readonly HashSet<Triple> _all = [];
    private readonly List<Term> _subjects = [];

    /// <summary>All subjects, each once.</summary>
    public IReadOnlyList<Term> Subjects => _subjects;

    /// <summary>Adds a document; blank nodes of two documents are different nodes, and none is one of the data.</summary>
    public void AddDocument(Dataset document, int number)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"shapes{number}-");
        foreach (var quad in document)
        {
            Add(new Triple(Apart(quad.Subject, prefix), quad.Predicate, Apart(quad.Object, prefix)));
        }
    }

    /// <summary>Adds a triple.</summary>
    public void Add(Triple triple)
    {
        if (!_all.Add(triple))
        {
            return;
        }

        if (!_bySubject.TryGetValue(triple.Subject, out var ofSubject))
        {
            ofSubject = [];
            _bySubject.Add(triple.Subject, ofSubject);
            _subjects.Add(triple.Subject);
        }

        ofSubject.Add(triple);
        if (!_byPredicate.TryGetValue(triple.Predicate, out var ofPredicate))
        {
            ofPredicate = [];
            _byPredicate.Add(triple.Predicate, ofPredicate);
        }

        ofPredicate.Add(triple);
    }

    /// <summary>The values of a property of SHACL.</summary>
    public IEnumerable<Term> Values(Term subject, string name) => Values(subject, ShaclVocabulary.Term(name));

    /// <summary>The values of a property.</summary>
    public IEnumerable<Term> Values(Term subject, Iri predicate) =>
        _bySubject.TryGetValue(subject, out var triples)
            ? triples.Where(triple => triple.Predicate == predicate).Select(triple => triple.Object)
            : [];

    /// <summary>The triples with a predicate.</summary>
    public IEnumerable<Triple> With(Iri predicate) => _byPredicate.GetValueOrDefault(predicate) ?? Enumerable.Empty<Triple>();

    /// <summary>Whether a triple is there.</summary>
    public bool Contains(Triple triple) => _all.Contains(triple);

    /// <summary>The nodes whose type is a class or one of its subclasses in this graph (SHACL §1.1, SHACL instance).</summary>
    public HashSet<Term> Instances(Iri @class)
    {
        var subclasses = With(ShaclVocabulary.SubClassOf).ToLookup(triple => triple.Object, triple => triple.Subject);
        var classes = new HashSet<Term> { @class };
        var pending = new Stack<Term>(classes);
        while (pending.TryPop(out var next))
        {
            foreach (var subclass in subclasses[next].Where(classes.Add))
            {
                pending.Push(subclass);
            }
        }

        return [.. With(RdfVocabulary.Type).Where(triple => classes.Contains(triple.Object)).Select(triple => triple.Subject)];
    }

    /// <summary>The members of a SHACL list (SHACL §1.1); null if it is not well formed: it branches, ends early or is a circle.</summary>
    public List<Term>? List(Term head)
    {
        var members = new List<Term>();
        var seen = new HashSet<Term>();
        for (var node = head; node != RdfVocabulary.Nil;)
        {
            if (!seen.Add(node) || Values(node, RdfVocabulary.First).ToList() is not [var first]
                || Values(node, RdfVocabulary.Rest).ToList() is not [var rest])
            {
                return null;
            }

            members.Add(first);
            node = rest;
        }

        return members;
    }

    // Depth of triple terms is bounded by the reader of the document.
    private static Term Apart(Term term, string prefix) => term switch
    {
        BlankNode node => new BlankNode(prefix + node.Label),
        TripleTerm triple => new TripleTerm(Apart(triple.Subject, prefix), triple.Predicate, Apart(triple.Object, prefix)),
        _ => term,
    };
}
