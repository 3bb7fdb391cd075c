using System.Buffers;
using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>The engine, as the differential test asks it, with the data of a case.</summary>
internal sealed class EngineUnderTest : IDisposable
{
    // No clock: a process that is suspended is not wrong. What runs away meets these bounds, far beyond any case that can be judged.
    private const int MostMemoryMB = 256;
    private const int RowsBefore = 4;
    private const int MostRows = 4 * GeneratedCase.SolutionLimit;

    private readonly EngineSetting _setting;
    private readonly string? _folder;
    private KnowledgeGraph.Engine.Engine _engine;
    private KnowledgeGraph.Sparql.Algebra.Query? _query;

    private EngineUnderTest(EngineSetting setting)
    {
        _setting = setting;
        _folder = setting.IsDurable ? Directory.CreateTempSubdirectory("kg-differential-").FullName : null;
        _engine = Open();
    }

    /// <summary>How the data of the engine differs from what it must be; null if it does not.</summary>
    public string? Disagreement { get; private set; }

    public static EngineUnderTest Load(GeneratedCase one, Judgement judged, EngineSetting setting)
    {
        var engine = new EngineUnderTest(setting) { _query = judged.Query };
        try
        {
            engine.Fill(one, judged);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public ReferenceResult Answer(KnowledgeGraph.Sparql.Algebra.Query query)
    {
        PlanBefore();
        using var run = _engine.Run(query, Options());
        PlansReused = _engine.PlansReused;
        switch (run.Kind)
        {
            case QueryKind.Boolean:
                return new ReferenceResult.Boolean(run.Boolean);
            case QueryKind.Solutions:
                return new ReferenceResult.Solutions(
                    run.Variables, [.. run.Solutions().Take(MostRows).Select(row => Solution(run, row.Terms))]);
            default:
                var graph = new Dataset();
                run.WriteGraph(new DatasetSink(graph));
                return new ReferenceResult.Graph([.. graph.DefaultGraph]);
        }
    }

    /// <summary>How many answers came by the plan of another query.</summary>
    public long PlansReused { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Fill(GeneratedCase one, Judgement judged)
    {
        if (_setting.IsGrown)
        {
            Grow(one.Quads);
        }
        else
        {
            Load(one.Quads);
        }

        Reopen();
        Disagreement = judged.Update is null ? null : Update(judged);
        Reopen();
    }

    private void PlanBefore()
    {
        if (_setting.IsPlannedBefore && _query is not null)
        {
            using var run = _engine.Run(OtherConstants.In(_query), Options());
            Begin(run);
        }
    }

    // Patterns of EXISTS are planned when the first row asks.
    private static void Begin(QueryRun run)
    {
        try
        {
            _ = run.Kind switch
            {
                QueryKind.Boolean => run.Boolean ? 1 : 0,
                QueryKind.Solutions => run.Solutions().Take(RowsBefore).Count(),
                _ => 0,
            };
        }
        catch (QueryException)
        {
            // With these constants it is too much; the case is about others.
        }
    }

    private KnowledgeGraph.Engine.Engine Open() => KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Folder = _folder });

    private void Reopen()
    {
        if (_folder is not null)
        {
            _engine.Dispose();
            _engine = Open();
        }
    }

    private static KnowledgeGraph.TestKit.Reference.Solution Solution(QueryRun run, IEnumerable<Term?> terms) => run.Variables.Zip(terms).Aggregate(
        KnowledgeGraph.TestKit.Reference.Solution.Empty, (solution, cell) => cell.Second is null ? solution : solution.With(cell.First, cell.Second));

    private void Load(IEnumerable<Quad> quads)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(output, RdfFormat.NQuads);
        new Dataset(quads).WriteTo(writer);
        writer.Finish();
        using var stream = new MemoryStream(output.WrittenSpan.ToArray());
        _engine.Load(stream, RdfFormat.NQuads, "generated data");
    }

    // Every second quad without blank nodes (which would be others in a second document) comes later, and what is too much goes.
    private void Grow(ImmutableArray<Quad> quads)
    {
        var later = quads.Where(q => !HasBlankNode(q.Subject) && !HasBlankNode(q.Object)).Where((_, i) => i % 2 == 0).ToList();
        var tooMuch = quads.Where(q => !HasBlankNode(q.Subject)).Select((q, i) => q with { Object = new Literal($"too much {i}") }).ToList();
        var early = later.Where((_, i) => i % 3 == 0).ToList();
        Load(quads.Except(later).Concat(tooMuch).Concat(early));
        PlanBefore();
        Update($"DELETE DATA {{ {Data(tooMuch.Concat(early))} }}");
        Update($"INSERT DATA {{ {Data(later.Concat(tooMuch.Take(1)))} }} ; DELETE DATA {{ {Data(tooMuch.Take(1))} }}");
    }

    private void Update(string text) => _engine.Update(text, UpdateOptions());

    // Null if the request does to the data what it should.
    private string? Update(Judgement judged)
    {
        try
        {
            _engine.Update(judged.Update!, UpdateOptions());
            if (judged.UpdateFails)
            {
                return "the update should fail";
            }
        }
        catch (QueryException) when (judged.UpdateFails)
        {
        }

        return Difference("SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", judged.After.Quads.Select(q => (Term?[])[q.Subject, q.Predicate, q.Object, q.Graph]))
            ?? Difference("SELECT ?g { GRAPH ?g { } }", judged.After.NamedGraphs.Keys.Select(name => (Term?[])[name]));
    }

    private string? Difference(string query, IEnumerable<Term?[]> right)
    {
        using var run = _engine.Run(query, Options());
        IReadOnlyList<IReadOnlyList<Term?>> actual = [.. run.Solutions().Take(MostRows).Select(row => row.Terms)];
        IReadOnlyList<IReadOnlyList<Term?>> expected = [.. right];
        return SolutionTables.AreEqual(expected, actual) ? null : $"after the update, {query}: {SolutionTables.Difference(expected, actual)}";
    }

    private static string Data(IEnumerable<Quad> quads) => string.Join(' ', quads.Select(q => q.Graph is null
        ? $"{q.Subject} {q.Predicate} {q.Object} ."
        : $"GRAPH {q.Graph} {{ {q.Subject} {q.Predicate} {q.Object} }}"));

    private static bool HasBlankNode(Term term) =>
        term is BlankNode || (term is TripleTerm triple && (HasBlankNode(triple.Subject) || HasBlankNode(triple.Object)));

    private QueryOptions Options()
    {
        var options = new QueryOptions { Timeout = TimeSpan.Zero, MemoryMB = MostMemoryMB };
        options = _setting.IsRewritten ? options : options with { RewritesOff = ["*"] };
        options = _setting.IsThreaded ? options with { ExchangeRows = 0 } : options;
        options = _setting.IsJoinedAtOnce ? options with { TrieJoinCost = 0 } : options;
        options = _setting.IsKeyFiltered ? options with { KeyFilterRows = 0 } : options;
        options = _setting.IsSorted ? options with { SortCost = 0 } : options;
        return _setting.BatchSize is { } rows ? options with { BatchRows = rows } : options;
    }

    private UpdateOptions UpdateOptions()
    {
        var options = Options();
        return new UpdateOptions
        {
            Timeout = options.Timeout, MemoryMB = options.MemoryMB, RewritesOff = options.RewritesOff, BatchRows = options.BatchRows,
        };
    }
}
