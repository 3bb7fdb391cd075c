using System.Collections;

namespace KnowledgeGraph.Rdf;

/// <summary>
/// An RDF dataset as a plain set of quads in memory, in the order of insertion: for tests and small data, not a store. An empty named
/// graph does not exist in it. Not thread-safe for writing.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf12-concepts/#section-dataset"/>
public sealed class Dataset : IReadOnlyCollection<Quad>
{
    private readonly HashSet<Quad> _set = [];
    private readonly List<Quad> _quads = [];

    /// <summary>An empty dataset.</summary>
    public Dataset()
    {
    }

    /// <summary>A dataset of the given quads.</summary>
    /// <param name="quads">The quads; duplicates count once.</param>
    public Dataset(IEnumerable<Quad> quads)
    {
        ArgumentNullException.ThrowIfNull(quads);
        foreach (var quad in quads)
        {
            Add(quad);
        }
    }

    /// <summary>Number of quads.</summary>
    public int Count => _quads.Count;

    /// <summary>The triples of the default graph. Runs over the whole dataset.</summary>
    public IEnumerable<Triple> DefaultGraph => from quad in _quads where quad.Graph is null select quad.Triple;

    /// <summary>The names of the named graphs, each once. Runs over the whole dataset.</summary>
    public IEnumerable<Term> GraphNames => (from quad in _quads where quad.Graph is not null select quad.Graph).Distinct();

    /// <summary>Adds a quad.</summary>
    /// <param name="quad">The quad.</param>
    /// <returns>False if it was there already.</returns>
    public bool Add(Quad quad)
    {
        ArgumentNullException.ThrowIfNull(quad);
        if (!_set.Add(quad))
        {
            return false;
        }

        _quads.Add(quad);
        return true;
    }

    /// <summary>Whether the quad is in the dataset.</summary>
    /// <param name="quad">The quad.</param>
    public bool Contains(Quad quad) => _set.Contains(quad);

    /// <summary>The triples of one graph. Runs over the whole dataset.</summary>
    /// <param name="name">The graph name; null for the default graph.</param>
    public IEnumerable<Triple> Graph(Term? name) => from quad in _quads where Equals(quad.Graph, name) select quad.Triple;

    /// <summary>The quads that agree with every term given. Runs over the whole dataset.</summary>
    /// <param name="subject">The subject, or null for any.</param>
    /// <param name="predicate">The predicate, or null for any.</param>
    /// <param name="object">The object, or null for any.</param>
    public IEnumerable<Quad> Match(Term? subject = null, Iri? predicate = null, Term? @object = null) =>
        from quad in _quads
        where (subject is null || quad.Subject == subject) && (predicate is null || quad.Predicate == predicate)
            && (@object is null || quad.Object == @object)
        select quad;

    /// <summary>Hands every quad to a sink, in the order of insertion.</summary>
    /// <param name="sink">The sink.</param>
    public void WriteTo(QuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var arena = new TermArena();
        foreach (var quad in _quads)
        {
            arena.Clear();
            var subject = arena.Add(quad.Subject);
            var predicate = arena.Add(quad.Predicate);
            var value = arena.Add(quad.Object);
            var graph = quad.Graph is null ? -1 : arena.Add(quad.Graph);
            sink.Quad(arena[subject], arena[predicate], arena[value], graph < 0 ? default : arena[graph]);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Quad> GetEnumerator() => _quads.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
