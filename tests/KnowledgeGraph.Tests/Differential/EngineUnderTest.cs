using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>The engine, as the differential test asks it.</summary>
internal static class EngineUnderTest
{
    public static bool Ask(KnowledgeGraph.Sparql.Algebra.Query query, IReadOnlyList<Quad> quads, EngineSetting setting)
    {
        using var engine = Load(quads);
        using var run = engine.Run(query, Options(setting));
        return run.Boolean;
    }

    public static IReadOnlyList<IReadOnlyList<Term?>> Select(KnowledgeGraph.Sparql.Algebra.Query query, IReadOnlyList<Quad> quads, EngineSetting setting)
    {
        using var engine = Load(quads);
        using var run = engine.Run(query, Options(setting));
        return [.. run.Solutions().Select(solution => (IReadOnlyList<Term?>)solution.Terms)];
    }

    private static KnowledgeGraph.Engine.Engine Load(IReadOnlyList<Quad> quads)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(output, RdfFormat.NQuads);
        new Dataset(quads).WriteTo(writer);
        writer.Finish();

        var engine = KnowledgeGraph.Engine.Engine.Open();
        using var stream = new MemoryStream(output.WrittenSpan.ToArray());
        engine.Load(stream, RdfFormat.NQuads, "generated data");
        return engine;
    }

    private static QueryOptions Options(EngineSetting setting)
    {
        var options = new QueryOptions { Timeout = TimeSpan.FromSeconds(20) };
        options = setting.IsRewritten ? options : options with { RewritesOff = ["*"] };
        return setting.BatchSize is { } rows ? options with { BatchRows = rows } : options;
    }
}
