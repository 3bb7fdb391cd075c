using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>Looks things up in the named graphs of a snapshot: a handful of index look-ups a claim, where a query each would cost a plan each.</summary>
/// <param name="snapshot">The data.</param>
internal sealed class GraphReader(Snapshot snapshot)
{
    // There are few predicates and graphs, and every claim has them.
    private readonly Dictionary<TermId, Iri> _predicates = [];
    private readonly Dictionary<Iri, TermId> _graphs = [];
    private readonly TermArena _arena = new();

    /// <summary>What one graph says of a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="graph">The graph's name.</param>
    public ILookup<Iri, Term> PropertiesOf(Iri subject, Iri graph)
    {
        if (!snapshot.Terms.TryFind(subject, out var subjectId) || !TryFindGraph(graph, out var graphId))
        {
            return Array.Empty<(Iri, Term)>().ToLookup(pair => pair.Item1, pair => pair.Item2);
        }

        IndexScan scan = snapshot.Scan(IndexOrder.Gspo, new QuadPattern(subjectId, default, default, graphId));
        var predicates = new TermId[scan.RemainingRows];
        var objects = new TermId[scan.RemainingRows];
        int rows = predicates.Length == 0 ? 0 : scan.Read(predicates, objects, default, default);
        return Enumerable.Range(0, rows).ToLookup(i => Predicate(predicates[i]), i => Term(objects[i]));
    }

    /// <summary>The reifiers of a triple term, with the graph that says so; blank nodes left out.</summary>
    /// <param name="tripleTerm">The triple term.</param>
    public IEnumerable<(Iri Reifier, Iri Graph)> ReifiersOf(TermId tripleTerm)
    {
        if (!snapshot.Terms.TryFind(RdfVocabulary.Reifies, out var reifies))
        {
            return [];
        }

        IndexScan scan = snapshot.Scan(IndexOrder.Posg, new QuadPattern(default, reifies, tripleTerm));
        var reifiers = new TermId[scan.RemainingRows];
        var graphs = new TermId[scan.RemainingRows];
        int rows = reifiers.Length == 0 ? 0 : scan.Read(reifiers, graphs, default, default);
        return Enumerable.Range(0, rows).Select(i => (Term(reifiers[i]) as Iri, Term(graphs[i]) as Iri))
            .Where(pair => pair is { Item1: not null, Item2: not null }).Select(pair => (pair.Item1!, pair.Item2!));
    }

    /// <summary>The triple terms that have a term as their subject or their object, each once.</summary>
    /// <param name="term">The term.</param>
    public IEnumerable<TermId> TripleTermsWith(Term term)
    {
        if (!snapshot.Terms.TryFind(term, out var id))
        {
            return [];
        }

        var found = new HashSet<TermId>();
        foreach (QuadPattern bound in new[] { new QuadPattern(id, default, default), new QuadPattern(default, default, id) })
        {
            IndexScan scan = snapshot.Terms.TripleTerms.OpenScan(TripleTermTable.OrderFor(bound), bound);
            var terms = new TermId[scan.RemainingRows];
            int column = scan.FreeColumns - 1;
            int rows = terms.Length == 0 ? 0 : scan.Read(Only(0), Only(1), Only(2), Only(3));
            found.UnionWith(terms.AsSpan(0, rows).ToArray());

            Span<TermId> Only(int free) => free == column ? terms : default;
        }

        return found;
    }

    /// <summary>The triple that a triple term holds.</summary>
    /// <param name="tripleTerm">The triple term.</param>
    public Triple TripleOf(TermId tripleTerm)
    {
        var (subject, predicate, @object) = snapshot.Terms.TripleTerms.Get(tripleTerm);
        return new Triple(Term(subject), Predicate(predicate), Term(@object));
    }

    /// <summary>The id of a triple as a term; false if no graph speaks of it.</summary>
    /// <param name="triple">The triple.</param>
    /// <param name="tripleTerm">Its id.</param>
    public bool TryFind(Triple triple, out TermId tripleTerm) =>
        snapshot.Terms.TryFind(new TripleTerm(triple.Subject, triple.Predicate, triple.Object), out tripleTerm);

    private bool TryFindGraph(Iri graph, out TermId id)
    {
        if (!_graphs.TryGetValue(graph, out id) && snapshot.Terms.TryFind(graph, out id))
        {
            _graphs.Add(graph, id);
        }

        return !id.IsUndefined;
    }

    private Iri Predicate(TermId id)
    {
        if (!_predicates.TryGetValue(id, out Iri? predicate))
        {
            _predicates.Add(id, predicate = (Iri)Term(id));
        }

        return predicate;
    }

    private Term Term(TermId id)
    {
        _arena.Clear();
        return snapshot.Terms.View(id, _arena).ToTerm();
    }
}
