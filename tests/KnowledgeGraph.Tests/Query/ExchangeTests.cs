using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Joins on a thread of their own: the same rows in the same order, and the same ends.</summary>
public sealed class ExchangeTests
{
    private const int Rows = 5_000;

    private static readonly QueryOptions s_threaded = new() { ExchangeRows = 0, BatchRows = 16 };
    private static readonly QueryOptions s_alone = new() { ExchangeRows = double.PositiveInfinity, BatchRows = 16 };

    [Theory]
    [InlineData("SELECT ?c (COUNT(*) AS ?n) (SUM(?v) AS ?sum) { ?s :class ?c ; :value ?v } GROUP BY ?c")]
    [InlineData("SELECT (GROUP_CONCAT(?v) AS ?all) { ?s :class :c1 ; :value ?v }")]
    [InlineData("SELECT ?s ?w { ?s :class ?c ; :value ?v FILTER(?v > 50) BIND(STR(?v) AS ?w) } ORDER BY ?c ?s LIMIT 70")]
    [InlineData("SELECT ?s { ?s :class ?c ; :value ?v FILTER EXISTS { ?t :next ?s } } ORDER BY DESC(?v) ?s")]
    public void GivesTheSameRowsAsOneThread(string query)
    {
        using var engine = Data();
        Assert.Equal(Read(engine, query, s_alone), Read(engine, query, s_threaded));
    }

    [Fact]
    public void StandsInThePlan_OnlyAboveManyRows()
    {
        const string Query = "SELECT ?c (SUM(?v) AS ?sum) { ?s :class ?c ; :value ?v } GROUP BY ?c";
        using var engine = Data();
        Assert.Contains("Exchange", Explain(engine, Query, s_threaded), StringComparison.Ordinal);
        Assert.DoesNotContain("Exchange", Explain(engine, Query, new QueryOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public void FailsLikeOneThread_WhenMemoryOrTimeIsOver()
    {
        using var engine = Data();
        const string Cross = "SELECT (COUNT(DISTINCT *) AS ?n) { ?s :value ?v . ?t :class ?c . ?u :value ?w }";
        for (var i = 0; i < 5; i++)
        {
            Assert.Throws<QueryMemoryException>(() => Read(engine, Cross, s_threaded with { MemoryMB = 4, Timeout = TimeSpan.FromMinutes(5) }));
        }

        Assert.Throws<QueryTimeoutException>(() => Read(
            engine, "SELECT (SUM(?v) AS ?n) { ?s :value ?v . ?t :class ?c . ?u :value ?w }",
            s_threaded with { Timeout = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal(0, engine.RunningQueries);
    }

    [Fact]
    public void StopsWithItsQuery()
    {
        using var engine = Data();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var run = engine.Run(
            "PREFIX : <http://example/> SELECT (SUM(?v) AS ?n) { ?s :value ?v . ?t :class ?c . ?u :value ?w }",
            s_threaded with { Timeout = TimeSpan.Zero }, stop.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Solutions().ToList());
    }

    private static KnowledgeGraph.Engine.Engine Data() => TestEngine.From(string.Concat(Enumerable.Range(0, Rows).Select(
        i => $":s{i} :class :c{i % 7} ; :value {i * 7919 % 101} ; :next :s{(i + 1) % Rows} .\n")));

    private static string[] Read(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options)
    {
        using var run = engine.Start(query, options);
        return [.. run.Solutions().Select(row => string.Join(' ', row.Terms))];
    }

    private static string Explain(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options)
    {
        using var run = engine.Start(query, options);
        return run.Explain();
    }
}
