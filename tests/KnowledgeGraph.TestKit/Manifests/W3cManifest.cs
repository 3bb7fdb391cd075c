using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Manifests;

/// <summary>Reads W3C test manifests, those they include too.</summary>
/// <seealso href="https://www.w3.org/2001/sw/DataAccess/tests/README.html"/>
public static class W3cManifest
{
    private const string Mf = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
    private const string Qt = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
    private const string Ut = "http://www.w3.org/2009/sparql/tests/test-update#";
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    private const string Dawgt = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#";
    private const string Rdfc = "https://w3c.github.io/rdf-canon/tests/vocab#";
    private const string Sd = "http://www.w3.org/ns/sparql-service-description#";
    private const string Rdft = "http://www.w3.org/ns/rdftest#";

    /// <summary>All tests of a manifest in the order of its entries, then those of the manifests it includes.</summary>
    /// <param name="root">The folder of w3c/rdf-tests.</param>
    /// <param name="manifest">The manifest, relative to the folder: <c>sparql/sparql11/aggregates/manifest.ttl</c>.</param>
    public static IReadOnlyList<W3cTest> Read(string root, string manifest)
    {
        var tests = new List<W3cTest>();
        Read(root, Path.GetFullPath(Path.Combine(root, manifest)), tests, []);
        return tests;
    }

    private static void Read(string root, string file, List<W3cTest> tests, HashSet<string> seen)
    {
        if (!seen.Add(file))
        {
            return;
        }

        var graph = Load(root, file);
        foreach (var entries in graph.Match(predicate: new Iri(Mf + "entries")))
        {
            tests.AddRange(List(graph, entries.Object).Select(entry => Test(graph, root, file, entry)));
        }

        foreach (var include in graph.Match(predicate: new Iri(Mf + "include")))
        {
            foreach (var inner in List(graph, include.Object))
            {
                Read(root, W3cFolder.FileOf(root, inner), tests, seen);
            }
        }
    }

    internal static Dataset Load(string root, string file)
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(file);
        RdfReader.Read(stream, RdfFormat.Turtle, sink, new RdfReaderOptions { BaseIri = W3cFolder.IriOf(root, file), SourceName = file });
        return sink.Dataset;
    }

    private static W3cTest Test(Dataset graph, string root, string file, Term test)
    {
        var action = Value(graph, test, Mf + "action");
        var result = Value(graph, test, Mf + "result");
        var query = action is null ? null : Value(graph, action, Qt + "query") ?? Value(graph, action, Ut + "request") ?? (action is Iri ? action : null);
        return new W3cTest
        {
            Root = root,
            ManifestFile = file,
            Iri = test is Iri iri ? iri.Value : throw new InvalidDataException($"{file}: the entry {test} has no IRI."),
            Type = LocalName(Value(graph, test, RdfVocabulary.Type.Value)) ?? throw new InvalidDataException($"{file}: {test} has no type."),
            Name = (Value(graph, test, Mf + "name") as Literal)?.Lexical ?? LocalName(test)!,
            Comment = (Value(graph, test, Rdfs + "comment") as Literal)?.Lexical,
            Approval = LocalName(Value(graph, test, Dawgt + "approval") ?? Value(graph, test, Rdft + "approval")),
            Requires = [.. Values(graph, test, Mf + "requires").Select(LocalName).OfType<string>()],
            Action = FileOrNull(root, query),
            Data = Data(graph, root, action),
            GraphData = [.. GraphData(graph, root, action), .. GraphData(graph, root, test)],
            ServiceData = action is null ? [] : [.. Values(graph, action, Qt + "serviceData").Select(data => ServiceData(graph, root, data))],
            Result = FileOrNull(root, result),
            ResultData = Data(graph, root, result),
            ResultGraphData = GraphData(graph, root, result),
            EntailmentRegimes = [.. Regimes(graph, test, action).Select(term => (term as Literal)?.Lexical ?? LocalName(term)!)],
            RecognizedDatatypes = Value(graph, test, Mf + "recognizedDatatypes") is { } list ? [.. List(graph, list).OfType<Iri>()] : [],
            HashAlgorithm = (Value(graph, test, Rdfc + "hashAlgorithm") as Literal)?.Lexical,
            LaxCardinality = LocalName(Value(graph, test, Mf + "resultCardinality")) == "LaxCardinality",
        };
    }

    // A dataset is given by data and graphData, in the vocabulary of queries or in that of updates; for tests of the protocol, of the test itself.
    private static IReadOnlyList<string> Data(Dataset graph, string root, Term? node) =>
        node is null
            ? []
            : [.. Values(graph, node, Qt + "data").Concat(Values(graph, node, Ut + "data")).Select(data => W3cFolder.FileOf(root, data))];

    private static IReadOnlyList<W3cGraphData> GraphData(Dataset graph, string root, Term? node) =>
        node is null
            ? []
            : [.. Values(graph, node, Qt + "graphData").Concat(Values(graph, node, Ut + "graphData")).Select(data => NamedGraph(graph, root, data))];

    // A graph is given by its file, which is then its name, or by a node with its content and a label that is the name.
    private static W3cGraphData NamedGraph(Dataset graph, string root, Term data)
    {
        var content = Value(graph, data, Qt + "graph") ?? Value(graph, data, Ut + "graph") ?? data;
        var name = (Value(graph, data, Rdfs + "label") as Literal)?.Lexical ?? ((Iri)content).Value;
        return new W3cGraphData(name, W3cFolder.FileOf(root, content));
    }

    private static W3cServiceData ServiceData(Dataset graph, string root, Term data) => new(
        ((Iri)Value(graph, data, Qt + "endpoint")!).Value, [.. Values(graph, data, Qt + "data").Select(file => W3cFolder.FileOf(root, file))]);

    // One regime or a list of them, said of the action in SPARQL's tests and of the test in those of RDF.
    private static IEnumerable<Term> Regimes(Dataset graph, Term test, Term? action) =>
        Values(graph, test, Mf + "entailmentRegime").Concat(action is null ? [] : Values(graph, action, Sd + "entailmentRegime"))
            .SelectMany(regime => regime is BlankNode ? List(graph, regime) : [regime]);

    private static string? FileOrNull(string root, Term? term) => term is Iri ? W3cFolder.FileOf(root, term) : null;

    internal static Term? Value(Dataset graph, Term subject, string predicate) => Values(graph, subject, predicate).FirstOrDefault();

    internal static IEnumerable<Term> Values(Dataset graph, Term subject, string predicate) =>
        graph.Match(subject, new Iri(predicate)).Select(quad => quad.Object);

    internal static List<Term> List(Dataset graph, Term head)
    {
        var items = new List<Term>();
        for (var node = head; node != RdfVocabulary.Nil; node = Value(graph, node, RdfVocabulary.Rest.Value)!)
        {
            items.Add(Value(graph, node, RdfVocabulary.First.Value) ?? throw new InvalidDataException($"{node} is not a list."));
        }

        return items;
    }

    internal static string? LocalName(Term? term) => term is Iri { Value: var iri } ? iri[(iri.LastIndexOfAny(['#', '/']) + 1)..] : null;
}
