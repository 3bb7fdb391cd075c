using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Conformance;

/// <summary>The engine, as the evaluation tests use it: data through a writer and the bulk load, answers through a result format.</summary>
internal static class EngineUnderTest
{
    /// <summary>Answers a query over data.</summary>
    /// <param name="query">The query.</param>
    /// <param name="data">The data.</param>
    /// <param name="format">The format that the answer is written in and read back from.</param>
    public static Answer Evaluate(Sparql.Algebra.Query query, Dataset data, ResultFormat format) =>
        Evaluate(query, data, format, new EngineOptions());

    /// <summary>Answers a query by an engine that may call services or infer.</summary>
    /// <param name="query">The query.</param>
    /// <param name="data">The data.</param>
    /// <param name="format">The format that the answer is written in and read back from.</param>
    /// <param name="options">The engine.</param>
    public static Answer Evaluate(Sparql.Algebra.Query query, Dataset data, ResultFormat format, EngineOptions options)
    {
        using var engine = Open(data, options);
        using var run = engine.Run(query);
        if (run.Kind == QueryKind.Graph)
        {
            return new Answer(null, run.Graph());
        }

        if (run.Kind == QueryKind.Boolean)
        {
            return new Answer(new SolutionTable([], [], run.Boolean), null);
        }

        var output = new ArrayBufferWriter<byte>();
        run.WriteSolutions(output, format);
        using var written = new MemoryStream(output.WrittenSpan.ToArray());
        return new Answer(SolutionReader.Read(written, format), null);
    }

    /// <summary>An engine that holds some data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How it is opened; null for the defaults.</param>
    public static Engine.Engine Open(Dataset data, EngineOptions? options = null)
    {
        var engine = Engine.Engine.Open(options);
        using var stream = new MemoryStream(NQuads(data));
        engine.Load(stream, RdfFormat.NQuads, "test data");
        return engine;
    }

    private static byte[] NQuads(Dataset data)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = RdfWriter.Create(output, RdfFormat.NQuads);
        data.WriteTo(writer);
        writer.Finish();
        return output.WrittenSpan.ToArray();
    }
}
