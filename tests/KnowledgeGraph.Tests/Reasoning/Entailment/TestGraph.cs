using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Reasoning.Entailment;

/// <summary>Small graphs in Turtle, and what follows from them.</summary>
internal static class TestGraph
{
    private const string Prefixes = """
        PREFIX : <http://example/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>

        """;

    /// <summary>Reads TriG (and so Turtle) with the prefixes of this project's tests.</summary>
    public static Dataset Read(string trig)
    {
        var sink = new DatasetSink();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Prefixes + trig));
        RdfReader.Read(stream, RdfFormat.TriG, sink, new RdfReaderOptions { SourceName = "test" });
        return sink.Dataset;
    }

    /// <summary>The triple that a line of Turtle states.</summary>
    public static Triple Triple(string turtle) => Read(turtle + " .").DefaultGraph.Single();

    /// <summary>A snapshot of a document.</summary>
    public static Snapshot Snapshot(string trig)
    {
        var builder = new StoreBuilder();
        Read(trig).WriteTo(builder);
        return builder.Build();
    }

    /// <summary>What follows from a document.</summary>
    public static Inference Infer(EntailmentRegime regime, string trig) =>
        Inference.Compute(Snapshot(trig), new EntailmentOptions { Regime = regime }, cancellation: TestContext.Current.CancellationToken);

    /// <summary>Whether a triple follows and is not asserted.</summary>
    public static bool Adds(this Inference inference, string turtle) => inference.Triples.Contains(Triple(turtle));

    /// <summary>The default graph that queries under the regime see.</summary>
    public static IReadOnlyList<Triple> Seen(EntailmentRegime regime, string trig)
    {
        using var store = new QuadStore();
        store.Load(builder => Read(trig).WriteTo(builder), null, TestContext.Current.CancellationToken);
        using var transaction = store.Begin(TestContext.Current.CancellationToken);
        var inference = Inference.Compute(
            transaction.Snapshot, new EntailmentOptions { Regime = regime }, cancellation: TestContext.Current.CancellationToken);
        var seen = inference.Materialize(transaction);
        var scan = seen.Scan(IndexOrder.Spo, default);
        var triples = new List<Triple>();
        TermId[] s = new TermId[64], p = new TermId[64], o = new TermId[64];
        for (int count; (count = scan.Read(s, p, o, default)) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                triples.Add(new Triple(seen.Terms.ToTerm(s[i]), (Iri)seen.Terms.ToTerm(p[i]), seen.Terms.ToTerm(o[i])));
            }
        }

        return triples;
    }
}
