using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>One operation of an update request. Immutable, compared by content.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-update/#updateLanguage"/>
public abstract record UpdateOperation
{
    private UpdateOperation()
    {
    }

    /// <summary>INSERT DATA (SPARQL 1.1 Update §3.1.1).</summary>
    /// <param name="Quads">The quads; internal variables are blank nodes, each a new one, no other variables.</param>
    public sealed record InsertData(ImmutableArray<QuadTemplate> Quads) : UpdateOperation
    {
        /// <inheritdoc/>
        public bool Equals(InsertData? other) => other is not null && Content.Equal(Quads, other.Quads);

        /// <inheritdoc/>
        public override int GetHashCode() => Content.Hash(Quads);
    }

    /// <summary>DELETE DATA (SPARQL 1.1 Update §3.1.2).</summary>
    /// <param name="Quads">The quads, without variables and blank nodes.</param>
    public sealed record DeleteData(ImmutableArray<QuadTemplate> Quads) : UpdateOperation
    {
        /// <inheritdoc/>
        public bool Equals(DeleteData? other) => other is not null && Content.Equal(Quads, other.Quads);

        /// <inheritdoc/>
        public override int GetHashCode() => Content.Hash(Quads);
    }

    /// <summary>
    /// DELETE/INSERT (SPARQL 1.1 Update §3.1.3). DELETE WHERE (§3.1.3.3) is one whose template is its pattern.
    /// </summary>
    /// <param name="Delete">The template of what is removed; without blank nodes.</param>
    /// <param name="Insert">The template of what is added; internal variables are blank nodes, new ones for every solution.</param>
    /// <param name="Where">The pattern.</param>
    public sealed record Modify(ImmutableArray<QuadTemplate> Delete, ImmutableArray<QuadTemplate> Insert, GraphPattern Where)
        : UpdateOperation
    {
        /// <summary>WITH: the graph of quads outside GRAPH, and the default graph of the pattern unless there is USING; null if not given.</summary>
        public Iri? With { get; init; }

        /// <summary>USING and USING NAMED: the dataset of the pattern; null if not given.</summary>
        public DatasetClause? Using { get; init; }

        /// <summary>The base IRI in force, used by IRI() in the pattern; null if none.</summary>
        public Iri? BaseIri { get; init; }

        /// <inheritdoc/>
        public bool Equals(Modify? other) =>
            other is not null && Content.Equal(Delete, other.Delete) && Content.Equal(Insert, other.Insert) && Where == other.Where
            && With == other.With && Using == other.Using && BaseIri == other.BaseIri;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Content.Hash(Delete), Content.Hash(Insert), Where, With);
    }

    /// <summary>LOAD (SPARQL 1.1 Update §3.1.4).</summary>
    /// <param name="Source">The document.</param>
    /// <param name="Into">The graph it goes into; null for the default graph.</param>
    /// <param name="Silent">True if a failure is none.</param>
    public sealed record Load(Iri Source, Iri? Into, bool Silent) : UpdateOperation;

    /// <summary>CLEAR (SPARQL 1.1 Update §3.1.5).</summary>
    /// <param name="Target">What is emptied.</param>
    /// <param name="Silent">True if a missing graph is no failure.</param>
    public sealed record Clear(GraphTarget Target, bool Silent) : UpdateOperation;

    /// <summary>CREATE (SPARQL 1.1 Update §3.2.1).</summary>
    /// <param name="Graph">The new graph.</param>
    /// <param name="Silent">True if an existing graph is no failure.</param>
    public sealed record Create(Iri Graph, bool Silent) : UpdateOperation;

    /// <summary>DROP (SPARQL 1.1 Update §3.2.2).</summary>
    /// <param name="Target">What is removed; the default graph is emptied.</param>
    /// <param name="Silent">True if a missing graph is no failure.</param>
    public sealed record Drop(GraphTarget Target, bool Silent) : UpdateOperation;

    /// <summary>COPY (SPARQL 1.1 Update §3.2.3).</summary>
    /// <param name="From">Where the triples come from; null for the default graph.</param>
    /// <param name="To">The graph that has the same triples afterwards; null for the default graph.</param>
    /// <param name="Silent">True if a missing graph is no failure.</param>
    public sealed record Copy(Iri? From, Iri? To, bool Silent) : UpdateOperation;

    /// <summary>MOVE (SPARQL 1.1 Update §3.2.4).</summary>
    /// <param name="From">Where the triples come from, removed afterwards; null for the default graph.</param>
    /// <param name="To">The graph that has those triples afterwards; null for the default graph.</param>
    /// <param name="Silent">True if a missing graph is no failure.</param>
    public sealed record Move(Iri? From, Iri? To, bool Silent) : UpdateOperation;

    /// <summary>ADD (SPARQL 1.1 Update §3.2.5).</summary>
    /// <param name="From">Where the triples come from; null for the default graph.</param>
    /// <param name="To">The graph that has them too afterwards; null for the default graph.</param>
    /// <param name="Silent">True if a missing graph is no failure.</param>
    public sealed record Add(Iri? From, Iri? To, bool Silent) : UpdateOperation;
}
