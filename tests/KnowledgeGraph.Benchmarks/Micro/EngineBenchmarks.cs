using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Benchmarks.Micro;

/// <summary>The steps of a query and of a load, each alone, over twenty thousand triples made here.</summary>
public class EngineBenchmarks
{
    private const int Things = 5_000;

    private const string JoinText =
        "SELECT ?a ?b ?n WHERE { ?a <urn:knows> ?b . ?b <urn:name> ?n . ?a <urn:age> ?x FILTER(?x > 60) }";

    private const string AggregateText = "SELECT ?x (COUNT(?a) AS ?n) WHERE { ?a <urn:age> ?x } GROUP BY ?x";

    private const string ScanText = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }";

    private const string LookUpText = "SELECT ?p ?o WHERE { <urn:thing:4711> ?p ?o }";

    private readonly KnowledgeGraph.Engine.Engine _engine = KnowledgeGraph.Engine.Engine.Open();
    private readonly string _parsed = JoinText;
    private byte[] _data = [];
    private TermId[] _ids = [];
    private readonly TermArena _scratch = new();

    [GlobalSetup]
    public void Load()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Things; i++)
        {
            var thing = $"<urn:thing:{i}>";
            text.Append(CultureInfo.InvariantCulture, $"{thing} <urn:name> \"thing {i}\"@en .\n{thing} <urn:age> {i % 80} .\n")
                .Append(CultureInfo.InvariantCulture, $"{thing} <urn:knows> <urn:thing:{i * 7 % Things}> .\n{thing} <urn:note> \"a \\\"note\\\" of {i % 100}\" .\n");
        }

        _data = Encoding.UTF8.GetBytes(text.ToString());
        _engine.LoadText(text.ToString());
        var subjects = new TermId[Things];
        var scan = _engine.Snapshot.Scan(IndexOrder.Spo, default);
        scan.Read(subjects, default, default, default);
        _ids = subjects;
    }

    [GlobalCleanup]
    public void Close() => _engine.Dispose();

    [Benchmark]
    public object ParseQuery() => SparqlParser.ParseQuery(_parsed);

    [Benchmark]
    public long ParseTurtle()
    {
        var counter = new CountingSink();
        RdfReader.Read(new MemoryStream(_data), RdfFormat.Turtle, counter, new RdfReaderOptions(), CancellationToken.None);
        return counter.Quads;
    }

    [Benchmark]
    public long Dictionary()
    {
        long bytes = 0;
        foreach (var id in _ids)
        {
            _scratch.Clear();
            bytes += _engine.Snapshot.Terms.View(id, _scratch).Value.Length;
        }

        return bytes;
    }

    [Benchmark]
    public long LookUp() => Write(LookUpText, ResultFormat.Json);

    [Benchmark]
    public long Join() => Write(JoinText, ResultFormat.Json);

    [Benchmark]
    public long Aggregate() => Write(AggregateText, ResultFormat.Json);

    [Benchmark]
    public long Scan()
    {
        var export = _engine.Snapshot.Scan(IndexOrder.Spo, default);
        long rows = 0;
        for (var read = export.Read(_ids, default, default, default); read > 0; read = export.Read(_ids, default, default, default))
        {
            rows += read;
        }

        return rows;
    }

    [Benchmark]
    public long SerialiseJson() => Write(ScanText, ResultFormat.Json);

    [Benchmark]
    public long SerialiseCsv() => Write(ScanText, ResultFormat.Csv);

    [Benchmark]
    public long SerialiseNTriples()
    {
        var output = new CountingOutput();
        using var writer = RdfWriter.Create(output, RdfFormat.NTriples);
        var export = new QuadExport(_engine.Snapshot, namedGraphs: false);
        while (export.WriteBatch(writer))
        {
        }

        writer.Finish();
        return output.Bytes;
    }

    private long Write(string query, ResultFormat format)
    {
        var output = new CountingOutput();
        using var run = _engine.Run(query, new QueryOptions { RandomSeed = 1 });
        run.WriteSolutions(output, format);
        return output.Bytes;
    }

    private sealed class CountingSink : QuadSink
    {
        public long Quads { get; private set; }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph) => Quads++;
    }
}
