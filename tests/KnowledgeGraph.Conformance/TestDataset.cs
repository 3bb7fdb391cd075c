using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>Puts the files of a test together to one dataset.</summary>
internal static class TestDataset
{
    /// <summary>Reads files. A file of quads keeps the graphs that it names.</summary>
    /// <param name="test">The test that they belong to.</param>
    /// <param name="files">The files whose merge is the default graph.</param>
    /// <param name="graphs">The named graphs.</param>
    public static Dataset Read(W3cTest test, IEnumerable<string> files, IEnumerable<W3cGraphData> graphs)
    {
        var data = new Dataset();
        foreach (var file in files)
        {
            Add(data, RdfFile.Read(file, test.BaseIriOf(file)), null);
        }

        foreach (var graph in graphs)
        {
            Add(data, RdfFile.Read(graph.File, test.BaseIriOf(graph.File)), new Iri(graph.Name));
        }

        return data;
    }

    // Blank nodes of two documents are different nodes.
    private static void Add(Dataset data, Dataset document, Iri? graph)
    {
        var prefix = "d" + data.Count.ToString(CultureInfo.InvariantCulture) + "-";
        foreach (var quad in document)
        {
            data.Add(new Quad(Apart(quad.Subject, prefix), quad.Predicate, Apart(quad.Object, prefix), graph ?? quad.Graph));
        }
    }

    private static Term Apart(Term term, string prefix) => term switch
    {
        BlankNode node => new BlankNode(prefix + node.Label),
        TripleTerm triple => new TripleTerm(Apart(triple.Subject, prefix), triple.Predicate, Apart(triple.Object, prefix)),
        _ => term,
    };
}
