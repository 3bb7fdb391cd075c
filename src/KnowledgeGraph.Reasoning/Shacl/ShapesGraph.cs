using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>The shapes of a shapes graph, ready to validate any data. Immutable and safe for any number of threads.</summary>
/// <seealso href="https://www.w3.org/TR/shacl/#shapes-graph"/>
public sealed class ShapesGraph
{
    private ShapesGraph(ShapeTriples triples, Iri? name)
    {
        Name = name;
        Shapes = ShapesReader.Read(triples);
        TargetedCount = Shapes.Count(static shape => !shape.Targets.IsEmpty);
    }

    /// <summary>
    /// The graph's name in the dataset that is validated, to which $shapesGraph is bound (SHACL §5.3.1); null if it is not part of it.
    /// A query that mentions $shapesGraph is then a failure.
    /// </summary>
    public Iri? Name { get; }

    /// <summary>Number of shapes, with those that others refer to.</summary>
    public int Count => Shapes.Length;

    /// <summary>Number of shapes that have a target.</summary>
    public int TargetedCount { get; }

    internal ImmutableArray<Shape> Shapes { get; }

    /// <summary>
    /// Reads the shapes of documents: the union of all their triples, named graphs included. owl:imports is not followed: name all
    /// documents.
    /// </summary>
    /// <param name="documents">The documents; blank nodes of two of them are different nodes.</param>
    /// <exception cref="ShaclException">A shape is ill-formed or recursive, or the graph asks for an entailment regime.</exception>
    public static ShapesGraph Read(params IEnumerable<Dataset> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var triples = new ShapeTriples();
        foreach (var (number, document) in documents.Index())
        {
            triples.AddDocument(document, number);
        }

        return new ShapesGraph(triples, null);
    }

    /// <summary>Reads the shapes of a named graph of the data. A copy: later changes of the data do not change it.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="graph">The graph's name; a graph that does not exist has no shapes.</param>
    /// <exception cref="ShaclException">A shape is ill-formed or recursive, or the graph asks for an entailment regime.</exception>
    public static ShapesGraph Read(Snapshot snapshot, Iri graph)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var triples = new ShapeTriples();
        if (snapshot.Terms.TryFind(graph, out var name))
        {
            var scan = snapshot.Scan(GraphScope.Named(name), IndexOrder.Spo, default);
            var columns = Enumerable.Range(0, 3).Select(_ => new TermId[1024]).ToArray();
            int count;
            while ((count = scan.Read(columns[0], columns[1], columns[2], default)) > 0)
            {
                for (var row = 0; row < count; row++)
                {
                    triples.Add(new Triple(
                        snapshot.Terms.ToTerm(columns[0][row]), (Iri)snapshot.Terms.ToTerm(columns[1][row]),
                        snapshot.Terms.ToTerm(columns[2][row])));
                }
            }
        }

        return new ShapesGraph(triples, graph);
    }
}
