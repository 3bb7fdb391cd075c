using System.Buffers;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Shacl;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>sht:Validate: validates a data graph and compares the report with the expected one, up to blank nodes.</summary>
internal static class ShaclTest
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Sht = "http://www.w3.org/ns/shacl-test#";

    private static readonly Iri s_message = Sh("resultMessage");

    // What the suite compares; the value of any other property of a result is up to the processor.
    private static readonly HashSet<Iri> s_compared =
    [
        Rdf.Vocabularies.RdfVocabulary.Type, Sh("conforms"), Sh("result"), Sh("focusNode"), Sh("resultPath"), Sh("resultSeverity"),
        Sh("sourceConstraint"), Sh("sourceConstraintComponent"), Sh("sourceShape"), Sh("value"), s_message,
    ];

    /// <summary>Runs one test.</summary>
    /// <exception cref="ConformanceException">The report is not the expected one.</exception>
    public static void Run(W3cTest test)
    {
        var manifest = ShaclManifest.Load(test.ManifestFile);
        var node = new Iri(test.Iri);
        var action = One(manifest, node, new Iri(Mf + "action"));
        var data = (Iri)One(manifest, action, new Iri(Sht + "dataGraph"));
        var shapes = (Iri)One(manifest, action, new Iri(Sht + "shapesGraph"));
        var result = One(manifest, node, new Iri(Mf + "result"));
        if (result == new Iri(Sht + "Failure"))
        {
            RequireFailure(data, shapes);
            return;
        }

        var expected = new Dataset();
        Copy(manifest, result, expected, _ => true);
        var messages = expected.Match(predicate: s_message).Select(quad => quad.Object).ToHashSet();

        // Messages count only where the expected report has them.
        var actual = new Dataset();
        var report = Validate(data, shapes);
        Copy(report, report.Match(predicate: Sh("conforms")).Single().Subject, actual, quad => quad.Predicate != s_message || messages.Contains(quad.Object));
        if (!Isomorphism.AreIsomorphic(expected, actual))
        {
            throw new ConformanceException(
                $"the report is another one:\n    {string.Join("\n    ", actual)}\n  expected\n    {string.Join("\n    ", expected)}");
        }
    }

    private static void RequireFailure(Iri data, Iri shapes)
    {
        Dataset report;
        try
        {
            report = Validate(data, shapes);
        }
        catch (ShaclException)
        {
            return;
        }

        throw new ConformanceException($"a failure was expected, a report of {report.Count} triples came");
    }

    // The data are the default graph, the shapes a named graph beside it, so that $shapesGraph has a value.
    private static Dataset Validate(Iri data, Iri shapes)
    {
        using var engine = Engine.Engine.Open();
        Load(engine, data, null);
        Load(engine, shapes, shapes);
        using var validation = engine.Validate(ShapesGraph.Read(engine.Snapshot, shapes));
        var sink = new DatasetSink();
        validation.Report.WriteGraph(sink);
        return sink.Dataset;
    }

    private static void Load(Engine.Engine engine, Iri document, Iri? graph)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = RdfWriter.Create(buffer, RdfFormat.NQuads))
        {
            foreach (var quad in ShaclManifest.Load(W3cFolder.FileOf(ShaclManifest.Folder!, document)))
            {
                writer.Write(quad with { Graph = graph });
            }
        }

        using var stream = new MemoryStream(buffer.WrittenSpan.ToArray());
        engine.Load(stream, RdfFormat.NQuads, document.Value);
    }

    private static void Copy(Dataset from, Term node, Dataset to, Func<Quad, bool> counts)
    {
        foreach (var quad in from.Match(node).Where(counts))
        {
            var isPath = quad.Predicate.Value.StartsWith(Rdf.Vocabularies.RdfVocabulary.Namespace, StringComparison.Ordinal)
                || quad.Predicate.Value.EndsWith("Path", StringComparison.Ordinal);
            if (!isPath && !s_compared.Contains(quad.Predicate))
            {
                continue;
            }

            if (to.Add(quad) && quad.Object is BlankNode && (isPath || quad.Predicate == Sh("result")))
            {
                Copy(from, quad.Object, to, counts);
            }
        }
    }

    private static Term One(Dataset graph, Term subject, Iri predicate) => graph.Match(subject, predicate).Single().Object;

    private static Iri Sh(string name) => new(ShaclVocabulary.Namespace + name);
}
