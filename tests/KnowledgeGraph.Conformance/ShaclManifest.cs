using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The manifests of the data shapes test suite: like those of SPARQL, but mf:include names one file each time, a test is in the same file
/// as its data more often than not, and the expected report is part of the manifest.
/// </summary>
internal static class ShaclManifest
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Repository = "data-shapes/data-shapes-test-suite";

    /// <summary>The folder of the suite; null if it is not here.</summary>
    public static string? Folder => W3cFolder.FindBeside(Repository);

    /// <summary>How to get the suite.</summary>
    public static string HowToGet => $"{W3cFolder.HowToGet} Lay https://github.com/w3c/data-shapes beside it.";

    /// <summary>The tests of a manifest and of those that it includes; none if the suite is not here.</summary>
    public static IEnumerable<W3cTest> Read(string manifest) => Folder is { } root ? Read(root, Path.Combine(root, manifest)) : [];

    /// <summary>Reads a file of the suite.</summary>
    public static Dataset Load(string file) => RdfFile.Read(file, W3cFolder.IriOf(Folder!, file));

    private static IEnumerable<W3cTest> Read(string root, string file)
    {
        var graph = Load(file);
        foreach (var entries in graph.Match(predicate: new Iri(Mf + "entries")))
        {
            for (var cell = entries.Object; cell != RdfVocabulary.Nil; cell = One(graph, cell, RdfVocabulary.Rest))
            {
                var test = (Iri)One(graph, cell, RdfVocabulary.First);
                var type = ((Iri)One(graph, test, RdfVocabulary.Type)).Value;
                yield return new W3cTest { Iri = test.Value, Type = type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], Name = test.Value, ManifestFile = file };
            }
        }

        foreach (var test in graph.Match(predicate: new Iri(Mf + "include")).SelectMany(include => Read(root, W3cFolder.FileOf(root, include.Object))))
        {
            yield return test;
        }
    }

    private static Term One(Dataset graph, Term subject, Iri predicate) => graph.Match(subject, predicate).Single().Object;
}
