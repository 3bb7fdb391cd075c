using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>The first rows of an answer, with what a page shows beside them.</summary>
/// <param name="Kind">What the query answers with.</param>
/// <param name="Columns">The columns; of a graph subject, predicate, object; of ASK none.</param>
/// <param name="Rows">The rows, each as long as <paramref name="Columns"/>; null is unbound.</param>
/// <param name="IsCut">True if there are more rows.</param>
/// <param name="Boolean">The answer of ASK, else null.</param>
/// <param name="Labels">Labels of the IRIs in the rows.</param>
/// <param name="Plan">How it was evaluated, with estimated and actual rows.</param>
/// <param name="Elapsed">How long that took, labels not included.</param>
/// <param name="CanExplain">True if each row can be asked for its evidence.</param>
public sealed record QueryRunDocument(
    QueryKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Term?>> Rows, bool IsCut, bool? Boolean,
    IReadOnlyDictionary<Iri, string> Labels, string Plan, TimeSpan Elapsed, bool CanExplain)
{
    /// <summary>The most rows.</summary>
    public const int MaxRows = 10_000;

    private static readonly string[] s_tripleColumns = ["subject", "predicate", "object"];

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs a query as far as it is shown.</summary>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellation">Stops it.</param>
    public static QueryRunDocument Of(ServedDataset dataset, SparqlQuery query, QueryOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        QueryRunDocument document;
        var started = Stopwatch.GetTimestamp();
        using (var run = dataset.Engine.Run(query, options with { Measure = true }, cancellation))
        {
            bool? boolean = run.Kind == QueryKind.Boolean ? run.Boolean : null;
            List<IReadOnlyList<Term?>> rows = run.Kind switch
            {
                QueryKind.Boolean => [],
                QueryKind.Graph => Triples(run),
                _ => [.. run.Solutions().Take(MaxRows + 1).Select(IReadOnlyList<Term?> (solution) => solution.Terms)],
            };
            string[] columns = run.Kind switch
            {
                QueryKind.Boolean => [],
                QueryKind.Graph => s_tripleColumns,
                _ => [.. run.Variables.Select(variable => variable.Name)],
            };
            document = new QueryRunDocument(
                run.Kind, columns, [.. rows.Take(MaxRows)], rows.Count > MaxRows, boolean, new Dictionary<Iri, string>(), run.Explain(),
                Stopwatch.GetElapsedTime(started), query is not SparqlQuery.Describe);
        }

        return document with { Labels = LabelLookup.Of(dataset, document.Rows.SelectMany(row => row).OfType<Term>(), cancellation) };
    }

    /// <summary>The document in JSON, in UTF-8.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Kind.ToString().ToLowerInvariant());
            if (Boolean is { } boolean)
            {
                writer.WriteBoolean("boolean", boolean);
            }

            writer.WriteStartArray("columns");
            foreach (var column in Columns)
            {
                writer.WriteStringValue(column);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                writer.WriteRawValue(JsonBinding.Write(Columns.Zip(row)));
            }

            writer.WriteEndArray();
            writer.WriteBoolean("isCut", IsCut);
            writer.WriteBoolean("canExplain", CanExplain);
            writer.WriteNumber("milliseconds", Elapsed.TotalMilliseconds);
            writer.WriteString("plan", Plan);
            WriteLabels(writer);
            writer.WriteEndObject();
        }

        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    private void WriteLabels(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("labels");
        foreach (var (iri, label) in Labels)
        {
            writer.WriteString(iri.Value, label);
        }

        writer.WriteEndObject();
    }

    // Batch by batch, so that a graph of millions of triples is not built for those that are shown.
    private static List<IReadOnlyList<Term?>> Triples(QueryRun run)
    {
        var sink = new DatasetSink();
        while (run.Count <= MaxRows && run.WriteBatch(sink))
        {
        }

        return [.. sink.Dataset.Take(MaxRows + 1).Select(IReadOnlyList<Term?> (quad) => [quad.Subject, quad.Predicate, quad.Object])];
    }
}
